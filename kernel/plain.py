"""Rows as plain dicts of the same values `values()` gives, read by the driver itself.

Django asks several questions of every moment that SQLite gives, in Python; here it is one call.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateTimeField, DecimalField, Field, QuerySet

from kernel.driver import fetched

Convert = Callable[[Any], Any]


def plain_rows(rows: "QuerySet[Any]", names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the columns of those names, which are paths as `values()` knows them; one query."""
    compiler = rows.values_list(*names).query.get_compiler(connection.alias)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return []
    found = [dict(zip(names, row, strict=True)) for row in fetched(sql, params)]
    for place, convert in converters(compiler):
        name = names[place]
        for row in found:
            if row[name] is not None:
                row[name] = convert(row[name])
    return found


def converters(compiler: Any) -> Iterator[tuple[int, Convert]]:
    """Yield what makes values of the columns: Django's own, and on SQLite quicker ones."""
    known = compiler.get_converters([column[0] for column in compiler.select])
    for place, (made_by, column) in known.items():
        quick = quick_one(column.target) if connection.vendor == "sqlite" else None
        yield place, quick or partial(in_turn, made_by, column)


def in_turn(made_by: Sequence[Any], column: Any, value: Any) -> Any:
    for convert in made_by:
        value = convert(value, column, connection)
    return value


def quick_one(field: "Field[Any, Any]") -> Convert | None:
    if isinstance(field, DateTimeField):
        return in_utc
    if isinstance(field, DecimalField):
        places = field.decimal_places
        return lambda number: Decimal(f"{number:.{places}f}")
    return None


def in_utc(stored: datetime | str) -> datetime:
    """Say of SQLite's naive moments that they are in UTC."""
    moment = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return moment.replace(tzinfo=UTC)
