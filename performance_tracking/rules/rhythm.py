"""What is true of an account's orders: rhythm, lateness, trend. Pure."""

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

GAPS_LOOKED_AT = 20
GAPS_FOR_A_RHYTHM = 3
OFF_RHYTHM_FROM = 1.5
SECONDS_A_DAY = 86_400


def gaps_in_days(moments: Sequence[datetime]) -> list[float]:
    """Return the days between one ordering day and the next; orders of one day are one."""
    days = sorted({moment.date() for moment in moments})
    return [float((b - a).days) for a, b in itertools.pairwise(days)]


def usual_gap(moments: Sequence[datetime]) -> float | None:
    """Return the median of the last 20 gaps in days, None when there is none."""
    gaps = gaps_in_days(moments)[-GAPS_LOOKED_AT:]
    return float(median(gaps)) if gaps else None


def falls_off_at(last: datetime, gap_days: float | None, *, gaps: int) -> datetime | None:
    """Return when an account that stays silent is off its rhythm; None: it has none yet."""
    if gap_days is None or gaps < GAPS_FOR_A_RHYTHM:
        return None
    return last + timedelta(days=max(gap_days, 1) * OFF_RHYTHM_FROM)


def overdue_ratio(last: datetime, gap_days: float | None, *, now: datetime) -> float | None:
    """Return the days since the last order over the usual gap, two decimals."""
    if not gap_days:
        return None
    return round(max(0.0, (now - last).total_seconds()) / SECONDS_A_DAY / gap_days, 2)


def trend(this_month: int, last_month_to_date: int) -> str:
    """Compare like with like: the same days of both months."""
    if this_month == last_month_to_date:
        return "flat"
    return "up" if this_month > last_month_to_date else "down"
