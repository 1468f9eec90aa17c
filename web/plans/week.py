"""A week of calls, day by day, against what the day has room for."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from call_planning.models import CallPlan
from call_planning.rules.working_days import WorkingCalendar, public_holidays
from call_planning.services.owners import calendar_of
from call_planning.services.today import days_late
from kernel.clock import end_of_day, local_day, midnight, zone_of
from users.models import User
from web.times import clock_element

DAYS = 7
# A due date on days off may show up to this many days away from itself.
SPREAD = timedelta(days=14)
MOST = 400
# All that a line of the page shows; a lead has four times as many columns.
SHOWN = (
    "lead_id", "frequency", "interval_days", "due_at", "planned_on", "pinned",
    "lead__name", "lead__city", "lead__tier", "lead__timezone",
)  # fmt: skip


@dataclass(frozen=True)
class Book:
    """Whose calls are looked at, by whom; `owner` None: those of everybody in reach."""

    by: User
    owner: User | None

    @property
    def life(self) -> User:
        """Whose days, hours and capacity count."""
        return self.owner or self.by

    def plans(self) -> QuerySet[CallPlan]:
        plans = CallPlan.objects.visible_to(self.by).worth_calling().filter(due_at__isnull=False)
        return plans if self.owner is None else plans.filter(lead__assigned_to=self.owner)


@dataclass(frozen=True)
class Call:
    """A plan on the day it stands on: by itself, or as it was levelled or pinned."""

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


def week_of(book: Book, first: date, *, now: datetime) -> list[Day]:
    """Return the seven days with their calls; one query."""
    zone, calendar = zone_of(book.life.timezone), calendar_of(book.life)
    today = local_day(now, zone)
    days = [day_of(first + timedelta(days=n), book.life, calendar, today) for n in range(DAYS)]
    by_day = {day.day: day for day in days}
    start = midnight(first - SPREAD, zone)
    until = end_of_day(days[-1].day + SPREAD, zone)
    due_then = Q(planned_on=None, due_at__gte=start, due_at__lt=until)
    plans = book.plans().filter(due_then | Q(planned_on__range=(first, days[-1].day)))
    for plan in slim(plans).order_by("due_at", "pk")[: MOST * 4]:
        if plan.due_at is None:
            continue
        shown = plan.planned_on or calendar.shown_day(
            local_day(plan.due_at, zone), tier=plan.lead.tier
        )
        if shown in by_day and (shown >= today or first > today):
            by_day[shown].calls.append(Call(plan, shown, clock_of(plan, zone, book.by)))
    return days


def slim(plans: QuerySet[CallPlan]) -> QuerySet[CallPlan]:
    return plans.select_related("lead").only(*SHOWN)


def clock_of(plan: CallPlan, zone: ZoneInfo, by: User) -> str:
    """The hour of the due date over there, when it has one: a first call is due all day."""
    if plan.due_at is None or plan.planned_on not in {None, local_day(plan.due_at, zone)}:
        return ""
    if plan.due_at == midnight(local_day(plan.due_at, zone), zone):
        return ""
    return clock_element(plan.due_at, plan.lead.timezone, by.timezone)


def day_of(day: date, user: User, calendar: WorkingCalendar, today: date) -> Day:
    note = why_off(day, user, calendar)
    working = calendar.is_working_day(day)
    return Day(day, working, note, user.call_capacity, day == today)


def why_off(day: date, user: User, calendar: WorkingCalendar) -> str:
    """`leave`, `holiday`, or nothing: an ordinary day, or one off every week."""
    if any(first <= day <= last for first, last in calendar.leave):
        return "leave"
    return "holiday" if day in public_holidays(user.country, day.year) else ""


def overdue_of(book: Book, *, now: datetime) -> list[CallPlan]:
    """Return the calls missed before today, the oldest first; not those given a day to come.

    One due on a day off was not missed as long as the day it shows on has not passed.
    """
    zone, calendar = zone_of(book.life.timezone), calendar_of(book.life)
    today = local_day(now, zone)
    until = end_of_day(calendar.horizon(today), zone)  # tier A shows before its days off
    late = book.plans().filter(due_at__lt=until).exclude(planned_on__gte=today)
    return [
        plan
        for plan in slim(late).order_by("due_at", "pk")[:MOST]
        if plan.due_at is not None and was_missed(plan, plan.due_at, calendar, zone, today)
    ]


def was_missed(
    plan: CallPlan, due_at: datetime, calendar: WorkingCalendar, zone: ZoneInfo, today: date
) -> bool:
    shown = calendar.shown_day(local_day(due_at, zone), tier=plan.lead.tier)
    return days_late(shown, plan.planned_on, today=today) > 0
