"""Whom to call today: due, overdue or levelled to today, ranked by the money expected of a call."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, DateField, DateTimeField, Q

from call_planning.models import CallPlan
from call_planning.querysets import CallPlanQuerySet
from call_planning.rules.frequency import nominal_days
from call_planning.rules.near_ties import tilt
from call_planning.rules.priority import CallFacts, Priority, priority, urgency
from call_planning.rules.working_days import SHOWS_BEFORE, WorkingCalendar
from call_planning.rules.worth import Account, Rate, Rates
from call_planning.services.learning import rates_for
from call_planning.services.owners import calendar_of
from kernel.clock import end_of_day, local_day, midnight, zone_of
from kernel.plain import Plain, plain_rows
from kernel.slots import AnyViewer, Slot
from leads.rules.status import STAGES, StageType
from performance_tracking.models import AccountRhythm
from users.models import User
from users.policies import leads_people

SECONDS_A_DAY = 86_400
# Whether a plan shows today follows from these.
SHOWN_BY = ("due_at", "planned_on", "created_by_id", "lead__tier", "lead__assigned_to_id")
# All due plans are ranked by these; the rest is read for the rows of one page: what is said of an
# account's own rhythm, too.
RANKED_BY = (
    "id",
    "lead_id",
    "frequency",
    "interval_days",
    "last_called",
    "due_at",
    "planned_on",
    "promised_at",
    "attempts",
    "created_at",
    "created_by_id",
    "lead__tier",
    "lead__potential_revenue",
    "lead__lead_status",
    "lead__assigned_to_id",
    "lead__last_order_at",
    "lead__timezone",
    "lead__forecast__orders",
    "lead__forecast__order_value",
    "lead__forecast__value_at_risk",
    "lead__forecast__probability_active",
    "lead__forecast__gap_days",
)
USUAL_GAP, ORDER_COME = "lead__rhythm__usual_gap_days", "lead__rhythm__last_order_at"
OF_RHYTHM = (USUAL_GAP, ORDER_COME)


class DueCall(NamedTuple):
    """A plan that asks for a call today, and how urgently.

    `days_overdue` is below zero for a call levelled to a day before it is due.
    """

    plan: dict[str, Any]
    days_overdue: int
    priority: Priority

    @property
    def urgency(self) -> float:
        facts = self.priority.facts
        return urgency(facts.days_since, interval_days=facts.interval_days)

    def told(self, plan: dict[str, Any], *, usual_gap_days: float | None) -> Self:
        """Return the call with the rest of its plan, and with the gap that people are told."""
        facts = self.priority.facts
        if facts.account is None or usual_gap_days is None:
            return self._replace(plan=plan)
        account = facts.account._replace(usual_gap_days=usual_gap_days)
        told = self.priority._replace(facts=facts._replace(account=account))
        return self._replace(plan=plan, priority=told)


@dataclass(frozen=True)
class Days:
    """The caller's today: the moment, the zone, and the calendars of those who own the calls."""

    now: datetime
    zone: ZoneInfo
    calendars: dict[int | None, WorkingCalendar]

    @cached_property
    def today(self) -> date:
        return local_day(self.now, self.zone)

    @cached_property
    def horizon(self) -> datetime:
        """What is due after this shows on no working day up to today."""
        days = [calendar.horizon(self.today) for calendar in self.calendars.values()]
        return end_of_day(max([*days, self.today]), self.zone)

    @cached_property
    def missed_by_all(self) -> datetime:
        """A call due before this was missed, whosever it is: they have worked a day since."""
        yesterday = self.today - timedelta(days=1)
        calendars = [*self.calendars.values(), WorkingCalendar()]
        last = min(calendar.nearest_before(yesterday) for calendar in calendars)
        return midnight(last + timedelta(days=1), self.zone)

    @cached_property
    def days(self) -> dict[tuple[int | None, date, str], date]:
        """The days worked out so far: many plans are due on the same few."""
        return {}

    @cached_property
    def days_there(self) -> dict[str, tuple[ZoneInfo, date]]:
        """The zones met so far, with their today: hundreds of accounts are in the same few."""
        return {}

    def days_since(self, moment: datetime, *, zone: str) -> int:
        """Return how many midnights of the zone lie between; 0 for a moment that lies ahead."""
        if zone not in self.days_there:
            place = zone_of(zone)
            self.days_there[zone] = place, local_day(self.now, place)
        place, today = self.days_there[zone]
        return max((today - local_day(moment, place)).days, 0)

    def calendar(self, owner: int | None) -> WorkingCalendar:
        return self.calendars.get(owner) or WorkingCalendar()

    def shown_day(self, owner: int | None, due_day: date, *, tier: str) -> date:
        """Return the day on which the owner's call due that day shows."""
        key = (owner, due_day, tier)
        if key not in self.days:
            self.days[key] = self.calendar(owner).shown_day(due_day, tier=tier)
        return self.days[key]


@dataclass(frozen=True)
class Morning(Days):
    """The same, with what calls are worth."""

    rates: Rates

    @cached_property
    def shuffles(self) -> bool:
        return bool(settings.SHUFFLE_NEAR_TIES)

    @cached_property
    def chances(self) -> dict[tuple[int | None, str], Rate | None]:
        """The chances looked up so far: hundreds of leads stand in a few stages."""
        return {}

    def chance(self, owner: int | None, status: str) -> Rate | None:
        if (owner, status) not in self.chances:
            self.chances[owner, status] = chance_of(owner, status, self.rates)
        return self.chances[owner, status]


def calls_of_today(user: User, *conditions: Q, now: datetime, **filters: Any) -> list[DueCall]:
    """Return the due calls in the user's reach; `filters` are whitelisted lookups.

    Two queries, and one more for the people of who leads some, however many plans there are.
    """
    calendars = calendars_in_reach(user)
    rates = rates_for([owner for owner in calendars if owner])
    morning = Morning(now, zone_of(user.timezone), calendars, rates)
    rows = asked_of(user, morning, RANKED_BY, *conditions, **filters)
    look_behind_orders_ahead(rows, now=now)
    due = [call for plan in rows if (call := due_call(plan, morning)) is not None]
    return sorted(due, key=rank)


def asked_of(
    user: User, days: Days, names: tuple[str, ...], *conditions: Q, **filters: Any
) -> list[dict[str, Any]]:
    """Return those columns of the plans in reach that may show today; one query."""
    if conditions or filters:
        plans = asked_for(user, before=days.horizon, on=days.today)
        return plain_rows(plans.filter(*conditions, **filters), names)
    query = all_asked(AnyViewer(user.role, user.team_id is not None), names)
    return query.read(viewer=user.pk, viewer_team=user.team_id, before=days.horizon, on=days.today)


@lru_cache
def all_asked(viewer: AnyViewer, names: tuple[str, ...]) -> Plain:
    """Every page asks this for its sidebar: the query is compiled once for a kind of viewer."""
    before, on = Slot("before", DateTimeField()), Slot("on", DateField())
    return Plain(lambda: asked_for(viewer, before=before, on=on), names)


def asked_for(viewer: Any, *, before: Any, on: Any) -> CallPlanQuerySet:
    return CallPlan.objects.visible_to(viewer).worth_calling().asked_for(before=before, on=on)


def look_behind_orders_ahead(rows: Sequence[dict[str, Any]], *, now: datetime) -> None:
    """Add the newest order that has come where one lies ahead; one query, only if one does."""
    ahead = {row["lead_id"]: row for row in rows if (row["lead__last_order_at"] or now) > now}
    if not ahead:
        return
    rhythms = AccountRhythm.objects.filter(lead__in=ahead).values_list("lead_id", "last_order_at")
    for lead, come in rhythms:
        ahead[lead][ORDER_COME] = come


def own_calls_waiting(user: User, *, now: datetime) -> int:
    """Count the calls of today that a KAM is to make; one query, nothing is ranked.

    Those missed that were given a day to come ask for nothing today.
    """
    days = Days(now, zone_of(user.timezone), {user.pk: calendar_of(user)})
    return sum(
        lateness(plan, days) is not None and (plan["planned_on"] or days.today) <= days.today
        for plan in asked_of(user, days, SHOWN_BY)
    )


def overdue_by_tier(user: User, *, now: datetime) -> Counter[tuple[int | None, str]]:
    """Count the missed calls in reach by the lead's owner and tier, by days off as Today does.

    Three queries, however many people and plans: the database counts what every owner has worked a
    day since; only what fell due on the days off just past is looked at one by one, and of tier A,
    which shows before them, what is due on those that last.
    """
    days = Days(now, zone_of(user.timezone), calendars_in_reach(user))
    plans = CallPlan.objects.visible_to(user).worth_calling().exclude(planned_on=days.today)
    by_both = ("lead__assigned_to_id", "lead__tier")
    counts = plans.due_before(days.missed_by_all).order_by().values_list(*by_both)
    late = Counter({(who, tier): n for who, tier, n in counts.annotate(Count("pk"))})
    perhaps = Q(due_at__lt=overdue_before(user, now=now)) | Q(lead__tier=SHOWS_BEFORE)
    recent = plans.due_before(days.horizon).filter(perhaps, due_at__gte=days.missed_by_all)
    for row in plain_rows(recent, SHOWN_BY):
        late[row["lead__assigned_to_id"], row["lead__tier"]] += (lateness(row, days) or 0) > 0
    return late


def rank(call: DueCall) -> tuple[int, int, int, int]:
    """Return the place in the list: by score, then by the money itself, then by lateness.

    Money as the lot of near-ties has it: by score alone, most of those drawn would stay in place.
    """
    cents = int((call.priority.worth or 0.0) * call.priority.facts.tilt * 100)
    return -call.priority.score, -cents, -call.days_overdue, call.plan["id"]


def calendars_in_reach(user: User) -> dict[int | None, WorkingCalendar]:
    people: Iterable[User] = User.objects.visible_to(user) if leads_people(user) else [user]
    return {person.pk: calendar_of(person) for person in people}


def due_call(plan: dict[str, Any], morning: Morning) -> DueCall | None:
    """Return the call if it shows today or was missed; None when it shows later."""
    days_overdue = lateness(plan, morning)
    if days_overdue is None:
        return None
    return ranked(plan, morning=morning, days_overdue=days_overdue)


def lateness(plan: dict[str, Any], on: Days) -> int | None:
    """Return how many days overdue the call is; None when it shows on a day to come.

    A call levelled to a later day shows on that day, and before it only once it is overdue; one
    levelled to an earlier day shows from then on. Lateness counts from the due date, or from the
    accepted day where that came later and is past.
    """
    owner = plan["lead__assigned_to_id"] or plan["created_by_id"]
    due_day = local_day(plan["due_at"], on.zone)
    shown = on.shown_day(owner, due_day, tier=plan["lead__tier"])
    days_overdue = days_late(shown, plan["planned_on"], today=on.today)
    later = (plan["planned_on"] or shown) > on.today and days_overdue <= 0
    return None if later else days_overdue


def days_late(shown: date, planned_on: date | None, *, today: date) -> int:
    if planned_on is not None and shown < planned_on <= today:
        shown = planned_on
    return (today - shown).days


def ranked(plan: dict[str, Any], *, morning: Morning, days_overdue: int) -> DueCall:
    now = morning.now
    since = (now - (plan["last_called"] or plan["created_at"])).total_seconds() / SECONDS_A_DAY
    interval = nominal_days(plan["frequency"], interval_days=plan["interval_days"])
    stage = STAGES[plan["lead__lead_status"]]
    chance = morning.chance(plan["lead__assigned_to_id"], plan["lead__lead_status"])
    facts = CallFacts(
        days_since=since,
        interval_days=interval,
        days_overdue=days_overdue,
        never_called=plan["last_called"] is None,
        tier=plan["lead__tier"],
        potential_revenue=plan["lead__potential_revenue"],
        call_back_due=plan["promised_at"] is not None and plan["promised_at"] <= now,
        promised=plan["promised_at"] is not None,
        attempts=plan["attempts"],
        won=stage.type == StageType.WON,
        account=account_of(plan, morning=morning),
        win_chance=chance,
        tilt=tilt(plan["id"], morning.today) if morning.shuffles else 1.0,
    )
    return DueCall(plan, days_overdue, priority(facts, morning.rates))


def account_of(plan: dict[str, Any], *, morning: Morning) -> Account | None:
    """Return what the stored forecast says, with the days since the newest order of all.

    Days of the account's own zone, as in its sentence and in the list of who is at risk.
    """
    orders, last = plan["lead__forecast__orders"], last_order(plan, now=morning.now)
    if not orders or last is None:
        return None
    return Account(
        orders=orders,
        order_value=plan["lead__forecast__order_value"],
        at_stake=plan["lead__forecast__value_at_risk"],
        probability_active=plan["lead__forecast__probability_active"],
        gap_days=plan["lead__forecast__gap_days"],
        days_since_order=morning.days_since(last, zone=plan["lead__timezone"]),
        usual_gap_days=plan.get(USUAL_GAP),
    )


def last_order(plan: dict[str, Any], *, now: datetime) -> datetime | None:
    """Return when the newest order that has come was; one that lies ahead is none yet."""
    newest: datetime | None = plan["lead__last_order_at"]
    if newest is None or newest <= now:
        return newest
    come: datetime | None = plan.get(ORDER_COME)
    return come


def chance_of(owner: int | None, status: str, rates: Rates) -> Rate | None:
    stage = STAGES[status]
    if stage.type != StageType.OPEN:
        return None
    return rates.chance(owner, status, otherwise=float(stage.win_probability))


def overdue_before(user: User, *, now: datetime) -> datetime:
    """Return the midnight before which a due call counts as missed."""
    zone = zone_of(user.timezone)
    return midnight(local_day(now, zone), zone)
