"""Rows as plain dicts of the same values `values()` gives, read by the driver itself.

Django asks several questions of every moment that SQLite gives, in Python; here it is one call.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
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
    if connection.vendor == "sqlite":
        fields = [column.target for column, _sql, _alias in compiler.select]
        for name, field in zip(names, fields, strict=True):
            turn(found, name, converter_of(field))
    return found


def turn(found: list[dict[str, Any]], name: str, convert: Convert | None) -> None:
    for row in found if convert else ():
        if row[name] is not None:
            row[name] = convert(row[name])


def converter_of(field: "Field[Any, Any]") -> Convert | None:
    """Return what makes the field's value of SQLite's; None where it is that already."""
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
