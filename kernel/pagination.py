"""Keyset pages: a cursor says after which row to go on, so the last page costs what the first does.

Rows without a value in the sort column come last, walked in a second section by id.
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import QuerySet

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Cursor:
    """The row a page begins behind: its sort value as text (None: it has none) and its id."""

    value: str | None
    pk: int
    backwards: bool = False


def encode(cursor: Cursor) -> str:
    raw = orjson.dumps([cursor.value, cursor.pk, cursor.backwards])
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(text: str) -> Cursor:
    """Read a cursor of ours back; anything else is a ValueError."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        parts: Any = orjson.loads(raw)
        value, pk, backwards = parts
    except (binascii.Error, ValueError, TypeError):
        raise ValueError("This cursor is not one of ours; start again without it.") from None
    readable = isinstance(value, str | None) and type(pk) is int and type(backwards) is bool
    if not readable or abs(pk) > LARGEST_ID:
        raise ValueError("This cursor is not one of ours; start again without it.")
    return Cursor(value, pk, backwards)


def by_keys(rows: QuerySet[Any], count: int) -> QuerySet[Any]:
    """Return the first of the sorted rows in their order, bare.

    Their ids are found first, from an index alone where one holds all that is asked, and only
    these rows are read.
    """
    found: QuerySet[Any] = rows.model._default_manager.filter(pk__in=rows[:count].values("pk"))
    return found.order_by(*rows.query.order_by)
