"""Programs of ours as processes of their own, on the database of the test."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connection


@contextmanager
def shared_database() -> Iterator[str]:
    """Give the DATABASE_URL under which other processes find what this test would use.

    The test's own SQLite lives in this process's memory, so it is copied to a file.
    """
    if connection.vendor != "sqlite":
        yield postgresql_url()
        return
    connection.ensure_connection()
    with TemporaryDirectory(prefix="kam-shared-") as folder:
        path = Path(folder) / "kam.sqlite3"
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
        yield f"sqlite:///{path}"


def postgresql_url() -> str:
    at = connection.settings_dict
    user, password = quote(at["USER"], safe=""), quote(at["PASSWORD"], safe="")
    port = f"&port={at['PORT']}" if at["PORT"] else ""
    host = quote(at["HOST"], safe="")
    return f"postgresql://{user}:{password}@/{quote(at['NAME'])}?host={host}{port}"


def environment(url: str, **more: str) -> dict[str, str]:
    """Return the variables for a process on that database."""
    return os.environ | {"DATABASE_URL": url} | more


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    """Read from the shared database, past Django, whose own may be another one."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            return database.execute(query).fetchall()
    with psycopg.connect(url) as server:
        return server.execute(query.encode()).fetchall()


def wait_until(true: Callable[[], object], *, seconds: float = 120.0) -> None:
    limit = time.monotonic() + seconds
    while not true():
        if time.monotonic() > limit:
            raise AssertionError(f"it did not come true within {seconds:.0f} s")
        time.sleep(0.05)


def lives(pid: int) -> bool:
    """Tell whether the process is there; one that ended and waits for its parent is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
