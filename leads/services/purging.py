"""Deleting for good what was deleted long ago."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from events.services import Fact, record_many
from users.models import User
from users.services.people import system_user

PURGED_AT_ONCE = 100


def purge(trash: QuerySet[Any], *, event: str, told: Sequence[str], lead: str) -> int:
    """Delete these rows and return how many; that it happened, and to which, stays on record.

    A hundred in a transaction, held so that nobody restores them meanwhile. `told` are the columns
    that are kept on record, `lead` the one that holds the id of the row's lead.
    """
    by, count = system_user(), 0
    while some := purge_some(trash, event=event, told=told, lead=lead, by=by):
        count += some
    return count


@transaction.atomic
def purge_some(
    trash: QuerySet[Any], *, event: str, told: Sequence[str], lead: str, by: User
) -> int:
    held = trash.select_for_update(of=("self",)).order_by("pk")
    some = list(held[:PURGED_AT_ONCE])
    facts = [
        Fact(row.pk, getattr(row, lead), {"before": {name: getattr(row, name) for name in told}})
        for row in some
    ]
    record_many(event, trash.model, facts, by=by)
    trash.model._default_manager.filter(pk__in=[row.pk for row in some]).delete()
    return len(some)
