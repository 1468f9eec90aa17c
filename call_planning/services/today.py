"""Whom to call today: due or overdue, ranked, most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q

from call_planning.models import CallPlan
from call_planning.rules.frequency import nominal_days
from call_planning.rules.local_time import callable_now, local_time_text
from call_planning.rules.priority import CallFacts, Priority, priority, reasons, urgency
from call_planning.rules.working_days import WorkingCalendar
from call_planning.services.owners import calendar_of
from contact.models import Contact
from kernel.clock import end_of_day, local_day, midnight, zone_of
from leads.rules.status import STAGES, StageType
from users.models import User

SECONDS_A_DAY = 86_400
# All due plans are ranked by these; the rest is read for the rows of one page.
RANKED_BY = (
    "id",
    "lead_id",
    "frequency",
    "interval_days",
    "last_called",
    "due_at",
    "promised_at",
    "attempts",
    "created_at",
    "created_by_id",
    "lead__tier",
    "lead__potential_revenue",
    "lead__lead_status",
    "lead__assigned_to_id",
)
SHOWN = (
    "next_call_date",
    "notes",
    "retry_at",
    "lead__name",
    "lead__phone",
    "lead__contact_person",
    "lead__timezone",
    "lead__service_hours",
)


class DueCall(NamedTuple):
    """A plan that asks for a call today, and how urgently."""

    plan: dict[str, Any]
    days_overdue: int
    urgency: float
    priority: Priority


@dataclass(frozen=True)
class Morning:
    """The caller's today: the moment, the zone, and the working calendars of the owners."""

    now: datetime
    zone: ZoneInfo
    calendars: dict[int | None, WorkingCalendar]

    @cached_property
    def today(self) -> date:
        return local_day(self.now, self.zone)

    def calendar(self, owner: int | None) -> WorkingCalendar:
        return self.calendars.get(owner) or WorkingCalendar()


def calls_of_today(user: User, *conditions: Q, now: datetime, **filters: Any) -> list[DueCall]:
    """Return the due calls in the user's reach; `filters` are whitelisted lookups.

    Two queries, however many plans there are.
    """
    morning = Morning(now, zone_of(user.timezone), calendars_in_reach(user))
    today = morning.today
    horizon = max([calendar.horizon(today) for calendar in morning.calendars.values()] + [today])
    plans = (
        CallPlan.objects.visible_to(user)
        .worth_calling()
        .due_before(end_of_day(horizon, morning.zone))
        .filter(*conditions, **filters)
        .values(*RANKED_BY)
    )
    due = [call for plan in plans if (call := due_call(plan, morning)) is not None]
    return sorted(due, key=lambda call: (-call.priority.score, call.plan["id"]))


def calendars_in_reach(user: User) -> dict[int | None, WorkingCalendar]:
    people: Iterable[User] = User.objects.visible_to(user)
    return {person.pk: calendar_of(person) for person in people}


def due_call(plan: dict[str, Any], morning: Morning) -> DueCall | None:
    """Return the call if it shows today or was missed; None when it shows later."""
    owner = plan["lead__assigned_to_id"] or plan["created_by_id"]
    due_day = local_day(plan["due_at"], morning.zone)
    shown = morning.calendar(owner).shown_day(due_day, tier=plan["lead__tier"])
    if shown > morning.today:
        return None
    return ranked(plan, now=morning.now, days_overdue=(morning.today - shown).days)


def ranked(plan: dict[str, Any], *, now: datetime, days_overdue: int) -> DueCall:
    since = (now - (plan["last_called"] or plan["created_at"])).total_seconds() / SECONDS_A_DAY
    interval = nominal_days(plan["frequency"], interval_days=plan["interval_days"])
    facts = CallFacts(
        days_since=since,
        interval_days=interval,
        days_overdue=days_overdue,
        never_called=plan["last_called"] is None,
        tier=plan["lead__tier"],
        potential_revenue=plan["lead__potential_revenue"],
        call_back_due=plan["promised_at"] is not None and plan["promised_at"] <= now,
        attempts=plan["attempts"],
        won=STAGES[plan["lead__lead_status"]].type == StageType.WON,
    )
    return DueCall(plan, days_overdue, urgency(since, interval_days=interval), priority(facts))


def with_details(calls: list[DueCall], *, now: datetime) -> list[dict[str, Any]]:
    """Return the rows as JSON shows them; two queries, for their details and their contacts."""
    details: dict[int, dict[str, Any]] = {
        plan["id"]: dict(plan)
        for plan in CallPlan.objects.filter(pk__in=[call.plan["id"] for call in calls]).values(
            "id", "lead_id", *SHOWN
        )
    }
    # A plan deleted between the two queries has no details, and is left out.
    rows = [(call, details[call.plan["id"]]) for call in calls if call.plan["id"] in details]
    people = Contact.objects.filter(restaurant__in=[plan["lead_id"] for _, plan in rows])
    contacts: dict[int, dict[str, Any]] = {}
    for person in people.to_call().values("restaurant_id", "id", "name", "phone"):
        contacts.setdefault(person["restaurant_id"], dict(person))
    return [
        row_of(call._replace(plan=call.plan | plan), contacts.get(plan["lead_id"]), now=now)
        for call, plan in rows
    ]


def row_of(call: DueCall, contact: dict[str, Any] | None, *, now: datetime) -> dict[str, Any]:
    plan = call.plan
    zone = zone_of(plan["lead__timezone"])
    window = callable_now(now, zone=zone, service_hours=plan["lead__service_hours"])
    phone = (contact or {}).get("phone") or plan["lead__phone"]
    return {
        "id": plan["id"],
        "lead": plan["lead_id"],
        "frequency": plan["frequency"],
        "last_called": plan["last_called"],
        "next_call_date": plan["next_call_date"],
        "notes": plan["notes"],
        "due_at": plan["due_at"],
        "retry_at": plan["retry_at"],
        "attempts": plan["attempts"],
        "days_overdue": call.days_overdue,
        "urgency": round(call.urgency, 2),
        "priority": call.priority.score,
        "reasons": reasons(call.priority),
        "lead_name": plan["lead__name"],
        "contact": contact["id"] if contact else None,
        "contact_name": contact["name"] if contact else plan["lead__contact_person"],
        "phone": phone,
        "local_time": local_time_text(now, zone=zone),
        "callable_now": window.callable,
        "callable_why": window.why,
    }


def why(plan: CallPlan, *, user: User, now: datetime) -> dict[str, Any]:
    """Return every term of the plan's priority with its numbers."""
    row = CallPlan.objects.filter(pk=plan.pk).values(*RANKED_BY, "next_call_date").get()
    zone = zone_of(user.timezone)
    today = local_day(now, zone)
    due_day = local_day(row["due_at"] or row["next_call_date"], zone)
    owner = plan.lead.assigned_to or plan.created_by
    shown = calendar_of(owner).shown_day(due_day, tier=row["lead__tier"])
    call = ranked(row, now=now, days_overdue=(today - shown).days)
    return {
        "id": plan.pk,
        "lead": plan.lead_id,
        "priority": call.priority.score,
        "urgency": round(call.urgency, 2),
        "days_overdue": max(0, call.days_overdue),
        "due_at": row["due_at"],
        "shown_on": shown,
        "reasons": reasons(call.priority),
        "terms": [term._asdict() for term in call.priority.terms],
    }


def overdue_before(user: User, *, now: datetime) -> datetime:
    """Return the midnight before which a due call counts as missed."""
    zone = zone_of(user.timezone)
    return midnight(local_day(now, zone), zone)
