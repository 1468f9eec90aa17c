"""Writing many rows by column: new ones come in, known ones are brought in line."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import orjson
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import DateField, DecimalField, Field, Model


def upsert(
    model: type[Model], columns: Mapping[str, Sequence[Any]], *, unique: Collection[str]
) -> int:
    """Insert the rows, or overwrite all columns given of the row with the same `unique` columns.

    One statement on PostgreSQL, one prepared and run for each row on SQLite; ten times as quick as
    `bulk_create`. Columns are named by attribute (`lead_id`). Returns how many rows.
    """
    size = len(next(iter(columns.values()), ()))
    if not size:
        return 0
    fields = [field_of(model, name) for name in columns]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            values = zip(*columns.values(), strict=True)
            rows = [dict(zip(columns, row, strict=True)) for row in values]
            text = orjson.dumps(rows, default=str).decode()
            cursor.execute(from_json(model, fields, unique), [text])
        else:
            stored = [prepared(f, columns[f.attname]) for f in fields]
            cursor.executemany(row_by_row(model, fields, unique), list(zip(*stored, strict=True)))
    return size


def field_of(model: type[Model], name: str) -> "Field[Any, Any]":
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def prepared(field: "Field[Any, Any]", values: Sequence[Any]) -> Sequence[Any]:
    """Return the values as the driver takes them."""
    if not isinstance(field, DateField | DecimalField):
        return values
    database = connections[DEFAULT_DB_ALIAS]  # the proxy would look it up for each value
    return [field.get_db_prep_save(value, database) for value in values]


def from_json(
    model: type[Model], fields: Sequence["Field[Any, Any]"], unique: Collection[str]
) -> str:
    types = ", ".join(f"{quoted(f.column)} {f.db_type(connection)}" for f in fields)
    rows = f"SELECT {named(fields)} FROM json_to_recordset(%s::json) AS given ({types})"  # noqa: S608 - our names
    return f"{into(model, fields)} {rows} {in_conflict(fields, unique)}"


def row_by_row(
    model: type[Model], fields: Sequence["Field[Any, Any]"], unique: Collection[str]
) -> str:
    marks = ", ".join(["%s"] * len(fields))
    return f"{into(model, fields)} VALUES ({marks}) {in_conflict(fields, unique)}"


def into(model: type[Model], fields: Sequence["Field[Any, Any]"]) -> str:
    return f"INSERT INTO {quoted(model._meta.db_table)} ({named(fields)})"


def in_conflict(fields: Sequence["Field[Any, Any]"], unique: Collection[str]) -> str:
    key = ", ".join(quoted(f.column) for f in fields if f.attname in unique)
    changed = ", ".join(
        f"{quoted(f.column)} = excluded.{quoted(f.column)}"
        for f in fields
        if f.attname not in unique
    )
    return f"ON CONFLICT ({key}) DO UPDATE SET {changed}"


def named(fields: Sequence["Field[Any, Any]"]) -> str:
    return ", ".join(quoted(field.column) for field in fields)


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
