"""What Django's `check` says about the machine we run on."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

# Until this version a checkpoint could, rarely, lose the tail of the write-ahead log.
FIRST_SAFE = (3, 51, 3)


@register(Tags.database)
def sqlite_is_recent(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Warn, when the database is migrated or checked, of a SQLite with the WAL-reset bug."""
    uses = any(connections[alias].vendor == "sqlite" for alias in databases or ())
    if not uses or sqlite3.sqlite_version_info >= FIRST_SAFE:
        return []
    return [
        Warning(
            f"SQLite {sqlite3.sqlite_version} can, very rarely, lose writes at a WAL reset.",
            hint="SQLite 3.51.3 has the repair; PostgreSQL does not have the problem.",
            id="kernel.W001",
        )
    ]
