"""Writing many rows at once, the fastest way the database has."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any

import numpy as np
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model

from demo.rules.clocks import Ints

Column = Sequence[Any] | Ints | Any
SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NOTHING = "\\N"
CACHE_KIB = 400_000
DATE_LETTERS = len("2026-11-24")


def write_columns(model: type[Model], columns: Mapping[str, Column]) -> int:
    """Insert rows given by column; a single value stands in every row. Returns how many rows.

    Values are whole numbers, truth values, None, or text as the database reads it (`stamps` for
    moments).
    """
    size = max([len(c) for c in columns.values() if isinstance(c, list | np.ndarray)], default=0)
    if not size:
        return 0
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    if connection.vendor == "postgresql":
        rows = zip(*(copied(column) for column in columns.values()), strict=False)
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as to:
            to.write("\n".join(map("\t".join, rows)) + "\n")
        return size
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*map(plain, columns.values()), strict=False)))
    return size


def plain(column: Column) -> Iterable[Any]:
    if isinstance(column, np.ndarray):
        return list(column.tolist())
    return column if isinstance(column, list) else repeat(column)


def copied(column: Column) -> Iterable[str]:
    """The column as COPY's text format wants it."""
    if not isinstance(column, list | np.ndarray):
        return repeat(copy_text(column))
    values = plain(column)
    if isinstance(column, np.ndarray) and column.dtype.kind in "iu":
        return map(str, values)
    return map(copy_text, values)


def copy_text(value: Any) -> str:
    if value is None:
        return NOTHING
    return str(value).translate(SPECIAL) if isinstance(value, str) else str(value)


def write_instances(model: type[Model], instances: Sequence[Model]) -> int:
    """Insert whole instances, their columns prepared as Django would."""
    fields = model._meta.concrete_fields
    database = connections[DEFAULT_DB_ALIAS]  # the proxy would look it up for each value
    rows = [
        tuple(field.get_db_prep_save(getattr(one, field.attname), database) for field in fields)
        for one in instances
    ]
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        elif rows:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
    return len(rows)


def stamps(moments: Ints) -> list[str | None]:
    """Return the moments (Unix seconds, 0 for none) as the text both databases keep.

    They stand in UTC, which is what Django tells PostgreSQL the session's zone is.
    """
    if not moments.size:
        return []
    texts = np.datetime_as_string(moments.astype("datetime64[s]"))
    letters = texts.view("U1").reshape(texts.size, -1)
    letters[:, DATE_LETTERS] = " "
    kept: list[str | None] = texts.tolist()
    for place in np.flatnonzero(moments == 0).tolist():
        kept[place] = None
    return kept


@contextmanager
def nobody_else_writes(models: Sequence[type[Model]]) -> Any:
    """Hold the tables while their ids are ours to give; give SQLite memory for its indexes.

    On SQLite the transaction itself keeps others out.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = ", ".join(connection.ops.quote_name(m._meta.db_table) for m in models)
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
            # Checked with each COPY; else millions of checks pile up until the commit.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield
            return
        cursor.execute("PRAGMA cache_size")
        size = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {size}")


@contextmanager
def indexes_built_last(models: Sequence[type[Model]], *, wanted: bool) -> Any:
    """Take the models' indexes away and build them when all rows are there, which is faster.

    Both databases bring them back when the transaction does not succeed.
    """
    editor = connection.schema_editor()
    indexes = [(model, index) for model in models for index in model._meta.indexes if wanted]
    with connection.cursor() as cursor:
        for _, index in indexes:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(index.name)}")
        yield
        for model, index in indexes:
            cursor.execute(str(index.create_sql(model, editor)))


def next_id(model: type[Model]) -> int:
    """Return the id the database would give next; ids of rows that are gone do not come back."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        return int(row[0] if row else 0) + 1


def settle_sequence(model: type[Model], following: int) -> None:
    """Have PostgreSQL count on from the ids we gave; SQLite does so by itself."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)",
            [model._meta.db_table, following],
        )


def analyze() -> None:
    """Have the database look at what it has now, so that it plans its queries well.

    At our tables: what all databases of a PostgreSQL server share would be locked to the others.
    """
    names = map(connection.ops.quote_name, sorted(connection.introspection.django_table_names()))
    ours = ", ".join(names) if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {ours}")
