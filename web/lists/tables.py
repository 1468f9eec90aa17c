"""What a list is made of: columns, filters, and where its rows come from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kernel.clock import zone_of
from users.models import User
from users.policies import leads_people
from web.lists.filters import Filter
from web.lists.keyset import Read
from web.words import money_text, short_day


@dataclass(frozen=True)
class Shown:
    """A value as a cell shows it; `kind` chooses the markup."""

    text: str = ""
    kind: str = "text"
    tone: str = "slate"
    href: str = ""
    sub: str = ""
    icon: str = ""
    title: str = ""  # more, for who points at it


Show = Callable[[Any, User], Shown]


@dataclass(frozen=True)
class Beside:
    """How rows are sorted by what not every row has beside it; see `keyset.Order`."""

    attr: str
    known: Q
    tie: str


@dataclass(frozen=True)
class Column:
    """`value` is what an export writes, `show` what the page shows; `sort` is an indexed column."""

    name: str
    label: Any
    value: Callable[[Any], Any]
    show: Show | None = None
    sort: str = ""
    right: bool = False
    default: bool = True
    managers: bool = False
    edit: bool = False
    phone: bool = True
    fixed: bool = False
    beside: Beside | None = None
    up: bool = False  # a first click on its head sorts from the lowest

    def cell(self, row: Any, user: User) -> Shown:
        return self.show(row, user) if self.show else shown(self.value(row), user)


class Choosable(Protocol):
    """A column that can be shown or left out."""

    @property
    def name(self) -> str: ...
    @property
    def default(self) -> bool: ...
    @property
    def fixed(self) -> bool: ...


C = TypeVar("C", bound=Choosable)


def chosen(columns: Sequence[C], names: Sequence[str]) -> list[C]:
    """Return the columns an address names and those that stay; the usual ones if it names none."""
    wanted = set(",".join(names).split(",")) - {""}
    if not wanted & {column.name for column in columns}:
        return [column for column in columns if column.default]
    return [column for column in columns if column.fixed or column.name in wanted]


def turned(name: str, sort: str, *, up: bool) -> tuple[str, str]:
    """Return how rows in the order `sort` stand by this column, and the order a click asks for.

    A first click sorts from the lowest where `up`, a second one turns it round.
    """
    if sort.removeprefix("-") != name:
        return "none", name if up else f"-{name}"
    down = sort.startswith("-")
    return ("descending", name) if down else ("ascending", f"-{name}")


@dataclass(frozen=True)
class Table:
    """One list; `rows(user)` are those in reach, with all that the columns read."""

    name: str
    path: str
    nav: str
    title: Any
    counted: Callable[[int], str]
    rows: Callable[[User], QuerySet[Any]]
    search: Callable[[QuerySet[Any], str], QuerySet[Any]]
    placeholder: Any
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    default_sort: str
    lead_of: Callable[[Any], int]
    name_of: Callable[[Any], str]
    empty: Mapping[str, Any]
    bulk: str = ""  # the template of what can be done to many
    tabs: Sequence[tuple[str, Any]] = ()
    layout: str = ""  # the path of the same rows in another layout
    adds: tuple[tuple[str, str], ...] = ()  # what that layout must be told to show the same
    drops: frozenset[str] = frozenset()  # and what it has no use for
    purges: bool = False
    trash: bool = False
    filled: frozenset[str] = frozenset()  # nullable sort columns that hold a value in every row
    to_count: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows
    read: Read | None = None  # what a page's rows are read with once their ids are found
    sorts: Mapping[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        sorts = {column.name: column for column in self.columns if column.sort}
        object.__setattr__(self, "sorts", sorts)

    def columns_for(self, user: User) -> list[Column]:
        return [c for c in self.columns if leads_people(user) or not c.managers]

    def filters_for(self, user: User) -> list[Filter]:
        return [f for f in self.filters if leads_people(user) or not f.managers]

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True)
class Row:
    """One row of the page, its cells ready."""

    table: Table
    given: Any
    columns: Sequence[Column]
    user: User

    @property
    def pk(self) -> int:
        return int(self.given.pk)

    @property
    def lead(self) -> int:
        return self.table.lead_of(self.given)

    @property
    def name(self) -> str:
        return self.table.name_of(self.given)

    @cached_property
    def cells(self) -> list[tuple[Column, Shown]]:
        return [(column, column.cell(self.given, self.user)) for column in self.columns]


def shown(value: Any, user: User) -> Shown:
    """Show a plain value by its type."""
    if isinstance(value, Decimal):
        return Shown(money_text(value, settings.CURRENCY), "number")
    if isinstance(value, datetime | date):
        return Shown(short_day(value, user.timezone), "number")
    if isinstance(value, bool):
        return Shown(_("Yes") if value else "")
    return Shown(str(value) if value is not None else "")


def exported(value: Any, user: User) -> str:
    """Return the value as a spreadsheet reads it; moments in the reader's own zone."""
    if isinstance(value, datetime):
        return value.astimezone(zone_of(user.timezone)).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)
