"""People deleted one by one go for good after TRASH_DAYS days; what was said with them stays."""

from datetime import datetime

from contact.models import Contact
from leads.services.purging import purge

TOLD = ("name", "role", "deleted_at")


def purge_contacts(*, before: datetime) -> int:
    """Delete for good who was deleted before the moment; return how many.

    Interactions with them stay, without their name.
    """
    trash = Contact.objects.in_trash_since(before)
    return purge(trash, event="contact.purged", told=TOLD, lead="restaurant_id")
