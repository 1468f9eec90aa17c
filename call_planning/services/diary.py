"""The diary: a levelled schedule for the coming weeks, proposed and never made by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import pstdev
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from call_planning.models import CallPlan
from call_planning.rules.diary import MOST_SLOTS, NOWHERE, Call, Day, levelled, loads, repeats
from call_planning.rules.frequency import nominal_days
from call_planning.rules.priority import TOO_SOON_DAYS
from call_planning.services.learning import rates_for
from call_planning.services.owners import calendar_of
from call_planning.services.showing import worth_shown
from call_planning.services.today import (
    OF_RHYTHM,
    RANKED_BY,
    DueCall,
    Morning,
    days_late,
    ranked,
)
from call_planning.services.workload import workload
from interaction_tracking.models import Interaction
from interaction_tracking.rules import InteractionType
from kernel.clock import local_day, midnight, zone_of
from users.models import User

DAYS_ASKED, DAYS_AT_MOST = 20, 60
LOOKED_AHEAD = timedelta(days=400)
# Beyond this many calls in the horizon nobody has the hours; the worthiest are levelled.
CALLS_AT_MOST = 3000


@dataclass(frozen=True)
class Placed:
    """A call in the diary: where it stands now, and where levelling puts it (None: nowhere)."""

    due: DueCall
    call: Call
    day: date | None

    @property
    def moves(self) -> bool:
        return self.day is not None and self.day != self.call.current


def working_days(owner: User, today: date, *, count: int) -> list[date]:
    """Return the owner's next working days, today among them; fewer where there are none."""
    calendar = calendar_of(owner)
    days: list[date] = []
    for ahead in range(LOOKED_AHEAD.days):
        day = today + timedelta(days=ahead)
        if calendar.is_working_day(day):
            days.append(day)
        if len(days) == count:
            break
    return days


def propose_diary(
    owner: User, *, by: User, now: datetime, days: int = DAYS_ASKED
) -> dict[str, Any]:
    """Return the next working days levelled, as a difference from the days calls stand on now.

    Nothing is written. The same plans at the same moment give the same answer. Three queries.
    """
    morning = Morning(
        now, zone_of(owner.timezone), {owner.pk: calendar_of(owner)}, rates_for([owner.pk])
    )
    dates = working_days(owner, morning.today, count=days)
    found = calls_of(owner, by=by, morning=morning, dates=dates)
    shown = sorted(found, key=lambda one: (-one[0].priority.score, one[0].plan["id"]))
    inside = [one for one in shown if dates and one[1].current <= dates[-1]][:CALLS_AT_MOST]
    calls = [call for _, call in inside]
    diary = days_of(owner, dates, inside, morning=morning)
    places = levelled(calls, diary)
    placed = [
        Placed(due, call, None if place == NOWHERE else dates[place])
        for (due, call), place in zip(inside, places, strict=True)
    ]
    hours = workload(owner, [due for due, _ in found], dates, today=morning.today)
    return shown_as_json(owner, diary, placed, now=now) | {"workload": hours}


def calls_of(
    owner: User, *, by: User, morning: Morning, dates: Sequence[date]
) -> list[tuple[DueCall, Call]]:
    """Return every planned call of the owner, as ranked and as levelling sees it."""
    plans = (
        CallPlan.objects.visible_to(by)
        .worth_calling()
        .filter(lead__assigned_to=owner, due_at__isnull=False)
        .order_by("id")
        .values(*RANKED_BY, *OF_RHYTHM, "pinned", "version", "lead__name")
    )
    return [call_of(plan, owner, morning=morning, dates=dates) for plan in plans]


def call_of(
    plan: dict[str, Any], owner: User, *, morning: Morning, dates: Sequence[date]
) -> tuple[DueCall, Call]:
    today, zone = morning.today, morning.zone
    shown = morning.shown_day(owner.pk, local_day(plan["due_at"], zone), tier=plan["lead__tier"])
    late = days_late(shown, plan["planned_on"], today=today)
    due = ranked(plan, morning=morning, days_overdue=late)
    cadence = nominal_days(plan["frequency"], interval_days=plan["interval_days"])
    first = dates[0] if dates else today
    before = today
    if plan["last_called"] is not None and cadence >= TOO_SOON_DAYS:
        before = local_day(plan["last_called"], zone) + timedelta(days=TOO_SOON_DAYS)
    return due, Call(
        due=max(shown, first),
        current=max(plan["planned_on"] or shown, first),
        not_before=max(before, today),
        slack=int(cadence / 2),
        value=due.priority.score,
        overdue=shown < today,
        fixed=plan["pinned"] or plan["promised_at"] is not None,
    )


def days_of(
    owner: User,
    dates: Sequence[date],
    calls: Sequence[tuple[DueCall, Call]],
    *,
    morning: Morning,
) -> list[Day]:
    """Return the working days with their room; today has what the calls already made left of it."""
    room = min(owner.call_capacity, MOST_SLOTS)
    made = Interaction.objects.filter(
        created_by=owner,
        interaction_type=InteractionType.CALL,
        deleted_at=None,
        date__gte=midnight(morning.today, morning.zone),
        date__lte=morning.now,
    ).count()
    later = repeats(
        [call.due for _, call in calls], [cadence_of(due.plan) for due, _ in calls], dates
    )
    return [
        Day(day, max(room - made, 0) if day == morning.today else room, expected)
        for day, expected in zip(dates, later, strict=True)
    ]


def cadence_of(plan: Mapping[str, Any]) -> float:
    return nominal_days(plan["frequency"], interval_days=plan["interval_days"])


def shown_as_json(
    owner: User, diary: Sequence[Day], placed: Sequence[Placed], *, now: datetime
) -> dict[str, Any]:
    dates = [day.day for day in diary]
    where = {day: place for place, day in enumerate(dates)}
    before = loads([where.get(one.call.current, NOWHERE) for one in placed], len(dates))
    after = loads([where[one.day] if one.day else NOWHERE for one in placed], len(dates))
    counts = {day: (before[place], after[place]) for day, place in where.items()}
    room = {day.day: day.room for day in diary}
    return {
        "owner": owner.pk,
        "username": owner.username,
        "made_at": now,
        "days": [
            {
                "day": day.day,
                "room": day.room,
                "calls_now": before[place],
                "calls_proposed": after[place],
                "repeats_expected": round(day.expected, 1),
            }
            for place, day in enumerate(diary)
        ],
        "spread_now": spread(before),
        "spread_proposed": spread(after),
        "moves": [
            move_shown(one, reason_of(one, counts, room))
            for one in sorted(placed, key=lambda p: (p.day or date.max, p.due.plan["id"]))
            if one.moves
        ],
        "unplaced": [
            move_shown(one, _("No room within half its cadence of the due date"))
            for one in placed
            if one.day is None and not one.call.fixed  # a pin to a free day is somebody's choice
        ],
    }


def spread(counts: Sequence[int]) -> float:
    """Return by how many calls the days differ: their standard deviation."""
    return round(pstdev(counts), 1) if counts else 0.0


def move_shown(one: Placed, reason: str) -> dict[str, Any]:
    plan = one.due.plan
    return {
        "plan": plan["id"],
        "version": plan["version"],
        "lead": plan["lead_id"],
        "lead_name": plan["lead__name"],
        "due_on": one.call.due,
        "from_day": one.call.current,
        "day": one.day,
        "days_overdue": max(0, one.due.days_overdue),
        "priority": one.due.priority.score,
        "worth": worth_shown(one.due),
        "reason": reason,
    }


def reason_of(one: Placed, counts: Mapping[date, tuple[int, int]], room: Mapping[date, int]) -> str:
    """Return in one sentence why the call is to move."""
    here, there = one.call.current, one.day
    if here not in counts or there is None:
        return _("Nobody works on the day it stands on")
    planned = counts[here][0]
    if one.call.overdue:
        late = max(one.due.days_overdue, 0)
        text = ngettext(
            "%(days)d day overdue: the first day with room for it",
            "%(days)d days overdue: the first day with room for it",
            late,
        )
        return text % {"days": late}
    if planned > room[here]:
        text = _("%(calls)d calls stand on its day, with room for %(room)d")
        return text % {"calls": planned, "room": room[here]}
    if counts[here][1] >= room[here]:
        return _("Makes room on its day for other calls")
    text = _("Evens the days: %(calls)d on its day, %(there)d on this one")
    return text % {"calls": planned, "there": counts[there][0]}
