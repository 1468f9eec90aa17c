"""The trash: out of sight with everything below, back as it was, gone after TRASH_DAYS days."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events.services import record
from kernel.errors import Conflict, Stale
from leads.models import Lead
from leads.policies import can_change_lead
from leads.services.pipeline import STALE
from leads.services.purging import purge
from users.models import User

TOLD = ("name", "external_id", "city", "deleted_at")


@transaction.atomic
def trash_lead(lead: Lead, *, by: User, expected_version: int | None = None) -> None:
    """Put the lead in the trash; what hangs below it is hidden with it."""
    if not can_change_lead(by, lead):
        raise PermissionDenied
    now = timezone.now()
    rows = Lead.objects.filter(pk=lead.pk, deleted_at=None)
    if expected_version is not None:
        rows = rows.filter(version=expected_version)
    if not rows.update(deleted_at=now, updated_at=now, version=F("version") + 1):
        raise Stale(STALE)
    record("lead.trashed", lead, by=by, lead_id=lead.pk)


@transaction.atomic
def restore_lead(lead: Lead, *, by: User, expected_version: int | None = None) -> Lead:
    """Bring the lead back with everything below it."""
    if not can_change_lead(by, lead):
        raise PermissionDenied
    if expected_version not in {None, lead.version}:
        raise Stale(STALE)
    rows = Lead.objects.filter(pk=lead.pk, deleted_at__isnull=False)
    if not rows.update(deleted_at=None, updated_at=timezone.now(), version=F("version") + 1):
        raise Conflict("Somebody else restored this lead first.")
    record("lead.restored", lead, by=by, lead_id=lead.pk)
    lead.refresh_from_db()
    return lead


def purge_trash(*, before: datetime) -> int:
    """Delete for good what was trashed before the moment; return how many leads."""
    return purge(Lead.objects.in_trash_since(before), event="lead.purged", told=TOLD, lead="pk")
