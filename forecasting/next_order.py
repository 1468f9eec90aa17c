"""When the next order comes: a window, and a date in it."""

from dataclasses import dataclass

import numpy as np

from forecasting.arrays import Flags, Floats, Ints
from forecasting.history import WEEK, Histories
from forecasting.rhythm import Rhythm, weeks_until

FEWEST_GAPS = 3
PRIOR_ORDERS = 5.0
REACH = 3
NEVER = 0
# Of who has probably gone no day is said: less than a chance of 30 % of being there.
LIKELY_ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class NextOrder:
    """Ordinals of local days, shape (n,); 0 where no date can be said."""

    earliest: Ints
    date: Ints
    latest: Ints


def weekday_shares(history: Histories) -> Floats:
    """Return the cohort's share of orders on each weekday, Monday first, shape (7,)."""
    counts = history.weekdays.sum(axis=0) + 1.0
    return np.asarray(counts / counts.sum())


def next_orders(
    rhythm: Rhythm, history: Histories, as_of: int, shares: Floats, gap: Floats, *, active: Floats
) -> NextOrder:
    """Return for each account the days by which 10 % and 90 % have ordered, and a date.

    The date is one usual gap after the last order, or the model's median where that is past;
    then the account's favourite weekday near it. All are after `as_of`, given still active;
    with too few gaps, or `active` below 30 %, there are none.
    """
    some = (history.x >= FEWEST_GAPS) & (active >= LIKELY_ENOUGH)
    x, t_x, age = history.x[some], history.t_x[some], history.T[some]
    low, middle, high = (
        as_of + np.ceil(weeks_until(rhythm, x, t_x, age, share) * WEEK).astype(np.int64)
        for share in (0.1, 0.5, 0.9)
    )
    usual = history.last_day[some] + np.rint(history.median_gap[some]).astype(np.int64)
    date = np.maximum(np.where(usual > as_of, usual, middle), as_of + 1)
    date = _tilted(date, as_of, profile(history, some, shares), gap[some])
    window = (np.minimum(np.maximum(low, as_of + 1), date), date, np.maximum(high, date))
    return NextOrder(*(_spread(days, some) for days in window))


def profile(history: Histories, some: Flags, shares: Floats) -> Floats:
    """Return the weekday shares of the chosen accounts, Dirichlet prior of 5, shape (m, 7)."""
    counts = history.weekdays[some]
    return np.asarray(
        (counts + PRIOR_ORDERS * shares) / (counts.sum(axis=1, keepdims=True) + PRIOR_ORDERS)
    )


def _tilted(date: Ints, as_of: int, shares: Floats, gap: Floats) -> Ints:
    """Move each date to the likeliest weekday within 3 days and within half a gap."""
    moves = np.arange(-REACH, REACH + 1)
    days = date[:, None] + moves
    closeness = 1 - np.abs(moves) / (REACH + 1)
    weekday = (days + 6) % 7
    score = np.take_along_axis(shares, weekday, axis=1) * closeness
    allowed = (days > as_of) & (np.abs(moves) <= gap[:, None] / 2)
    best = np.argmax(np.where(allowed, score, -1.0), axis=1)
    moved = days[np.arange(len(date)), best]
    return np.asarray(np.where(allowed.any(axis=1), moved, date))


def _spread(days: Ints, some: Flags) -> Ints:
    spread = np.full(len(some), NEVER, dtype=np.int64)
    spread[some] = days
    return spread
