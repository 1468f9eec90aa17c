"""The shortest way to rows: the driver's own cursor and a statement it keeps prepared."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

ROW = tuple[Any, ...]
MARK = re.compile(r"%(s|%)")


def fetched(sql: str, params: Sequence[Any]) -> list[ROW]:
    """Run a query whose text is the same each time, and return all rows.

    Whoever listens to Django's cursors (the query log, a wrapper that counts) hears this one, too.
    """
    if connection.queries_logged or connection.execute_wrappers or connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows: list[ROW] = cursor.fetchall()
            return rows
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        read = from_postgresql if connection.vendor == "postgresql" else from_sqlite
        return read(connection.connection, sql, params)


def from_postgresql(driver: Any, sql: str, params: Sequence[Any]) -> list[ROW]:
    # Django's own cursor binds on the client, which no server can prepare.
    cursor = psycopg.Cursor(driver)
    cursor.execute(encoded(sql), params, prepare=settings.PREPARED_STATEMENTS)
    rows: list[ROW] = cursor.fetchall()
    return rows


def from_sqlite(driver: Any, sql: str, params: Sequence[Any]) -> list[ROW]:
    rows: list[ROW] = driver.execute(question_marks(sql), params).fetchall()
    return rows


@lru_cache(maxsize=2000)
def encoded(sql: str) -> bytes:
    return sql.encode()


@lru_cache(maxsize=2000)
def question_marks(sql: str) -> str:
    """Return the text with SQLite's placeholders for Django's."""
    return MARK.sub(lambda found: "?" if found[1] == "s" else "%", sql)
