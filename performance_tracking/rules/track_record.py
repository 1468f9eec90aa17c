"""What a published forecast said against what happened, and how to sum that up. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

WEEK = timedelta(days=7)
RECORD = timedelta(days=366)
# How the first order fell to the window that was given for it.
BEFORE, INSIDE, NOT_BY_ITS_END = 0, 1, 2
Summary = dict[str, Any]


class Said(NamedTuple):
    """The days a forecast was for, and the window it gave for the next order."""

    as_of: date
    over_on: date
    earliest: date | None
    on: date | None
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
        "days_off": abs((first - said.on).days) if first and said.on else None,
        "in_window": in_window(said, first),
    }


def in_window(said: Said, first: date | None) -> int | None:
    """Say how the first order fell to the window; None where it ends after what is known.

    A longer window is not judged by its early orders alone: its late ones would be unseen.
    """
    if said.earliest is None or said.latest is None or said.latest > said.over_on:
        return None
    if first is None or first > said.latest:
        return NOT_BY_ITS_END
    return INSIDE if first >= said.earliest else BEFORE


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


def summary(sums: Sequence[Mapping[str, Any]], errors: Sequence[Mapping[str, Any]]) -> Summary:
    """Return the record over some months: chances, dates, amounts; None where nothing says it."""
    forecasts = total(sums, "forecasts")
    expected, revenue = total(sums, "sum_expected_revenue"), total(sums, "sum_revenue")
    return {
        "forecasts": forecasts,
        "said": share(total(sums, "said"), forecasts),
        "happened": share(total(sums, "happened"), forecasts),
        "said_7": share(total(sums, "said_7"), forecasts),
        "happened_7": share(total(sums, "happened_7"), forecasts),
        "expected_orders": round(total(sums, "sum_expected_orders"), 1),
        "orders": total(sums, "sum_orders"),
        "expected_revenue": round(expected, 2),
        "revenue": round(revenue, 2),
        "expected_over_actual": share(expected, revenue),
        "mean_revenue_error": share(total(sums, "revenue_off"), forecasts),
        **dates_of(errors),
    }


def dates_of(errors: Sequence[Mapping[str, Any]]) -> Summary:
    days: Counter[int] = Counter()
    windows: Counter[int] = Counter()
    ordered = 0
    for row in errors:
        came = row["days_off"] is not None
        if came:
            days[row["days_off"]] += row["forecasts"]
        if row["in_window"] is not None:
            windows[row["in_window"]] += row["forecasts"]
            ordered += row["forecasts"] if came else 0
    return {
        "dates": days.total(),
        "median_days_off": median_of(days),
        "windows": windows.total(),
        "inside_window": share(windows[INSIDE], ordered),
        "no_order_by_window_end": share(windows[NOT_BY_ITS_END], windows.total()),
    }


def reliability(sums: Sequence[Mapping[str, Any]]) -> list[Summary]:
    """Return for each tenth of the scale what was said and how often it happened."""
    found = []
    for decile in range(10):
        rows = [row for row in sums if row["decile"] == decile]
        forecasts = total(rows, "forecasts")
        found.append(
            {
                "low": decile / 10,
                "high": (decile + 1) / 10,
                "forecasts": forecasts,
                "said": share(total(rows, "said"), forecasts),
                "happened": share(total(rows, "happened"), forecasts),
            }
        )
    return found


def record_of(
    sums: Sequence[Mapping[str, Any]], errors: Sequence[Mapping[str, Any]], *, this_month: date
) -> Summary:
    """Return the record of this month, of all time, by tenth of the scale and by month."""

    def of(month: date) -> Summary:
        return summary(
            [row for row in sums if row["month"] == month],
            [row for row in errors if row["month"] == month],
        )

    months = sorted({row["month"] for row in sums})
    return {
        "this_month": of(this_month),
        "all": summary(sums, errors),
        "reliability": reliability(sums),
        "months": [{"month": f"{month:%Y-%m}", **of(month)} for month in months],
    }


def total(rows: Sequence[Mapping[str, Any]], name: str) -> Any:
    return sum(row[name] or 0 for row in rows)
