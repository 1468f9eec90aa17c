"""Rows as plain dicts of the same values `values()` gives, read by the driver itself.

Django asks several questions of every moment that SQLite gives, in Python; here it is none.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateTimeField, DecimalField, QuerySet

from kernel.driver import fetched
from kernel.slots import prepared

Convert = Callable[[Any], Any]


def plain_rows(rows: "QuerySet[Any]", names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the columns of those names, which are paths as `values()` knows them; one query."""
    return Plain(rows, names).read()


class Plain:
    """The same, for a query that is kept: compiled once, its slots filled when it is read."""

    def __init__(self, rows: "QuerySet[Any]", names: Sequence[str]) -> None:
        self.names = names
        self.sql, self.params = "", ()
        self.converters: list[tuple[int, Convert]] = []
        compiler = rows.values_list(*names).query.get_compiler(connection.alias)
        try:
            self.sql, self.params = compiler.as_sql()
        except EmptyResultSet:
            return
        self.converters = list(converters(compiler))

    def read(self, **values: Any) -> list[dict[str, Any]]:
        if not self.sql:
            return []
        given = [prepared(param, values) for param in self.params]
        found = [dict(zip(self.names, row, strict=True)) for row in fetched(self.sql, given)]
        for place, convert in self.converters:
            name = self.names[place]
            for row in found:
                if row[name] is not None:
                    row[name] = convert(row[name])
        return found


def converters(compiler: Any) -> Iterator[tuple[int, Convert]]:
    """Yield what makes values of the columns: Django's own, and on SQLite quicker ones."""
    known = compiler.get_converters([column[0] for column in compiler.select])
    for place, (made_by, column) in known.items():
        if connection.vendor != "sqlite":
            yield place, partial(in_turn, made_by, column)
        elif isinstance(column.target, DecimalField):
            yield place, partial(to_places, column.target.decimal_places)
        elif not isinstance(column.target, DateTimeField):  # read as moments (kernel/sqlite.py)
            yield place, partial(in_turn, made_by, column)


def in_turn(made_by: Sequence[Any], column: Any, value: Any) -> Any:
    for convert in made_by:
        value = convert(value, column, connection)
    return value


def to_places(places: int, number: float) -> Decimal:
    return Decimal(f"{number:.{places}f}")


def in_utc(stored: datetime | str) -> datetime:
    """Return the moment, in UTC: read already where it is a column's, a text where computed."""
    if isinstance(stored, str):
        stored = datetime.fromisoformat(stored)
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
