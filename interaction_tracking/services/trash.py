"""Interactions deleted one by one are gone for good after TRASH_DAYS days, with their orders."""

from datetime import datetime

from interaction_tracking.models import Interaction
from leads.services.purging import purge

TOLD = ("interaction_type", "date", "deleted_at")


def purge_interactions(*, before: datetime) -> int:
    """Delete for good what was deleted before the moment; return how many.

    Sums and plans knew nothing of them any more.
    """
    trash = Interaction.objects.in_trash_since(before)
    return purge(trash, event="interaction.purged", told=TOLD, lead="lead_id")
