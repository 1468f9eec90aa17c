"""Telling what happened, from rooms that stand below the one that keeps the facts.

`users` cannot import `events`, which points at users; so it tells, and `events` hears.
"""

from collections.abc import Callable
from typing import Any

Hear = Callable[..., Any]
HEARERS: list[Hear] = []


def hear(hearer: Hear) -> None:
    """Have `hearer(name, subject, by=..., **data)` called with everything told from now on."""
    if hearer not in HEARERS:
        HEARERS.append(hearer)


def tell(name: str, subject: Any, *, by: Any, **data: Any) -> None:
    """Say what happened, in the caller's transaction."""
    for hearer in HEARERS:
        hearer(name, subject, by=by, **data)
