"""The list of restaurants: those we want, and those who order; and their board."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kernel.money import cents
from kernel.slots import like_pattern
from leads.models import Lead, Tier
from leads.rules.rot import PLANNED_SOON
from leads.rules.status import LeadStatus, LostReason, StageType, statuses_of
from users.models import User
from web.lists import cells
from web.lists.filters import Filter, is_, one_of, people_in
from web.lists.tables import Beside, Column, Shown, Table
from web.lists.wheres import day_after, day_before
from web.outlook import health_tone

TYPES = [("open", _("Leads")), ("won", _("Accounts")), ("lost", _("Lost"))]
HEAVY = ("notes", "search_key", "service_hours", "delivery_days")
WON = statuses_of(StageType.WON)
# Of which accounts a day of the next order can be said, and what is at stake.
DATED = Q(forecast__next_order_date__isnull=False)
AT_RISK = Q(forecast__at_risk=True, lead_status__in=WON)
OWNER = ("assigned_to__working_week", "assigned_to__leave", "assigned_to__password")


def name(row: Any, user: User) -> Shown:
    sub = cells.joined(row.city, row.cuisine_type or row.restaurant_type)
    return Shown(row.name, "name", href=f"/leads/{row.pk}/", sub=sub)


def slim(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("assigned_to").defer(*HEAVY, *OWNER)


def rotting(rows: QuerySet[Any], values: list[Any], user: User) -> QuerySet[Any]:
    now = timezone.now()
    return rows.rotting(now=now, soon=now + PLANNED_SOON)  # type: ignore[attr-defined,no-any-return]


def of_type(rows: QuerySet[Any], values: list[Any], user: User) -> QuerySet[Any]:
    return rows.filter(lead_status__in=statuses_of(StageType(values[0])))


def with_forecast(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add what the columns read of the stored forecast: four values, by a join on the lead."""
    found: QuerySet[Any] = rows.annotate(
        health=F("forecast__health"),
        expected_on=F("forecast__next_order_date"),
        expected_by=F("forecast__next_order_to"),
        at_stake=Case(When(AT_RISK, then=F("forecast__value_at_risk"))),
    )
    return found


def of_forecast(attr: str, known: Q) -> Beside:
    return Beside(attr, known, tie="forecast__pk")


def health(row: Any, user: User) -> Shown:
    known = row.health is not None
    return Shown(str(row.health), "pill", health_tone(row.health)) if known else Shown()


def expected(row: Any) -> date | None:
    """Return the day of the next order, where one can be said and its window is not over."""
    said = row.expected_on is not None and row.expected_by >= timezone.now().date()
    return row.expected_on if said else None


def at_stake(row: Any, user: User) -> Shown:
    return cells.money(None if row.at_stake is None else round(row.at_stake))


def at_risk(rows: QuerySet[Any], values: list[Any], user: User) -> QuerySet[Any]:
    return rows.filter(AT_RISK)


COLUMNS = (
    Column("name", _("Account"), lambda row: row.name, name, sort="name", up=True, fixed=True),
    Column(
        "status",
        _("Status"),
        lambda row: cells.label_of(LeadStatus.choices, row.lead_status),
        cells.status,
        edit=True,
    ),
    Column("tier", _("Tier"), lambda row: row.tier, edit=True),
    Column(
        "owner",
        _("Owner"),
        lambda row: cells.person_name(row.assigned_to),
        managers=True,
        edit=True,
    ),
    Column(
        "potential",
        _("Potential a year"),
        lambda row: row.potential_revenue,
        sort="potential_revenue",
        right=True,
        edit=True,
    ),
    Column(
        "last_order",
        _("Last order"),
        lambda row: row.last_order_at,
        cells.when("last_order_at", "timezone"),
        sort="last_order_at",
    ),
    Column(
        "last_contact",
        _("Last contact"),
        lambda row: row.last_contacted_at,
        cells.when("last_contacted_at", "timezone"),
        sort="last_contacted_at",
        phone=False,
    ),
    Column(
        "next_call",
        _("Next call"),
        lambda row: row.next_call_date,
        cells.next_call,
        sort="next_call_date",
        up=True,
        edit=True,
    ),
    Column(
        "phone",
        _("Phone"),
        lambda row: row.phone,
        cells.phone("phone", "phone_e164"),
        default=False,
        edit=True,
    ),
    Column("email", _("E-mail"), lambda row: row.email, default=False, edit=True),
    Column("person", _("Contact person"), lambda row: row.contact_person, default=False, edit=True),
    Column("city", _("City"), lambda row: row.city, default=False, edit=True),
    Column("cuisine", _("Cuisine"), lambda row: row.cuisine_type, default=False, edit=True),
    Column("source", _("Source"), lambda row: row.source, default=False, edit=True),
    Column(
        "health",
        _("Health"),
        lambda row: row.health,
        health,
        sort="forecast__health",
        beside=of_forecast("health", Q(forecast__health__isnull=False)),
        up=True,
        default=False,
    ),
    Column(
        "next_order",
        _("Next order"),
        expected,
        sort="forecast__next_order_date",
        beside=of_forecast("expected_on", DATED),
        up=True,
        default=False,
    ),
    Column(
        "at_stake",
        _("Value at risk"),
        lambda row: None if row.at_stake is None else cents(row.at_stake),
        at_stake,
        sort="forecast__value_at_risk",
        beside=of_forecast("at_stake", AT_RISK),
        right=True,
        default=False,
    ),
    Column(
        "lost_reason",
        _("Lost because"),
        lambda row: cells.label_of(LostReason.choices, row.lost_reason),
        default=False,
    ),
    Column("created", _("Added"), lambda row: row.created_at, sort="created_at", default=False),
    Column("changed", _("Changed"), lambda row: row.updated_at, sort="updated_at", default=False),
)
FILTERS = (
    Filter("type", _("Show"), _("Show"), "choice", of_type, choices=TYPES, segment=True),
    Filter(
        "status",
        _("Status"),
        _("Status is"),
        "choice",
        one_of("lead_status"),
        choices=LeadStatus.choices,
    ),
    Filter("tier", _("Tier"), _("Tier is"), "choice", one_of("tier"), choices=Tier.choices),
    Filter(
        "owner",
        _("Owner"),
        _("Owner is"),
        "person",
        people_in("assigned_to"),
        managers=True,
        nobody=True,
    ),
    Filter("city", _("City"), _("City is"), "text", is_("city__iexact")),
    Filter("source", _("Source"), _("Source is"), "text", is_("source__iexact")),
    Filter("at_risk", _("At risk"), _("At risk"), "flag", at_risk),
    Filter("rotting", _("Rotting"), _("Rotting"), "flag", rotting),
    Filter(
        "no_call",
        _("No next call"),
        _("No next call"),
        "flag",
        lambda rows, values, user: rows.filter(next_call_date=None),
    ),
    Filter(
        "ordered_before",
        _("Last order before"),
        _("Last order before"),
        "day",
        day_before("last_order_at"),
    ),
    Filter(
        "from", _("Potential from"), _("Potential from"), "money", is_("potential_revenue__gte")
    ),
    Filter("to", _("Potential to"), _("Potential to"), "money", is_("potential_revenue__lte")),
    Filter("added_from", _("Added from"), _("Added from"), "day", day_after("created_at")),
)
EMPTY = {
    "icon": "store",
    "title": _("No accounts yet"),
    "text": _("Every restaurant you win or have won stands here, with what comes next."),
    "action": _("Add a lead"),
    "href": "/leads/new/",
    "also": (_("Import a list"), "/import/"),
}


def counted(count: int) -> str:
    return ngettext("account", "accounts", count)


def search(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    return rows.filter(search_key__like=like_pattern(word))


LEADS = Table(
    name="leads",
    path="/leads/",
    nav="leads",
    title=_("Accounts"),
    counted=counted,
    rows=lambda user: with_forecast(slim(Lead.objects.visible_to(user))),
    search=search,
    placeholder=_("Search name, city, phone, e-mail"),
    columns=COLUMNS,
    filters=FILTERS,
    default_sort="name",
    lead_of=lambda row: row.pk,
    name_of=lambda row: row.name,
    empty=EMPTY,
    bulk="web/lists/_bulk_leads.html",
    layout="/pipeline/",
    drops=frozenset({"type", "status", "at_risk"}),
)

# The same leads side by side: its columns are the stages, so that it is not narrowed by them.
BOARD = replace(
    LEADS,
    name="pipeline",
    path="/pipeline/",
    nav="pipeline",
    title=_("Leads"),
    rows=lambda user: Lead.objects.visible_to(user).defer("notes", "search_key", "delivery_days"),
    filters=tuple(f for f in FILTERS if f.name not in LEADS.drops),
    bulk="",
    layout="/leads/",
    adds=(("type", "open"),),
    drops=frozenset(),
    to_count=lambda rows: rows.filter(lead_status__in=statuses_of(StageType.OPEN)),
)
