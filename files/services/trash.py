"""Emptying the trash of files; those of a trashed lead go with the lead."""

from datetime import datetime

from django.db import transaction

from events.services import Fact, record_many
from files.models import LeadFile
from users.services.people import system_user

PURGED_AT_ONCE = 100
TOLD = ("name", "size", "sha256", "deleted_at")


def purge_files(*, before: datetime) -> int:
    """Delete for good what was removed before the moment; return how many files.

    A hundred in a transaction; that it happened, and to which, stays on record.
    """
    by, count = system_user(), 0
    while some := list(LeadFile.objects.in_trash_since(before).order_by("pk")[:PURGED_AT_ONCE]):
        facts = [
            Fact(file.pk, file.lead_id, {"before": {n: getattr(file, n) for n in TOLD}})
            for file in some
        ]
        with transaction.atomic():
            record_many("file.purged", LeadFile, facts, by=by)
            LeadFile.objects.filter(pk__in=[file.pk for file in some]).delete()
        count += len(some)
    return count
