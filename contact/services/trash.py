"""People deleted one by one are gone for good after thirty days; what was said with them stays."""

from datetime import datetime

from django.db import transaction

from contact.models import Contact
from events.services import Fact, record_many
from users.models import User
from users.services.people import system_user

PURGED_AT_ONCE = 100
TOLD = ("name", "role", "deleted_at")


def purge_contacts(*, before: datetime) -> int:
    """Delete for good who was deleted before the moment; return how many.

    A hundred in a transaction, held so that nobody restores them meanwhile. Interactions with them
    stay, without their name.
    """
    by, count = system_user(), 0
    while some := purge_some(before, by):
        count += some
    return count


@transaction.atomic
def purge_some(before: datetime, by: User) -> int:
    held = Contact.objects.in_trash_since(before).select_for_update(of=("self",)).order_by("pk")
    some = list(held[:PURGED_AT_ONCE])
    facts = [
        Fact(one.pk, one.restaurant_id, {"before": {n: getattr(one, n) for n in TOLD}})
        for one in some
    ]
    record_many("contact.purged", Contact, facts, by=by)
    Contact.objects.filter(pk__in=[one.pk for one in some]).delete()
    return len(some)
