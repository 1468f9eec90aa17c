"""Emptying the trash of files; those of a trashed lead go with the lead."""

from datetime import datetime

from files.models import LeadFile
from leads.services.purging import purge

TOLD = ("name", "size", "sha256", "deleted_at")


def purge_files(*, before: datetime) -> int:
    """Delete for good what was removed before the moment; return how many files."""
    trash = LeadFile.objects.in_trash_since(before)
    return purge(trash, event="file.purged", told=TOLD, lead="lead_id")
