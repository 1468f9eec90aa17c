"""What a published forecast said against what happened, and how to sum that up. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

WEEK = timedelta(days=7)


class Said(NamedTuple):
    """The days a forecast was for, and the window it gave for the next order."""

    as_of: date
    over_on: date
    earliest: date | None
    date: date | None
    latest: date | None


def judged(said: Said, days: Mapping[date, float]) -> dict[str, Any]:
    """Return what happened, given the days with orders and the sum of each."""
    inside = sorted(day for day in days if said.as_of < day <= said.over_on)
    first = inside[0] if inside else None
    return {
        "ordered_7": int(first is not None and first <= said.as_of + WEEK),
        "ordered_28": int(first is not None),
        "orders": len(inside),
        "revenue": sum(days[day] for day in inside),
        "days_off": abs((first - said.date).days) if first and said.date else None,
        "in_window": in_window(said, first),
    }


def in_window(said: Said, first: date | None) -> int | None:
    """Whether the first order came in the window; None while it may still come in it."""
    if said.earliest is None or said.latest is None:
        return None
    if first is None:
        return 0 if said.latest <= said.over_on else None
    return int(said.earliest <= first <= said.latest)


def median_of(counts: Mapping[int, int]) -> float | None:
    """Return the median of values given with how often each came."""
    total = sum(counts.values())
    if not total:
        return None
    middle = [nth(counts, (total - 1) // 2), nth(counts, total // 2)]
    return sum(middle) / 2


def nth(counts: Mapping[int, int], place: int) -> int:
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)


def share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
