"""A week of calls, day by day, against what the day has room for."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from call_planning.models import CallPlan
from call_planning.rules.working_days import WorkingCalendar, public_holidays
from call_planning.services.owners import calendar_of
from kernel.clock import end_of_day, local_day, midnight, zone_of
from users.models import User

DAYS = 7
# A due date on days off may show up to this many days away from itself.
SPREAD = timedelta(days=14)
MOST = 400


@dataclass(frozen=True)
class Call:
    """A plan on the day it shows."""

    plan: CallPlan
    day: date
    clock: str


@dataclass
class Day:
    """One day: what is due, what there is room for, why nobody works."""

    day: date
    working: bool
    note: str
    room: int
    today: bool
    calls: list[Call] = field(default_factory=list)

    @property
    def load(self) -> int:
        return len(self.calls)

    @property
    def over(self) -> bool:
        return self.working and self.load > self.room

    @property
    def tone(self) -> str:
        return "danger" if self.over else "accent"


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def plans_of(user: User, *, everybody: bool) -> QuerySet[CallPlan]:
    plans = CallPlan.objects.visible_to(user).worth_calling().filter(due_at__isnull=False)
    return plans if everybody else plans.filter(lead__assigned_to=user)


def week_of(user: User, first: date, *, now: datetime, everybody: bool) -> list[Day]:
    """Return the seven days with their calls; one query, and one for the owners."""
    zone, calendar = zone_of(user.timezone), calendar_of(user)
    today = local_day(now, zone)
    days = [day_of(first + timedelta(days=n), user, calendar, today) for n in range(DAYS)]
    by_day = {day.day: day for day in days}
    start = midnight(first - SPREAD, zone)
    until = end_of_day(days[-1].day + SPREAD, zone)
    plans = plans_of(user, everybody=everybody).filter(due_at__gte=start, due_at__lt=until)
    for plan in plans.select_related("lead").order_by("due_at", "pk")[: MOST * 4]:
        due = plan.due_at
        if due is None:
            continue
        shown = calendar.shown_day(local_day(due, zone), tier=plan.lead.tier)
        if shown in by_day and (shown >= today or first > today):
            by_day[shown].calls.append(Call(plan, shown, clock_of(due, zone)))
    return days


def clock_of(due: datetime, zone: Any) -> str:
    """The hour of the due date, when it has one: a first call is due at midnight, all day."""
    text = due.astimezone(zone).strftime("%H:%M")
    return "" if text == "00:00" else text


def day_of(day: date, user: User, calendar: WorkingCalendar, today: date) -> Day:
    note = ""
    if any(first <= day <= last for first, last in calendar.leave):
        note = "leave"
    elif day in public_holidays(user.country, day.year):
        note = "holiday"
    working = calendar.is_working_day(day)
    return Day(day, working, note, user.call_capacity, day == today)


def overdue_of(user: User, *, now: datetime, everybody: bool) -> list[CallPlan]:
    """Return the calls missed before today, the oldest first."""
    zone = zone_of(user.timezone)
    start = midnight(local_day(now, zone), zone)
    late = plans_of(user, everybody=everybody).filter(due_at__lt=start)
    return list(late.select_related("lead").order_by("due_at", "pk")[:MOST])
