"""The calls of a day as the page shows them: in groups by what can be done now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Sum, Window
from django.utils.translation import gettext_lazy as _

from call_planning.rules.cutoff import LastCall
from call_planning.rules.local_time import CallWindow, callable_now, local_time_text
from call_planning.rules.priority import OVERDUE, telling
from call_planning.services.showing import term_shown
from call_planning.services.today import DueCall, calls_of_today
from contact.models import Contact
from interaction_tracking.models import Interaction, Order
from interaction_tracking.rules import InteractionType
from kernel.clock import local_day, midnight, zone_of
from leads.models import Lead
from users.models import User
from users.policies import leads_people
from web.outlook import stored
from web.today.cutoffs import before_clock, call_by_text, last_call_of
from web.today.tags import Tag, tag_of, trend_tone
from web.today.terms import Line, lines_of
from web.words import short_zone

WEEKS = 12
SHOWN_AT_FIRST = 12
MOST_SHOWN = 300
HOT, WARM = 80, 55
ANOTHER_DAY = "another"
TONES = {"good": "ok", "rush": "warn", "closed": "slate"}
STATES = {"good": _("Good time"), "rush": _("In service"), "closed": _("Closed")}


@dataclass(frozen=True)
class Call:
    """One row of the page."""

    due: DueCall
    lead: Lead
    people: Sequence[Contact]
    window: CallWindow
    clock: str
    weeks: Sequence[float]
    last: LastCall | None
    now: datetime

    @property
    def id(self) -> int:
        return int(self.due.plan["id"])

    @property
    def score(self) -> int:
        return self.due.priority.score

    @property
    def tone(self) -> str:
        return "danger" if self.score >= HOT else "warn" if self.score >= WARM else "slate"

    @property
    def overdue(self) -> int:
        return self.due.days_overdue

    @cached_property
    def tag(self) -> Tag:
        return tag_of(self.due, self.trend)

    @cached_property
    def why(self) -> str:
        said = [term for term in telling(self.due.priority) if term.name != OVERDUE]
        return "; ".join(term.sentence for term in said[:2])

    @property
    def lines(self) -> list[Line]:
        """What made the score, the weightiest first."""
        return lines_of([term_shown(term) for term in self.due.priority.terms])

    @property
    def worth(self) -> float | None:
        """The money expected of the call."""
        return self.due.priority.worth

    @property
    def estimated(self) -> bool:
        return any(source.estimate and source.amount for source in self.due.priority.sources)

    @property
    def planned_on(self) -> date | None:
        day: date | None = self.due.plan["planned_on"]
        return day

    @property
    def call_by(self) -> str:
        return call_by_text(self.last, self.lead, now=self.now)

    @cached_property
    def call_by_clock(self) -> str:
        """`before 14:00`, where that is today."""
        return before_clock(self.last, self.lead, now=self.now)

    @cached_property
    def contact(self) -> Contact | None:
        """Whom the call is for: the first of them that may be called."""
        return next((person for person in self.people if not person.do_not_call), None)

    @property
    def who(self) -> str:
        return self.contact.name if self.contact else self.lead.contact_person

    @property
    def phone(self) -> str:
        return (self.contact.phone if self.contact else "") or self.lead.phone

    @property
    def dial(self) -> str:
        """What a telephone is told: the number without blanks, E.164 where it is known."""
        known = (self.contact.phone_e164 if self.contact else "") or self.lead.phone_e164
        return known or "".join(char for char in self.phone if char.isdigit() or char == "+")

    @property
    def state_tone(self) -> str:
        return TONES[self.window.state]

    @property
    def state(self) -> Any:
        return STATES[self.window.state]

    @cached_property
    def trend(self) -> str:
        forecast = stored(self.lead, "forecast")
        return forecast.trend if forecast else ""

    @property
    def trend_tone(self) -> str:
        return trend_tone(self.trend)


@dataclass
class Group:
    """Calls that belong together; `total` counts them all, `calls` are those on the page."""

    name: str
    label: Any
    hint: Any
    tone: str
    due: list[DueCall] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.due)

    @property
    def more(self) -> int:
        return len(self.due) - len(self.calls)


@dataclass
class Board:
    """The day: every due call counted, the first of each group with all a row shows."""

    groups: list[Group]
    waiting: int

    @property
    def calls(self) -> list[Call]:
        return [call for group in self.groups for call in group.calls]


def board_for(
    user: User,
    *,
    now: datetime,
    everybody: bool,
    wanted: str = "",
    everything: str = "",
    **filters: Any,
) -> Board:
    """Return the calls of today in groups; five queries, however many calls.

    `wanted` is the id of a call that is to be on the page, `everything` the group shown in full.
    """
    if not everybody and leads_people(user):
        filters["lead__assigned_to"] = user.pk  # a KAM's reach is no further
    due = calls_of_today(user, now=now, **filters)
    groups = groups_of(due, now=now, today=local_day(now, zone_of(user.timezone)))
    shown = {group.name: shown_of(group, wanted=wanted, everything=everything) for group in groups}
    ids = [call.plan["lead_id"] for calls in shown.values() for call in calls]
    leads = Lead.objects.select_related("forecast", "rhythm").in_bulk(ids)
    people, weeks = people_at(ids), weekly_orders(ids, now=now)
    for group in groups:
        group.calls = [
            row(call, leads[call.plan["lead_id"]], people, weeks, now)
            for call in shown[group.name]
            if call.plan["lead_id"] in leads
        ]
    return Board(groups, sum(group.total for group in groups if group.name != ANOTHER_DAY))


def groups_of(due: Sequence[DueCall], *, now: datetime, today: date) -> list[Group]:
    """Overdue first, then who can be called now, then the rest of the day.

    A missed call that was given a day to come stands last: it asks for nothing today.
    """
    given = [call for call in due if (call.plan["planned_on"] or today) > today]
    another = Group(
        ANOTHER_DAY, _("On another day"), _("Missed, and given a day to come."), "slate"
    )
    another.due = given
    due = [call for call in due if (call.plan["planned_on"] or today) <= today]
    overdue = Group("overdue", _("Overdue"), _("Planned and missed. Start here."), "danger")
    good = Group("good", _("Good time to call"), _("Open and not in service."), "ok")
    later = Group("later", _("Later today"), _("Closed or in service just now."), "slate")
    overdue.due = [call for call in due if call.days_overdue > 0]
    callable_leads = open_now([c.plan["lead_id"] for c in due if c.days_overdue <= 0], now=now)
    for call in due:
        if call.days_overdue <= 0:
            group = good if call.plan["lead_id"] in callable_leads else later
            group.due.append(call)
    return [group for group in (overdue, good, later, another) if group.due]


def open_now(leads: Sequence[int], *, now: datetime) -> set[int]:
    """Return those of the leads that it is a good time to call."""
    rows = Lead.objects.filter(pk__in=leads).values_list("pk", "timezone", "service_hours")
    return {
        pk
        for pk, zone, hours in rows
        if callable_now(now, zone=zone_of(zone), service_hours=hours).callable
    }


def shown_of(group: Group, *, wanted: str, everything: str) -> list[DueCall]:
    first = group.due[: MOST_SHOWN if everything == group.name else SHOWN_AT_FIRST]
    asked = [call for call in group.due[len(first) :] if str(call.plan["id"]) == wanted]
    return first + asked


def row(
    due: DueCall,
    lead: Lead,
    people: dict[int, list[Contact]],
    weeks: dict[int, list[float]],
    now: datetime,
) -> Call:
    zone = zone_of(lead.timezone)
    window = callable_now(now, zone=zone, service_hours=lead.service_hours)
    clock = short_zone(local_time_text(now, zone=zone))
    last = last_call_of(lead, now=now)
    rhythm = stored(lead, "rhythm")
    due = due.told(due.plan, usual_gap_days=rhythm and rhythm.usual_gap_days)
    there = people.get(lead.pk, [])
    return Call(due, lead, there, window, clock, weeks.get(lead.pk, []), last, now)


def people_at(leads: Sequence[int]) -> dict[int, list[Contact]]:
    """Return who works at each of the leads, the primary first."""
    people: dict[int, list[Contact]] = {}
    rows = Contact.objects.filter(restaurant__in=leads).present().order_by("-is_primary", "pk")
    shown = ("restaurant", "name", "role", "phone", "phone_e164", "do_not_call")
    for contact in rows.only(*shown):
        people.setdefault(contact.restaurant_id, []).append(contact)
    return people


def weekly_orders(leads: Sequence[int], *, now: datetime) -> dict[int, list[float]]:
    """Return what each lead ordered in each of the last twelve weeks, oldest first."""
    since = now - timedelta(weeks=WEEKS)
    rows = (
        Order.objects.counted()
        .filter(lead__in=leads, ordered_at__gte=since, ordered_at__lte=now)
        .values_list("lead_id", "ordered_at")
        .annotate(total=Sum("total_price"))
        .order_by()
    )
    sums: dict[int, list[float]] = {}
    for lead, at, total in rows:
        week = min(WEEKS - 1, (at - since).days // 7)
        sums.setdefault(lead, [0.0] * WEEKS)[week] += float(total or 0)
    return sums


def calls_made(
    user: User, *, now: datetime, everybody: bool, **filters: Any
) -> tuple[list[Interaction], int]:
    """Return the newest of the calls logged today, and how many there are."""
    zone = zone_of(user.timezone)
    rows = Interaction.objects.visible_to(user).filter(
        interaction_type=InteractionType.CALL,
        date__gte=midnight(local_day(now, zone), zone),
        date__lte=now,
        **filters,
    )
    rows = rows if everybody else rows.filter(created_by=user)
    newest = rows.select_related("lead", "contact", "lead__call_plan").order_by("-date").only(
        "outcome", "details", "date", "created_by", "contact__name",
        "lead__name", "lead__city", "lead__timezone", "lead__call_plan__due_at",
    )  # fmt: skip
    made: list[Any] = list(newest.annotate(of_all=Window(Count("pk")))[:SHOWN_AT_FIRST])
    return made, made[0].of_all if made else 0
