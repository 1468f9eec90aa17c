"""The table of accounts as it was asked for, on the page and as a file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kernel.money import cents
from leads.models import Lead
from transfers.rules.writing import line
from users.models import User
from users.policies import leads_people
from web.csv_files import BEGINNING, file_of
from web.doors import asks_for_everybody, page, person
from web.lists.cells import person_name
from web.lists.tables import chosen, exported, turned
from web.results import figures
from web.results.accounts import BEST, SORTS, TABS, Account, accounts_of, in_order, tabs, with_all

SHOWN, MOST_SHOWN, CHUNK = 50, 300, 500
LOWEST_FIRST = {"account", "tier", "next_order", "next_call"}
Exports = Mapping[Any, Callable[[Account], Any]]


@dataclass(frozen=True)
class Column:
    """`exports` are its columns in a file by their heads: two where it shows two numbers."""

    name: str
    label: Any
    exports: Exports
    right: bool = False
    default: bool = True
    fixed: bool = False
    managers: bool = False


def column(name: str, label: Any, value: Callable[[Account], Any], **more: Any) -> Column:
    return Column(name, label, {label: value}, **more)


def forecast(name: str) -> Callable[[Account], Any]:
    return lambda row: getattr(row.forecast, name, None)


def next_day(row: Account) -> Any:
    return row.forecast.next_order_date if row.forecast and row.next_order else None


def at_stake(row: Account) -> Any:
    return cents(row.forecast.value_at_risk) if row.forecast and row.at_risk else None


COLUMNS = (
    Column(
        "account",
        _("Account"),
        {_("Account"): lambda row: row.lead.name, _("City"): lambda row: row.lead.city},
        fixed=True,
    ),
    column("value", _("4-week value"), lambda row: cents(row.value.now), right=True),
    column("change", _("Change"), lambda row: tenth(row.value.share), right=True),
    column("weeks", _("12 weeks"), lambda row: " ".join(f"{week:.0f}" for week in row.weeks)),
    column("share", _("Share"), lambda row: tenth(row.share), right=True),
    Column(
        "months",
        _("Orders, last and this month"),
        {
            _("Orders last month"): lambda row: row.months["orders_last_month"],
            _("Orders this month"): lambda row: row.months["orders_this_month"],
        },
    ),
    column("health", _("Health"), forecast("health")),
    column("next_order", _("Next order"), next_day),
    column("next_call", _("Next call"), lambda row: row.lead.next_call_date),
    column("at_stake", _("Value at risk"), at_stake, right=True, default=False),
    column("tier", _("Tier"), lambda row: row.lead.tier, default=False),
    column(
        "owner",
        _("Owner"),
        lambda row: person_name(row.lead.assigned_to),
        default=False,
        managers=True,
    ),
    column(
        "potential",
        _("Potential a year"),
        lambda row: row.lead.potential_revenue,
        right=True,
        default=False,
    ),
    column("last_order", _("Last order"), lambda row: row.lead.last_order_at, default=False),
    column(
        "last_contact", _("Last contact"), lambda row: row.lead.last_contacted_at, default=False
    ),
)


def tenth(share: float | None) -> float | None:
    return None if share is None else round(share, 1)


class Head(NamedTuple):
    """A column with its direction, and what is asked for by a click; nothing where it cannot be."""

    column: Column
    sorted: str
    sort: str


def head(column: Column, sort: str) -> Head:
    if column.name not in SORTS:
        return Head(column, "", "")
    return Head(column, *turned(column.name, sort, up=column.name in LOWEST_FIRST))


@dataclass(frozen=True)
class Asked:
    """Which accounts, with which columns; what the address cannot mean is left out."""

    user: User
    params: QueryDict
    now: datetime

    @property
    def everybody(self) -> bool:
        return asks_for_everybody(self.user, self.params)

    @property
    def tab(self) -> str:
        tab = self.params.get("tab", "all")
        return tab if tab in TABS else "all"

    @property
    def every_column(self) -> list[Column]:
        return [c for c in COLUMNS if leads_people(self.user) or not c.managers]

    @property
    def columns(self) -> list[Column]:
        return chosen(self.every_column, self.params.getlist("cols"))

    @property
    def sort(self) -> str:
        sort = self.params.get("sort", "")
        return sort if sort.removeprefix("-") in SORTS else BEST

    @property
    def from_the_biggest(self) -> bool:
        """Tell whether the rows are all accounts, the biggest first."""
        return self.tab == "all" and self.sort == BEST

    @property
    def heads(self) -> list[Head]:
        return [head(column, self.sort) for column in self.columns]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form that chooses columns sends along."""
        names = ("scope", "months", "tab", "rows", "sort")
        return [(name, text) for name in names if (text := self.params.get(name, ""))]

    @property
    def shown(self) -> int:
        return MOST_SHOWN if self.params.get("rows") == "more" else SHOWN


def table_of(asked: Asked, *, total: float) -> dict[str, Any]:
    """Return what the table shows: its tabs with their counts, its first rows and columns."""
    user, now = asked.user, asked.now
    leads = tabs(user, now=now, everybody=asked.everybody)
    counts = {name: leads[name].count() for name in TABS}
    found = list(with_all(in_order(leads[asked.tab], now=now, sort=asked.sort))[: asked.shown])
    return {
        "asked": asked,
        "tab": asked.tab,
        "tabs": [(name, counts[name]) for name in TABS],
        "accounts": accounts_of(found, user, now=now, total=total),
        "columns": asked.columns,
        "left_out": counts[asked.tab] - len(found),
        "more": min(MOST_SHOWN, counts[asked.tab]) if asked.shown < MOST_SHOWN else 0,
    }


@require_safe
@page
def export(request: HttpRequest) -> HttpResponse:
    """Every account of the tab, in the order and with the columns of the page."""
    asked = Asked(person(request), request.GET, timezone.now())
    return file_of(lines(asked, get_language() or "en"), f"performance-{asked.tab}")


def lines(asked: Asked, language: str) -> Iterator[str]:
    """Rank once, then read so many accounts at a time; see `web.lists.views.lines`."""
    yield BEGINNING
    with override(language):
        heads = [str(head) for column in asked.columns for head in column.exports]
    yield line(["id", *heads])
    value = figures.order_value(asked.user, now=asked.now, everybody=asked.everybody)
    leads = tabs(asked.user, now=asked.now, everybody=asked.everybody)[asked.tab]
    ids = list(in_order(leads, now=asked.now, sort=asked.sort).values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        found = with_all(leads).in_bulk(ids[start : start + CHUNK])
        chunk: list[Lead] = [found[pk] for pk in ids[start : start + CHUNK] if pk in found]
        with override(language):
            rows = accounts_of(chunk, asked.user, now=asked.now, total=value.now)
            block = "".join(line(cells(row, asked)) for row in rows)
        yield block


def cells(row: Account, asked: Asked) -> list[Any]:
    values = [value(row) for column in asked.columns for value in column.exports.values()]
    return [row.lead.pk, *(plain(value, asked.user) for value in values)]


def plain(value: Any, user: User) -> Any:
    """Numbers stay numbers: a fall is written with a minus, which is no formula."""
    return value if isinstance(value, int | float) else exported(value, user)
