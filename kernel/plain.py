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
    return Plain(lambda: rows, names).read()


class Plain:
    """The same, for a query that is kept: compiled once, its `Slot`s filled when it is read."""

    def __init__(self, build: "Callable[[], QuerySet[Any]]", names: Sequence[str]) -> None:
        self.build = build
        self.names = names
        self.texts: dict[str, tuple[str, tuple[Any, ...], list[tuple[str, Convert]]]] = {}

    def read(self, **values: Any) -> list[dict[str, Any]]:
        sql, params, convert = self._text()
        if not sql:
            return []
        given = [prepared(param, values) for param in params]
        found = [dict(zip(self.names, row, strict=True)) for row in fetched(sql, given)]
        for name, made in convert:
            for row in found:
                if row[name] is not None:
                    row[name] = made(row[name])
        return found

    def _text(self) -> tuple[str, tuple[Any, ...], list[tuple[str, Convert]]]:
        """Return the SQL, which is empty where it can find nothing, and what makes its values."""
        if connection.vendor not in self.texts:
            rows = self.build().values_list(*self.names)
            compiler = rows.query.get_compiler(connection.alias)
            try:
                sql, params = compiler.as_sql()
                convert = [(self.names[place], made) for place, made in converters(compiler)]
            except EmptyResultSet:
                sql, params, convert = "", (), []
            self.texts[connection.vendor] = sql, params, convert
        return self.texts[connection.vendor]


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
