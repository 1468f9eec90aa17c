"""Moving a lead along the pipeline: the one writer of a status."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

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

STALE = "Somebody changed this lead in the meantime; read it again."
# What a move writes and taking it back restores; when the stage rots follows from these.
MOVED = (
    "lead_status",
    "status_changed_at",
    "converted_at",
    "lost_reason",
    "lost_note",
    "win_back_on",
)


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
        raise Stale(STALE)
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


@transaction.atomic
def take_back_move(lead: Lead, *, by: User, was: Mapping[str, Any], via: Via) -> Lead:
    """Undo the lead's last move: its columns hold what they held, and no step is left of it.

    A step to and fro would start the days in the stage anew, and be learnt from as if it had been.
    `was` holds the columns of `MOVED`. Raises Conflict when the lead moved on since it was read.
    """
    if not can_change_lead(by, lead):
        raise PermissionDenied
    moved_to, moved_at = lead.lead_status, lead.status_changed_at
    columns = {name: was[name] for name in MOVED} | {"updated_at": timezone.now()}
    rows = Lead.objects.filter(pk=lead.pk, deleted_at=None)
    still = rows.filter(lead_status=moved_to, status_changed_at=moved_at)
    if not still.update(**columns, version=F("version") + 1):
        raise Conflict("Somebody else moved this lead first.")
    rows.settle_rot()
    lead.status_changes.filter(at=moved_at, old=columns["lead_status"], new=moved_to).delete()
    lead.refresh_from_db()
    told = {"before": moved_to, "after": lead.lead_status, "via": str(via), "taken_back": True}
    record("lead.status_changed", lead, by=by, lead_id=lead.pk, **told)
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
