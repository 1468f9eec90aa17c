"""What a call does to the plan: the one place where a plan moves."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.rules.frequency import anchor_after, next_due
from call_planning.rules.outcome import effect_of
from call_planning.services.owners import owner_zone
from call_planning.services.steps import keep_step
from interaction_tracking.models import Interaction
from interaction_tracking.rules import Outcome
from kernel.clock import local_day
from kernel.errors import Invalid, Stale
from leads.services.touch import set_sums


def locked_plan(lead_id: int) -> CallPlan | None:
    """Return the lead's plan, held until the transaction ends; the lead is held already."""
    plans = CallPlan.objects.select_for_update(of=("self",)).select_related(
        "lead__assigned_to", "created_by"
    )
    return plans.filter(lead=lead_id).first()


def save_plan(
    plan: CallPlan, *, expected_version: int | None = None, keep_day: bool = False
) -> None:
    """Write the plan and the lead's next call, which follows from it.

    A levelled day was accepted for one due date; when that changes, the day and its pin go.
    """
    due = due_at(plan)
    if due != plan.due_at and not keep_day:
        clear_day(plan)
    plan.due_at = due
    plan.updated_at = timezone.now()
    names = [f.attname for f in plan._meta.concrete_fields if f.name not in KEPT_AS_IS]
    columns: dict[str, Any] = {name: getattr(plan, name) for name in names}
    rows = CallPlan.objects.filter(pk=plan.pk)
    rows = rows.filter(version=plan.version if expected_version is None else expected_version)
    if not rows.update(**columns, version=F("version") + 1):
        raise Stale("Somebody changed this plan in the meantime; read it again.")
    plan.version += 1
    set_sums(plan.lead_id, next_call_date=plan.due_at)


KEPT_AS_IS = frozenset({"id", "lead", "created_by", "created_at", "version"})


def clear_day(plan: CallPlan) -> None:
    plan.planned_on, plan.pinned = None, False


def due_at(plan: CallPlan) -> datetime | None:
    """Return when the plan asks for a call: a promise first, then snooze, then the rhythm."""
    if plan.paused_at is not None:
        return None
    if plan.promised_at is not None:
        return plan.promised_at
    return max(plan.next_call_date, plan.snoozed_until or plan.next_call_date)


def apply_call(plan: CallPlan, call: Interaction) -> None:
    """Move the plan by a call that was just logged; one dated before the last leaves it."""
    if plan.last_called is not None and call.date <= plan.last_called:
        return
    if effect_of(call.outcome, at=call.date).moves_plan:
        keep_step(plan, called_at=call.date)
        move(plan, called_at=call.date)
        end_snooze(plan)
        clear_day(plan)
        plan.attempts, plan.last_attempt_at, plan.retry_at = 0, None, None
        plan.promised_at = call.follow_up_at
    else:
        attempt(plan, call)
    save_plan(plan)


def attempt(plan: CallPlan, call: Interaction) -> None:
    """Count a call that reached nobody; the latest says when to try again."""
    plan.attempts += 1
    if plan.last_attempt_at is not None and call.date < plan.last_attempt_at:
        return
    effect = effect_of(call.outcome, at=call.date, follow_up_at=call.follow_up_at)
    plan.last_attempt_at, plan.retry_at = call.date, effect.retry_at
    if call.outcome == Outcome.CALL_BACK:
        plan.promised_at = effect.retry_at


def move(plan: CallPlan, *, called_at: datetime) -> None:
    """Set the rhythm as it stands after contact at that moment."""
    zone = owner_zone(plan)
    plan.anchor_day = anchor_after(
        local_day(called_at, zone),
        due_day=local_day(plan.next_call_date, zone) if plan.last_called else None,
        anchor_day=plan.anchor_day,
    )
    plan.last_called = called_at
    reschedule(plan)


def end_snooze(plan: CallPlan) -> None:
    plan.snoozed_until, plan.snoozed_at, plan.snooze_reason = None, None, ""


def reschedule(plan: CallPlan) -> None:
    """Compute the next call anew from the last; a plan never called keeps its first date."""
    if plan.last_called is None:
        return
    try:
        plan.next_call_date, plan.anchor_day = next_due(
            plan.last_called,
            frequency=plan.frequency,
            interval_days=plan.interval_days,
            zone=owner_zone(plan),
            anchor_day=plan.anchor_day,
        )
    except ValueError as error:
        raise Invalid(frequency=str(error)) from None
