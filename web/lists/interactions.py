"""The list of what took place: calls, visits, orders, notes."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from interaction_tracking.models import Interaction
from interaction_tracking.rules import InteractionType, Outcome
from kernel.slots import like_pattern
from users.models import User
from web.lists import cells
from web.lists.filters import Filter, is_, one_of, people_in
from web.lists.tables import Column, Shown, Table
from web.lists.wheres import below_leads, day_after, day_until
from web.times import your_time
from web.words import clock_there, days_ago

HEAVY = tuple(f"lead__{name}" for name in ("notes", "search_key", "service_hours"))
AUTHOR = ("created_by__working_week", "created_by__leave", "created_by__password")
LONGEST = 160


def account(row: Any, user: User) -> Shown:
    sub = row.contact.name if row.contact else row.lead.city
    return Shown(row.lead.name, "name", href=f"/leads/{row.lead_id}/", sub=sub)


def when(row: Any, user: User) -> Shown:
    there, title = row.lead.timezone or user.timezone, your_time(row.date, user.timezone)
    sub = clock_there(row.date, there)
    return Shown(days_ago(row.date, there), "number", sub=sub, title=title)


def order_of(row: Any) -> Any:
    return row.order.total_price if hasattr(row, "order") else None


def order(row: Any, user: User) -> Shown:
    if order_of(row) is None:
        return Shown(str(_("Ordered")) if row.order_placed else "", "number")
    return cells.money(order_of(row))


def text(column: str) -> Any:
    def show(row: Any, user: User) -> Shown:
        line = " ".join(getattr(row, column).split())
        return Shown(line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…", "long")

    return show


COLUMNS = (
    Column("when", _("When"), lambda row: row.date, when, sort="date", fixed=True),
    Column(
        "type",
        _("Type"),
        lambda row: cells.label_of(InteractionType.choices, row.interaction_type),
        cells.interaction_type,
    ),
    Column(
        "account",
        _("Account"),
        lambda row: row.lead.name,
        account,
        sort="lead__name",
        up=True,
        fixed=True,
    ),
    Column(
        "outcome",
        _("Outcome"),
        lambda row: cells.label_of(Outcome.choices, row.outcome),
        cells.outcome,
    ),
    Column("details", _("What was said"), lambda row: row.details, text("details")),
    Column("order", _("Order"), order_of, order, right=True),
    Column(
        "next_step", _("Next step"), lambda row: row.next_step, text("next_step"), default=False
    ),
    Column(
        "contact",
        _("Contact"),
        lambda row: row.contact.name if row.contact else "",
        default=False,
    ),
    Column("author", _("By"), lambda row: cells.person_name(row.created_by), managers=True),
)
FILTERS = (
    Filter(
        "type",
        _("Type"),
        _("Type is"),
        "choice",
        one_of("interaction_type"),
        choices=InteractionType.choices,
    ),
    Filter(
        "outcome",
        _("Outcome"),
        _("Outcome is"),
        "choice",
        one_of("outcome"),
        choices=Outcome.choices,
    ),
    Filter("from", _("From"), _("From"), "day", day_after("date")),
    Filter("to", _("Until"), _("Until"), "day", day_until("date")),
    Filter("author", _("By"), _("By"), "person", people_in("created_by"), managers=True),
    Filter(
        "owner",
        _("Owner"),
        _("Owner is"),
        "person",
        people_in("lead__assigned_to"),
        managers=True,
        nobody=True,
    ),
    Filter("ordered", _("With an order"), _("With an order"), "flag", is_("order_placed")),
)
EMPTY = {
    "icon": "messages-square",
    "title": _("Nothing logged yet"),
    "text": _("Every call, visit, e-mail and order stands here once somebody logged it."),
    "action": _("See whom to call"),
    "href": "/",
}


def counted(count: int) -> str:
    return ngettext("interaction", "interactions", count)


def search(rows: QuerySet[Any], word: str) -> QuerySet[Any]:
    pattern = like_pattern(word)
    return rows.filter(
        Q(details__icontains=word)
        | Q(lead__search_key__like=pattern)
        | Q(contact__search_key__like=pattern)
    )


def slim(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("lead", "contact", "created_by", "order").defer(*HEAVY, *AUTHOR)


INTERACTIONS = Table(
    name="interactions",
    path="/interactions/",
    nav="interactions",
    title=_("Interactions"),
    counted=counted,
    rows=lambda user: slim(below_leads(Interaction.objects.all(), "lead", user, deleted=False)),
    search=search,
    placeholder=_("Search account, person, what was said"),
    columns=COLUMNS,
    filters=FILTERS,
    default_sort="-when",
    lead_of=lambda row: row.lead_id,
    name_of=lambda row: row.lead.name,
    empty=EMPTY,
    bulk="web/lists/_bulk_delete.html",
    read=slim,
)
