"""What a call does to the plan: the one place where a plan moves."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Max
from django.utils import timezone

from call_planning.models import CallPlan, PlanStep, StepKind
from call_planning.rules.frequency import anchor_after, next_due, nominal_days
from call_planning.rules.near_ties import tilt
from call_planning.rules.outcome import effect_of
from call_planning.rules.worth import segment_of
from call_planning.services.owners import calendar_of, owner_of, owner_zone
from interaction_tracking.models import Interaction, Order
from interaction_tracking.rules import InteractionType, Outcome
from kernel.clock import days_since, local_day, zone_of
from kernel.errors import Invalid, Stale
from leads.services.touch import set_sums
from performance_tracking.models import AccountForecast, PublishedForecast

OVER_SERVED_BELOW = 0.5
FRESH = timedelta(days=8)  # a forecast older than this says little of the call


def locked_plan(lead_id: int) -> CallPlan | None:
    """Return the lead's plan, held until the transaction ends."""
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


def keep_step(plan: CallPlan, *, called_at: datetime) -> None:
    """Put on record how this due call was kept, and how the account stood before it."""
    PlanStep.objects.create(
        lead_id=plan.lead_id,
        owner=owner_of(plan),
        tier=plan.lead.tier,
        due_at=plan.next_call_date,
        called_at=called_at,
        kind=kind_of_step(plan, called_at),
        shuffled=was_drawn(plan, called_at),
        **foretold(plan, called_at),
    )


def settle_step(call: Interaction) -> None:
    """Take back the step of a call that was deleted, or let it count again once it is restored."""
    there = Interaction.objects.filter(
        lead=call.lead_id,
        date=call.date,
        interaction_type=InteractionType.CALL,
        outcome=Outcome.CONNECTED,
        deleted_at=None,
    )
    gone = not there.exists()
    steps = PlanStep.objects.filter(lead=call.lead_id, called_at=call.date, taken_back=not gone)
    steps.update(taken_back=gone)


def foretold(plan: CallPlan, called_at: datetime) -> dict[str, Any]:
    """Return the account's segment and chance of an order, as they stood before the call.

    Nothing for a call logged long after it was made: the forecast has moved on since.
    """
    forecast = AccountForecast.objects.filter(lead=plan.lead_id).first()
    if forecast is None or not is_fresh(forecast.as_of, called_at):
        return {"segment": ""}
    before = Order.objects.counted().filter(lead=plan.lead_id, ordered_at__lt=called_at)
    last = before.aggregate(at=Max("ordered_at"))["at"]
    chance = chance_before(forecast, called_at)
    if last is None or chance is None:
        return {"segment": ""}
    days = days_since(last, now=called_at, zone=zone_of(plan.lead.timezone))
    ratio = days / max(forecast.gap_days, 1.0)
    return {"segment": segment_of(ratio, orders=forecast.orders), "chance_7": chance}


def chance_before(forecast: AccountForecast, called_at: datetime) -> float | None:
    """Return P7 as it was foretold before the call.

    An order scores its account anew in its own transaction, and the order may be what the call
    brought: then the forecast published last before the call stands.
    """
    if forecast.computed_at <= called_at:
        return forecast.chance_7
    published = PublishedForecast.objects.filter(
        lead=forecast.lead_id, as_of__lt=called_at.date(), as_of__gte=called_at.date() - FRESH
    )
    chance: float | None = published.order_by("-as_of").values_list("chance_7", flat=True).first()
    return chance


def is_fresh(as_of: date, called_at: datetime) -> bool:
    return abs(called_at.date() - as_of) <= FRESH


def was_drawn(plan: CallPlan, called_at: datetime) -> bool:
    """Whether the plan's place in the list of that day was drawn by lot."""
    if not settings.SHUFFLE_NEAR_TIES:
        return False
    return tilt(plan.pk, local_day(called_at, owner_zone(plan))) != 1.0


def kind_of_step(plan: CallPlan, called_at: datetime) -> StepKind:
    """Return how the call was kept; an accepted later day is no delay."""
    zone = owner_zone(plan)
    shown = calendar_of(owner_of(plan)).shown_day(
        local_day(plan.next_call_date, zone), tier=plan.lead.tier
    )
    if local_day(called_at, zone) > max(shown, plan.planned_on or shown):
        return StepKind.LATE
    if plan.last_called is not None:
        interval = nominal_days(plan.frequency, interval_days=plan.interval_days)
        since = (called_at - plan.last_called).total_seconds() / 86_400
        if since / interval < OVER_SERVED_BELOW:
            return StepKind.OVER_SERVED
    return StepKind.KEPT
