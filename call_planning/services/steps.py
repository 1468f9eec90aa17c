"""The due calls that were made: one step each, kept in line with the call on record."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max

from call_planning.models import CallPlan, PlanStep, StepKind
from call_planning.rules.frequency import nominal_days
from call_planning.rules.near_ties import tilt
from call_planning.rules.worth import segment_of
from call_planning.services.owners import calendar_of, owner_of, owner_zone
from interaction_tracking.models import Interaction, Order
from interaction_tracking.rules import InteractionType, Outcome
from kernel.clock import days_since, local_day, zone_of
from performance_tracking.models import AccountForecast, PublishedForecast

OVER_SERVED_BELOW = 0.5
FRESH = timedelta(days=8)  # a forecast older than this says little of the call


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


def settle_steps(plan: CallPlan | None, call: Interaction, *, was: datetime | None = None) -> None:
    """Bring the steps in line with a call that was changed, deleted or restored.

    `was` is when it stood on record as made before, where that was changed. The plan is as it was
    before the change.
    """
    if was is not None and plan is not None:
        move_step(plan, call, was=was)
    for moment in {call.date, was or call.date}:
        gone = not contacts_of(call.lead_id).filter(date=moment).exists()
        steps = PlanStep.objects.filter(lead=call.lead_id, called_at=moment)
        steps.filter(taken_back=not gone).update(taken_back=gone)
    if plan is not None and is_a_new_step(plan, call):
        keep_step(plan, called_at=call.date)


def move_step(plan: CallPlan, call: Interaction, *, was: datetime) -> None:
    """Have the step follow its call to another moment, unless another call keeps it where it is."""
    step = PlanStep.objects.filter(lead=call.lead_id, called_at=was).first()
    kept = contacts_of(call.lead_id).filter(date=was).exists()
    taken = PlanStep.objects.filter(lead=call.lead_id, called_at=call.date).exists()
    if step is None or kept or taken:
        return
    zone = owner_zone(plan)
    day_before = local_day(was, zone)
    if day_before != local_day(call.date, zone):
        in_time = day_before if step.kind != StepKind.LATE else None
        earlier = contacts_of(call.lead_id).filter(date__lt=call.date)
        last = earlier.aggregate(at=Max("date"))["at"]
        step.kind = kind_of(plan, call.date, due_at=step.due_at, in_time=in_time, last=last)
        step.shuffled = was_drawn(plan, call.date)
        now_foretold = {"chance_7": None} | foretold(plan, call.date)
        step.segment, step.chance_7 = now_foretold["segment"], now_foretold["chance_7"]
    step.called_at = call.date
    step.save()


def is_a_new_step(plan: CallPlan, call: Interaction) -> bool:
    """Whether the call turned out to be contact that the plan did not know of."""
    newer = plan.last_called is None or call.date > plan.last_called
    if not newer or call.created_at < plan.created_at:
        return False
    contact = contacts_of(call.lead_id).filter(pk=call.pk).exists()
    return contact and not PlanStep.objects.filter(lead=call.lead_id, called_at=call.date).exists()


def contacts_of(lead_id: int) -> Any:
    """Return the calls on record on which somebody of the lead was spoken to."""
    return Interaction.objects.filter(
        lead=lead_id,
        interaction_type=InteractionType.CALL,
        outcome=Outcome.CONNECTED,
        deleted_at=None,
    )


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
    """Return how the call that is due was kept; an accepted later day is no delay."""
    return kind_of(
        plan,
        called_at,
        due_at=plan.next_call_date,
        in_time=plan.planned_on,
        last=plan.last_called,
    )


def kind_of(
    plan: CallPlan,
    called_at: datetime,
    *,
    due_at: datetime,
    in_time: date | None,
    last: datetime | None,
) -> StepKind:
    """Return how a call due then was kept; up to `in_time` it was, whenever it was due.

    `last` is the contact before it.
    """
    zone = owner_zone(plan)
    shown = calendar_of(owner_of(plan)).shown_day(local_day(due_at, zone), tier=plan.lead.tier)
    if local_day(called_at, zone) > max(shown, in_time or shown):
        return StepKind.LATE
    if last is not None:
        interval = nominal_days(plan.frequency, interval_days=plan.interval_days)
        if (called_at - last).total_seconds() / 86_400 / interval < OVER_SERVED_BELOW:
            return StepKind.OVER_SERVED
    return StepKind.KEPT
