"""Accepting levelled days and pinning calls: the only ways a call gets a day of its own."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.moving import save_plan
from call_planning.services.owners import calendar_of, owner_of, owner_zone
from call_planning.services.plans import held
from events.services import Fact, record, record_many
from kernel.clock import local_day
from kernel.errors import Invalid, RuleBroken
from leads.policies import can_change_lead
from users.models import User

FARTHEST = timedelta(days=366)


class Move(NamedTuple):
    """Put the call of this plan, as it was at this version, on that day."""

    plan: int
    day: date
    version: int


@transaction.atomic
def accept_days(moves: Sequence[Move], *, by: User, now: datetime) -> dict[str, list[int]]:
    """Give each call the day proposed for it, unless its plan changed since it was proposed.

    Returns the plans accepted, those that stood on that day already (so that the same again does
    nothing), and those that changed in the meantime or are pinned, which stay as they are.
    """
    plans = plans_named(moves, by=by)
    told: dict[str, list[int]] = {"accepted": [], "unchanged": [], "stale": []}
    days: dict[date, list[CallPlan]] = defaultdict(list)
    for move in sorted(moves):
        plan = plans[move.plan]
        check_day(plan, move.day, now=now)
        word = word_for(plan, move)
        told[word].append(plan.pk)
        if word == "accepted":
            days[move.day].append(plan)
    write_days(days, by=by)
    return told


def plans_named(moves: Sequence[Move], *, by: User) -> dict[int, CallPlan]:
    """Return the plans the moves name, held; one out of reach is refused as if it did not exist.

    Who accepts the same at the same moment waits, and then finds it done.
    """
    wanted = {move.plan for move in moves}
    if len(wanted) != len(moves):
        raise Invalid(moves="Each plan is named once.")
    rows = CallPlan.objects.visible_to(by).select_related("lead__assigned_to", "created_by")
    held_rows = rows.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",))
    plans = {plan.pk: plan for plan in held_rows}
    missing = sorted(wanted - plans.keys())
    if missing:
        raise Invalid(moves=f"There is no call plan {missing[0]}.")
    if not all(can_change_lead(by, plan.lead) for plan in plans.values()):
        raise PermissionDenied
    return plans


def check_day(plan: CallPlan, day: date, *, now: datetime) -> None:
    """Refuse a day that is past, too far, or on which the owner does not work."""
    check_in_reach(plan, day, now=now, field="moves")
    if not calendar_of(owner_of(plan)).is_working_day(day):
        raise Invalid(moves=f"Plan {plan.pk}: nobody works on {day}.")


def check_in_reach(plan: CallPlan, day: date, *, now: datetime, field: str) -> None:
    today = local_day(now, owner_zone(plan))
    if not today <= day <= today + FARTHEST:
        raise Invalid(**{field: f"Plan {plan.pk}: a day from {today} to a year ahead is expected."})


def word_for(plan: CallPlan, move: Move) -> str:
    """Return under which word to tell of the move; the plan is held, as it is now."""
    if plan.planned_on == move.day:
        return "unchanged"
    changed = plan.version != move.version or plan.due_at is None or plan.pinned
    return "stale" if changed else "accepted"


def write_days(days: Mapping[date, Sequence[CallPlan]], *, by: User) -> None:
    """Give each of these calls, which are held, its day; a statement a day."""
    for day, plans in days.items():
        CallPlan.objects.filter(pk__in=[plan.pk for plan in plans]).update(
            planned_on=day, updated_at=timezone.now(), version=F("version") + 1
        )
    facts = (
        Fact(
            plan.pk,
            plan.lead_id,
            {"before": {"planned_on": plan.planned_on}, "after": {"planned_on": day}},
        )
        for day, plans in days.items()
        for plan in plans
    )
    record_many("call_plan.day_accepted", CallPlan, facts, by=by)


@transaction.atomic
def pin_plan(
    plan: CallPlan, *, by: User, day: date, now: datetime, expected_version: int | None = None
) -> CallPlan:
    """Put the call on that day, where levelling leaves it; the due date stays what it is."""
    plan = held(plan, by=by, expected_version=expected_version)
    check_in_reach(plan, day, now=now, field="day")
    if plan.paused_at is not None:
        raise RuleBroken("A paused plan has no call to pin; resume it first.", code="plan_paused")
    return write_day(plan, by=by, event="call_plan.pinned", planned_on=day, pinned=True)


@transaction.atomic
def unpin_plan(plan: CallPlan, *, by: User, expected_version: int | None = None) -> CallPlan:
    """Let levelling move the call again; until then it stays on its day."""
    plan = held(plan, by=by, expected_version=expected_version)
    return write_day(
        plan, by=by, event="call_plan.unpinned", planned_on=plan.planned_on, pinned=False
    )


def write_day(plan: CallPlan, *, by: User, event: str, **values: Any) -> CallPlan:
    before = {name: getattr(plan, name) for name in values}
    if before == values:
        return plan
    for name, value in values.items():
        setattr(plan, name, value)
    save_plan(plan)
    record(event, plan, by=by, lead_id=plan.lead_id, before=before, after=values)
    return plan
