"""What is true of an account's orders: rhythm, lateness, trend. Pure."""

from collections.abc import Sequence
from typing import Any

GAPS_FOR_A_RHYTHM = 3
OFF_RHYTHM_FROM = 1.5
TREND_UP, TREND_DOWN = 1.15, 0.85
ORDERS_FOR_A_WEEKDAY = 3
MOSTLY = 0.6


def overdue_ratio(days_since: int | None, gap_days: float | None) -> float | None:
    """Return the days since the last order over the usual gap, two decimals."""
    if days_since is None or not gap_days:
        return None
    return round(days_since / gap_days, 2)


def is_priced(average_order_value: Any, order_value: float | None) -> bool:
    """Whether anything is known of what an order brings: a price of its own, or the cohort's."""
    return average_order_value is not None or bool(order_value)


def month_trend(this_month: int, last_month_to_date: int) -> str:
    """Compare like with like: the same days of both calendar months, whole orders."""
    if this_month == last_month_to_date:
        return "flat"
    return "up" if this_month > last_month_to_date else "down"


def trend(last_28: float, last_84: float) -> str:
    """Compare the order days of 28 days with the mean of the two such periods before."""
    before = (last_84 - last_28) / 2
    if last_28 > before * TREND_UP:
        return "up"
    return "down" if last_28 < before * TREND_DOWN else "flat"


def usual_weekday(counts: Sequence[float]) -> int | None:
    """Return the weekday (Monday is 0) of most orders (three in five), None when there is none."""
    most = max(counts, default=0)
    if most < ORDERS_FOR_A_WEEKDAY or most < sum(counts) * MOSTLY:
        return None
    return list(counts).index(most)
