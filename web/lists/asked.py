"""What the address asks of a list; what it cannot mean is left out, never an error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from kernel.pagination import Cursor, decode
from kernel.text import folded, is_id, without_nul
from users.models import User
from users.policies import leads_people
from web.lists.filters import Filter
from web.lists.keyset import Order, as_value, field_of
from web.lists.tables import Column, Table, chosen

WORDS_AT_MOST = 8
COUNT_CAP = 10_000
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Chip:
    """A filter in force: what it says, its values, and the address without it."""

    filter: Filter
    text: str
    values: Sequence[str]
    without: str


@dataclass(frozen=True)
class Asked:
    """A list as one reader asked for it."""

    table: Table
    user: User
    params: QueryDict

    @cached_property
    def search(self) -> str:
        text = self.params.get("q", "").strip()[:LONGEST_SEARCH]
        return text if without_nul(text) else ""

    @cached_property
    def filters(self) -> Mapping[str, list[Any]]:
        read = {
            f.name: f.read(self.params.getlist(f.name)) for f in self.table.filters_for(self.user)
        }
        return {name: values for name, values in read.items() if values}

    @cached_property
    def sort(self) -> str:
        text = self.params.get("sort", "")
        return text if text.removeprefix("-") in self.table.sorts else self.table.default_sort

    @property
    def sorted_by(self) -> Column:
        return self.table.sorts[self.sort.removeprefix("-")]

    @cached_property
    def order(self) -> Order:
        beside, path = self.sorted_by.beside, self.sorted_by.sort
        down = self.sort.startswith("-")
        if beside is not None:
            attr, known, tie = beside.attr, beside.known, beside.tie
            return Order(path, down, nullable=True, attr=attr, known=known, tie=tie)
        field = field_of(self.rows.model, path)
        nullable = field.null and path not in self.table.filled
        return Order(path, down, nullable=nullable, read=self.table.read)

    @cached_property
    def cursor(self) -> Cursor | None:
        text = self.params.get("after", "")
        if not text:
            return None
        try:
            cursor = decode(text)
            field = field_of(self.rows.model, self.order.column)
            if cursor.value is not None or not self.order.nullable:
                as_value(field, cursor.value)
        except ValueError:
            return None
        return cursor

    @cached_property
    def columns(self) -> list[Column]:
        return chosen(self.table.columns_for(self.user), self.params.getlist("cols"))

    @cached_property
    def people(self) -> list[User]:
        """Those a manager can choose from; one query, none for a KAM."""
        if not leads_people(self.user):
            return [self.user]
        people = User.objects.visible_to(self.user).filter(is_active=True)
        return list(people.order_by("first_name", "username")[:500])

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """Return the rows that fit, unsorted."""
        rows = self.table.rows(self.user)
        for f in self.table.filters_for(self.user):
            if f.name in self.filters:
                rows = f.narrow(rows, self.filters[f.name], self.user)
        for word in folded(self.search).split()[:WORDS_AT_MOST]:
            rows = self.table.search(rows, word)
        return rows

    def count(self, cap: int = COUNT_CAP) -> int:
        """How many rows fit, at most `cap` + 1 of them."""
        return self.to_count(cap).count()

    def to_count(self, cap: int) -> QuerySet[Any]:
        slim = self.table.to_count(self.rows).select_related(None).values("pk").order_by()
        return slim[: cap + 1]

    # --- the address -------------------------------------------------------------------------

    @cached_property
    def state(self) -> list[tuple[str, str]]:
        """Return what is asked, in one canonical order: two equal lists have equal states."""
        found = [("q", self.search)] if self.search else []
        for f in self.table.filters_for(self.user):
            found += [(f.name, text_of(value)) for value in self.filters.get(f.name, [])]
        if self.sort != self.table.default_sort:
            found.append(("sort", self.sort))
        usual = [c for c in self.table.columns_for(self.user) if c.default]
        if self.columns != usual:
            found += [("cols", column.name) for column in self.columns]
        return found

    @property
    def narrowed(self) -> bool:
        return bool(self.search or self.filters)

    @cached_property
    def view(self) -> int | None:
        text = self.params.get("view", "")
        return int(text) if is_id(text) else None

    @cached_property
    def query(self) -> str:
        return encoded(self.state)

    @cached_property
    def url(self) -> str:
        """The address of the list from its start."""
        return self.address()

    def address(self, *, drop: Sequence[str] = (), **changed: str) -> str:
        """Return the list's address with some parameters changed, from the first page on."""
        state = [pair for pair in self.kept if pair[0] not in {*drop, *changed}]
        state += [(name, value) for name, value in changed.items() if value]
        text = encoded(state)
        return f"{self.table.path}?{text}" if text else self.table.path

    @property
    def other_layout(self) -> str:
        """The address of the same rows in the table's other layout."""
        kept = [pair for pair in self.kept if pair[0] not in self.table.drops]
        text = encoded([*kept, *self.table.adds])
        return f"{self.table.layout}?{text}" if text else self.table.layout

    @property
    def kept(self) -> list[tuple[str, str]]:
        return [*self.state, *([("view", str(self.view))] if self.view else [])]

    def kept_without(self, *names: str) -> list[tuple[str, str]]:
        return [pair for pair in self.kept if pair[0] not in names]

    def chips(self) -> list[Chip]:
        return [
            Chip(
                f,
                f.words(self.filters[f.name], self.people, self.user.timezone),
                [text_of(value) for value in self.filters[f.name]],
                self.address(drop=[f.name]),
            )
            for f in self.table.filters_for(self.user)
            if f.name in self.filters and not f.segment
        ]


def text_of(value: Any) -> str:
    return "yes" if value is True else str(value)


def encoded(state: Sequence[tuple[str, str]]) -> str:
    params = QueryDict(mutable=True)
    for name, value in state:
        params.appendlist(name, value)
    return str(params.urlencode())


def asked_of(request: HttpRequest, table: Table, user: User) -> Asked:
    return Asked(table, user, request.GET)
