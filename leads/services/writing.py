"""Creating and changing leads."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from events.services import changes, record
from kernel.errors import Invalid, Stale
from kernel.inserting import insert
from leads.models import Lead
from leads.policies import can_assign_leads, can_change_lead
from leads.rules.rot import rots_at
from leads.rules.status import STAGES, LeadStatus, LostReason, StageType, Via
from leads.services.derive import DERIVED, written
from leads.services.pipeline import STALE, change_lead_status
from users.models import User

LOST_FIELDS = frozenset({"lost_reason", "lost_note", "win_back_on"})
STATUS_FIELDS = LOST_FIELDS | {"lead_status"}


@transaction.atomic
def create_lead(*, by: User, via: Via = Via.API, **values: Any) -> Lead:
    """Add a restaurant; a KAM's own creations are theirs."""
    now = timezone.now()
    status = values.get("lead_status") or LeadStatus.NEW
    kind = STAGES[status].type
    if kind == StageType.LOST:
        values["lost_reason"] = values.get("lost_reason") or LostReason.UNSPECIFIED
    else:
        check_nothing_lost(values)
        values = {k: v for k, v in values.items() if k not in LOST_FIELDS}
    lead = Lead(created_by=by, created_at=now, updated_at=now, status_changed_at=now)
    written(lead, values | owner_of_new(by, values) | {"lead_status": status})
    lead.converted_at = now if kind == StageType.WON else None
    lead.rots_at = rots_at(status, now)
    check_links(lead, by=by, names=values)
    save_or_explain(lead)
    record("lead.created", lead, by=by, lead_id=lead.pk, after=values, via=str(via))
    return lead


def owner_of_new(by: User, values: dict[str, Any]) -> dict[str, Any]:
    """A KAM owns what they create; a manager or admin says who does, or nobody."""
    if can_assign_leads(by):
        return {"assigned_to_id": values.get("assigned_to_id")}
    return {"assigned_to_id": by.pk}


@transaction.atomic
def update_lead(
    lead: Lead,
    *,
    by: User,
    via: Via = Via.API,
    expected_version: int | None = None,
    **values: Any,
) -> Lead:
    """Change a lead; a new status goes through the one writer of statuses."""
    if not can_change_lead(by, lead):
        raise PermissionDenied
    if expected_version is not None and expected_version != lead.version:
        raise Stale(STALE)
    move = {name: values.pop(name) for name in STATUS_FIELDS & values.keys()}
    if move.get("lead_status", lead.lead_status) == lead.lead_status:
        values |= lost_details(lead, move)
    if not can_assign_leads(by):
        values.pop("assigned_to_id", None)
    before = {name: getattr(lead, name) for name in values}
    changed = {name: value for name, value in values.items() if value != before[name]}
    if changed:
        check_links(lead, by=by, names=changed, values=changed)
        write_changes(lead, changed, expected_version=expected_version)
        record(
            "lead.updated", lead, by=by, lead_id=lead.pk, via=str(via), **changes(before, changed)
        )
    if move.get("lead_status"):
        change_lead_status(
            lead,
            to=move["lead_status"],
            by=by,
            via=via,
            reason=move.get("lost_reason", ""),
            note=move.get("lost_note", ""),
            win_back_on=move.get("win_back_on"),
        )
    return lead


def lost_details(lead: Lead, sent: dict[str, Any]) -> dict[str, Any]:
    """Return what to write of why a lead was lost; one that is not lost has nothing of it."""
    details = {name: sent[name] for name in LOST_FIELDS & sent.keys()}
    if STAGES[lead.lead_status].type != StageType.LOST:
        check_nothing_lost(details)
        return {}
    if "lost_reason" in details:
        details["lost_reason"] = details["lost_reason"] or LostReason.UNSPECIFIED
    return details


def check_nothing_lost(values: dict[str, Any]) -> None:
    for name in sorted(LOST_FIELDS & values.keys()):
        if values[name]:
            raise Invalid(**{name: "Only a lost lead has this."})


def write_changes(lead: Lead, values: dict[str, Any], *, expected_version: int | None) -> None:
    """Write the columns that changed, if nobody was faster."""
    place = {"latitude", "longitude"} & values.keys()
    if place and "timezone" not in values:
        lead.timezone = ""
    written(lead, values)
    lead.updated_at = timezone.now()
    columns = {name: getattr(lead, name) for name in {*values, *DERIVED, "updated_at"}}
    rows = Lead.objects.filter(pk=lead.pk, deleted_at=None)
    if expected_version is not None:
        rows = rows.filter(version=expected_version)
    try:
        with transaction.atomic():
            if not rows.update(**columns, version=F("version") + 1):
                raise Stale(STALE)
    except IntegrityError:
        raise Invalid(external_id="Another lead has this external_id.") from None
    lead.version += 1


def save_or_explain(lead: Lead) -> None:
    """Insert the lead; the transaction of the caller ends with the refusal, as it must."""
    try:
        insert(lead)
    except IntegrityError:
        raise Invalid(external_id="Another lead has this external_id.") from None


def check_links(lead: Lead, *, by: User, names: Any, values: dict[str, Any] | None = None) -> None:
    """Refuse an owner or a parent that does not exist for this user."""
    owner = (values or {}).get("assigned_to_id", lead.assigned_to_id)
    if "assigned_to_id" in names and owner is not None and can_assign_leads(by):
        check_owner(owner, by=by)
    parent = (values or {}).get("parent_id", lead.parent_id)
    if "parent_id" in names and parent is not None:
        check_parent(lead, parent, by=by)


def check_owner(owner: int, *, by: User) -> None:
    if not User.objects.visible_to(by).filter(pk=owner, is_active=True).exists():
        raise Invalid(assigned_to="There is no such user.")


def check_parent(lead: Lead, parent: int, *, by: User) -> None:
    above = Lead.objects.visible_to(by).filter(pk=parent).first()
    if above is None:
        raise Invalid(parent="There is no such lead.")
    if above.pk == lead.pk or above.parent_id is not None:
        raise Invalid(parent="A parent is a group, not an outlet, and not the lead itself.")
    if lead.pk and lead.outlets.exists():
        raise Invalid(parent="A group with outlets cannot become an outlet.")
