"""Moving a lead along the pipeline: the one writer of a status."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events.services import record
from kernel.errors import Conflict, Stale
from leads.models import Lead
from leads.policies import can_change_lead
from leads.rules.rot import rots_at
from leads.rules.status import (
    STAGES,
    LeadStatus,
    LostReason,
    StageType,
    Via,
    is_reopening,
    is_skip,
)
from users.models import User


@transaction.atomic
def change_lead_status(
    lead: Lead,
    *,
    to: LeadStatus,
    by: User,
    via: Via = Via.API,
    reason: str = "",
    note: str = "",
    win_back_on: date | None = None,
    expected_version: int | None = None,
) -> Lead:
    """Move the lead along the pipeline and keep the step on record.

    Raises Conflict when somebody else moved it since `lead` was read.
    """
    if not can_change_lead(by, lead):
        raise PermissionDenied
    if expected_version not in {None, lead.version}:
        raise Stale("Somebody changed this lead in the meantime; read it again.")
    old = LeadStatus(lead.lead_status)
    if old == to:
        return lead
    now = timezone.now()
    before = lead.status_changed_at
    moved = columns_of_move(to, lead, now=now, reason=reason, note=note, win_back_on=win_back_on)
    rows = Lead.objects.filter(
        pk=lead.pk, lead_status=old, status_changed_at=before, deleted_at=None
    )
    if expected_version is not None:
        rows = rows.filter(version=expected_version)
    if not rows.update(**moved, version=F("version") + 1):
        raise Conflict("Somebody else moved this lead first.")

    for name, value in moved.items():
        setattr(lead, name, value)
    lead.version += 1
    keep_step(lead, old=old, since=before, by=by, via=via)
    record("lead.status_changed", lead, by=by, lead_id=lead.pk, before=old, after=to, via=str(via))
    return lead


def keep_step(lead: Lead, *, old: LeadStatus, since: datetime, by: User, via: Via) -> None:
    """Put the move the lead has just made on record."""
    at = lead.status_changed_at
    lead.status_changes.create(
        old=old,
        new=lead.lead_status,
        by=by,
        at=at,
        duration_seconds=max(0, int((at - since).total_seconds())),
        reason=lead.lost_reason,
        note=lead.lost_note,
        via=via,
        skipped=is_skip(old, lead.lead_status),
        reopened=is_reopening(old, lead.lead_status),
    )


def columns_of_move(
    to: LeadStatus,
    lead: Lead,
    *,
    now: datetime,
    reason: str,
    note: str,
    win_back_on: date | None,
) -> dict[str, object]:
    """Return the columns that a move writes; a lead that is not lost keeps no reason."""
    kind = STAGES[to].type
    lost = kind == StageType.LOST
    return {
        "lead_status": to,
        "status_changed_at": now,
        "rots_at": rots_at(to, now),
        "updated_at": now,
        "converted_at": now if kind == StageType.WON else lead.converted_at,
        "lost_reason": (reason or LostReason.UNSPECIFIED) if lost else "",
        "lost_note": note if lost else "",
        "win_back_on": win_back_on if lost else None,
    }
