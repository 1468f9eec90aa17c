"""Interactions deleted one by one are gone for good after thirty days, with their orders."""

from datetime import datetime

from django.db import transaction

from events.services import Fact, record_many
from interaction_tracking.models import Interaction
from users.models import User
from users.services.people import system_user

PURGED_AT_ONCE = 100
TOLD = ("interaction_type", "date", "deleted_at")


def purge_interactions(*, before: datetime) -> int:
    """Delete for good what was deleted before the moment; return how many.

    A hundred in a transaction, held so that nobody restores them meanwhile. Sums and plans knew
    nothing of them any more.
    """
    by, count = system_user(), 0
    while some := purge_some(before, by):
        count += some
    return count


@transaction.atomic
def purge_some(before: datetime, by: User) -> int:
    held = Interaction.objects.in_trash_since(before).select_for_update(of=("self",))
    some = list(held.order_by("pk")[:PURGED_AT_ONCE])
    facts = [
        Fact(one.pk, one.lead_id, {"before": {n: getattr(one, n) for n in TOLD}}) for one in some
    ]
    record_many("interaction.purged", Interaction, facts, by=by)
    Interaction.objects.filter(pk__in=[one.pk for one in some]).delete()
    return len(some)
