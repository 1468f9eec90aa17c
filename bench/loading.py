"""Rows into tables at the speed of the driver: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any

import numpy as np
import orjson
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Field, JSONField, Model

Columns = Mapping[str, Sequence[Any]]


def moments(seconds: Any, *, missing: Any = None) -> list[str | None]:
    """Return the moments (seconds since 1970) as both databases read them: UTC, no zone."""
    whole = np.asarray(seconds, dtype="int64").astype("datetime64[s]")
    letters = np.datetime_as_string(whole, unit="s").astype("U19")
    letters.view("U1").reshape(len(letters), 19)[:, 10] = " "  # as Django writes them on SQLite
    texts: list[str | None] = letters.tolist()
    if missing is None:
        return texts
    return [None if gone else text for gone, text in zip(missing.tolist(), texts, strict=True)]


def load(model: type[Model], columns: Columns) -> None:
    """Append rows; columns are named as in the database, those left out get their default."""
    count = len(next(iter(columns.values())))
    fields: list[Field[Any, Any]] = list(model._meta.concrete_fields)
    unknown = columns.keys() - {field.column for field in fields}
    if unknown:
        raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}.")
    wanted = [f for f in fields if f.column in columns or not f.primary_key]
    values = [
        columns[f.column] if f.column in columns else repeat(default_of(f), count) for f in wanted
    ]
    names = ", ".join(f'"{f.column}"' for f in wanted)
    insert(f'"{model._meta.db_table}" ({names})', len(wanted), zip(*values, strict=False))


def default_of(field: "Field[Any, Any]") -> Any:
    value = field.get_default()
    return orjson.dumps(value).decode() if isinstance(field, JSONField) else value


def insert(target: str, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * width)
        every: Any = rows  # the stubs want a list; the driver takes any iterable
        cursor.executemany(f"INSERT INTO {target} VALUES ({marks})", every)  # noqa: S608 - our names


@contextmanager
def bulk_load(models: Iterable[type[Model]]) -> Iterator[None]:
    """Without indexes and foreign keys while it lasts; whole, counted and settled afterwards."""
    models = list(models)
    on_postgresql = connection.vendor == "postgresql"
    run("SET session_replication_role = replica" if on_postgresql else "PRAGMA foreign_keys = OFF")
    dropped = indexes({model._meta.db_table for model in models})
    for name, _ in dropped:
        run(f'DROP INDEX "{name}"')
    yield
    for _, definition in dropped:
        run(definition)
    if on_postgresql:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            run(statement)
        run("SET session_replication_role = DEFAULT")
        run("VACUUM ANALYZE")
    else:
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA wal_checkpoint(TRUNCATE)")


def indexes(tables: set[str]) -> list[tuple[str, str]]:
    """Return name and definition of each index that is no constraint."""
    sql = (
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        if connection.vendor == "postgresql"
        else "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [(name, text) for table, name, text in cursor.fetchall() if table in tables]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
