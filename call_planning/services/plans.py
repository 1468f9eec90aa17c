"""Making, changing, snoozing, pausing and keeping call plans."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.rules.frequency import check_interval, first_due
from call_planning.services.moving import due_at, locked_plan, reschedule, save_plan
from call_planning.services.owners import owner_zone
from events.services import changes, record
from interaction_tracking.rules import InteractionType, is_too_far_ahead
from interaction_tracking.services.log import log_interaction
from kernel.errors import Invalid, NotInReach, RuleBroken, Stale
from leads.models import Lead
from leads.policies import can_change_lead
from leads.services.touch import hold_leads, set_sums
from users.models import User


def checked(frequency: str, interval_days: int | None) -> None:
    try:
        check_interval(frequency, interval_days=interval_days)
    except ValueError as error:
        raise Invalid(interval_days=str(error)) from None


@transaction.atomic
def create_plan(
    lead: Lead,
    *,
    by: User,
    frequency: str,
    interval_days: int | None = None,
    notes: str = "",
    next_call_date: datetime | None = None,
) -> CallPlan:
    """Plan the calls of a lead; the first is due at midnight, one interval from now."""
    if not can_change_lead(by, lead):
        raise PermissionDenied
    checked(frequency, interval_days)
    now = timezone.now()
    plan = CallPlan(
        lead=lead,
        frequency=frequency,
        interval_days=interval_days,
        notes=notes,
        created_by=by,
        created_at=now,
        updated_at=now,
    )
    plan.next_call_date = next_call_date or first_due(
        now, frequency=frequency, interval_days=interval_days, zone=owner_zone(plan)
    )
    plan.first_due_at = plan.next_call_date
    plan.due_at = due_at(plan)
    save_or_explain(plan)
    set_sums(lead.pk, next_call_date=plan.due_at)
    record(
        "call_plan.created",
        plan,
        by=by,
        lead_id=lead.pk,
        after={"frequency": frequency, "next_call_date": plan.next_call_date},
    )
    return plan


def save_or_explain(plan: CallPlan) -> None:
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError:
        raise RuleBroken("This lead has a call plan already.", code="plan_exists") from None


def held(plan: CallPlan, *, by: User, expected_version: int | None = None) -> CallPlan:
    """Return the plan as it is now, held for writing by somebody who may."""
    if not can_change_lead(by, plan.lead):
        raise PermissionDenied
    hold_leads(plan.lead_id)
    current = locked_plan(plan.lead_id)
    if current is None:
        raise NotInReach
    if expected_version is not None and current.version != expected_version:
        raise Stale("Somebody changed this plan in the meantime; read it again.")
    return current


def hold_plans(ids: Collection[int]) -> list[int]:
    """Hold the leads of these plans; return the ids in the order in which to write them."""
    hold_leads(*CallPlan.objects.filter(pk__in=ids).values_list("lead_id", flat=True))
    return sorted(ids)


@transaction.atomic
def update_plan(
    plan: CallPlan, *, by: User, expected_version: int | None = None, **values: Any
) -> CallPlan:
    """Change a plan; a new frequency recomputes the next call once there was a call."""
    plan = held(plan, by=by, expected_version=expected_version)
    if values.get("frequency", "CUSTOM") != "CUSTOM":
        values.setdefault("interval_days", None)
    before = {name: getattr(plan, name) for name in {*values, "next_call_date"}}
    for name, value in values.items():
        setattr(plan, name, value)
    checked(plan.frequency, plan.interval_days)
    if {"frequency", "interval_days"} & values.keys() and "next_call_date" not in values:
        reschedule(plan)
    after = {name: getattr(plan, name) for name in before}
    if after == before:
        return plan
    if plan.last_called is None:
        plan.first_due_at = plan.next_call_date
    save_plan(plan)
    record("call_plan.updated", plan, by=by, lead_id=plan.lead_id, **changes(before, after))
    return plan


@transaction.atomic
def record_call(
    plan: CallPlan,
    *,
    by: User,
    last_called: datetime | None = None,
    next_call_date: datetime | None = None,
    expected_version: int | None = None,
    **call: Any,
) -> CallPlan:
    """Log a call with the plan's lead; the plan moves as with any logged call."""
    now = timezone.now()
    called_at = last_called or now
    if is_too_far_ahead(called_at, now=now):
        raise Invalid(last_called="This lies in the future; record it when it has happened.")
    plan = held(plan, by=by, expected_version=expected_version)
    log_interaction(plan.lead, by=by, interaction_type=InteractionType.CALL, date=called_at, **call)
    plan = held(plan, by=by)
    if next_call_date not in {None, plan.next_call_date}:
        facts = changes({"next_call_date": plan.next_call_date}, {"next_call_date": next_call_date})
        plan.next_call_date = next_call_date
        save_plan(plan)
        record("call_plan.updated", plan, by=by, lead_id=plan.lead_id, **facts)
    return plan


@transaction.atomic
def snooze_plan(
    plan: CallPlan,
    *,
    by: User,
    until: datetime,
    reason: str = "",
    expected_version: int | None = None,
) -> CallPlan:
    """Put the call off until then; the rhythm stays."""
    now = timezone.now()
    if until <= now:
        raise Invalid(until="A moment in the future is expected.")
    plan = held(plan, by=by, expected_version=expected_version)
    plan.snoozed_until, plan.snoozed_at, plan.snooze_reason = until, now, reason
    plan.promised_at = None
    save_plan(plan)
    record("call_plan.snoozed", plan, by=by, lead_id=plan.lead_id, until=until, reason=reason)
    return plan


@transaction.atomic
def pause_plan(plan: CallPlan, *, by: User, expected_version: int | None = None) -> CallPlan:
    """Ask for no more calls until the plan is resumed."""
    plan = held(plan, by=by, expected_version=expected_version)
    if plan.paused_at is None:
        plan.paused_at = timezone.now()
        save_plan(plan)
        record("call_plan.paused", plan, by=by, lead_id=plan.lead_id)
    return plan


@transaction.atomic
def resume_plan(plan: CallPlan, *, by: User, expected_version: int | None = None) -> CallPlan:
    """Call by the plan again, from where it stood; one that is not paused stays as it is."""
    plan = held(plan, by=by, expected_version=expected_version)
    if plan.paused_at is not None:
        plan.paused_at = None
        save_plan(plan)
        record("call_plan.resumed", plan, by=by, lead_id=plan.lead_id)
    return plan


@transaction.atomic
def delete_plan(plan: CallPlan, *, by: User, expected_version: int | None = None) -> None:
    """Call this lead by plan no more; what was called stays on record."""
    plan = held(plan, by=by, expected_version=expected_version)
    record(
        "call_plan.deleted",
        plan,
        by=by,
        lead_id=plan.lead_id,
        before={"frequency": plan.frequency, "notes": plan.notes},
    )
    set_sums(plan.lead_id, next_call_date=None)
    plan.delete()
