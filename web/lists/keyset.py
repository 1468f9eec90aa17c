"""Pages that cost the same wherever they lie: a cursor says behind which row to go on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.timezone import is_naive

from kernel.pagination import Cursor, by_keys

Read = Callable[[QuerySet[Any]], QuerySet[Any]]


@dataclass(frozen=True)
class Order:
    """Sorted by one indexed column, then by id; rows without a value come last.

    `column` may be a row's beside this one, as in `restaurant__name`; the row then carries its
    value, or `attr` does. `known` says which rows have a value, where that is more than not being
    null; for all others `attr` is None. `tie` is the id that the index goes on with.

    With `read`, the page's ids are found first, from an index alone where one holds all that is
    asked, and only these rows are read, with what `read` adds.
    """

    column: str
    descending: bool
    nullable: bool = False
    attr: str = ""
    known: Q | None = None
    tie: str = "pk"
    read: Read | None = None

    @property
    def has_value(self) -> Q:
        return self.known or Q(**{f"{self.column}__isnull": False})

    def value(self, row: Any) -> Any:
        for name in (self.attr or self.column).split("__"):
            row = getattr(row, name)
        return row


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    before: Cursor | None
    after: Cursor | None


def page_of(rows: QuerySet[Any], order: Order, cursor: Cursor | None, *, size: int) -> Page:
    """Return the page behind the cursor, and the cursors of the pages around it."""
    backwards = cursor is not None and cursor.backwards
    found = walk(rows, order, cursor, limit=size + 1, backwards=backwards)
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    ahead = cursor is not None if backwards else more
    behind = more if backwards else cursor is not None
    return Page(
        found,
        cursor_at(found[0], order, backwards=True) if found and behind else None,
        cursor_at(found[-1], order) if found and ahead else None,
    )


def cursor_at(row: Any, order: Order, *, backwards: bool = False) -> Cursor:
    value = order.value(row)
    text = value.isoformat() if isinstance(value, datetime) else value
    return Cursor(None if text is None else str(text), row.pk, backwards)


def walk(
    rows: QuerySet[Any], order: Order, cursor: Cursor | None, *, limit: int, backwards: bool
) -> list[Any]:
    """Read up to `limit` rows, over the section with a sort value and the one without."""
    if not order.nullable:
        return section(rows, order, cursor, "all", limit=limit, backwards=backwards)
    sections = ["without", "with"] if backwards else ["with", "without"]
    if cursor is not None:
        sections = sections[sections.index("without" if cursor.value is None else "with") :]
    found: list[Any] = []
    for name in sections:
        if len(found) < limit:
            rest = limit - len(found)
            found += section(rows, order, cursor, name, limit=rest, backwards=backwards)
        cursor = None
    return found


def section(
    rows: QuerySet[Any],
    order: Order,
    cursor: Cursor | None,
    name: str,
    *,
    limit: int,
    backwards: bool,
) -> list[Any]:
    """`a <= x AND (a < x OR id < y)`: the form without the first part ignores the index."""
    column, tie = order.column, order.tie
    way, sign = ("lt", "-") if order.descending != backwards else ("gt", "")
    if name == "without":
        rows = rows.exclude(order.has_value)
        rows = rows.filter(**{f"pk__{way}": cursor.pk}) if cursor else rows
        return list(first(rows.order_by(f"{sign}pk"), order, limit=limit))
    if name == "with":
        rows = rows.filter(order.has_value)
    if cursor is not None:
        value = value_of(rows, column, cursor)
        rows = rows.filter(
            Q(**{f"{column}__{way}e": value}),
            Q(**{f"{column}__{way}": value}) | Q(**{f"{tie}__{way}": cursor.pk}),
        )
    return list(first(rows.order_by(f"{sign}{column}", f"{sign}{tie}"), order, limit=limit))


def first(rows: QuerySet[Any], order: Order, *, limit: int) -> QuerySet[Any]:
    """Return the first of the sorted rows, in the same order."""
    return rows[:limit] if order.read is None else order.read(by_keys(rows, limit))


def value_of(rows: QuerySet[Any], column: str, cursor: Cursor) -> Any:
    return as_value(field_of(rows.model, column), cursor.value)


def field_of(model: Any, path: str) -> Any:
    """Return the column at the path: `name`, or `restaurant__name`."""
    *before, last = path.split("__")
    for name in before:
        model = model._meta.get_field(name).related_model
    return model._meta.get_field(last)


def as_value(field: Any, text: str | None) -> Any:
    """Read a cursor's text as the column's type; ValueError when it is not one."""
    try:
        value = field.to_python(text)
    except ValidationError:
        raise ValueError("another ordering's cursor") from None
    wrong = (
        value is None
        or (isinstance(value, Decimal | float) and not isfinite(value))
        or (isinstance(value, datetime) and is_naive(value))
        or (isinstance(value, str) and "\x00" in value)
    )
    if wrong:
        raise ValueError("not a value of this column")
    return value
