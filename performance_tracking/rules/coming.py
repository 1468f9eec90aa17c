"""What the days ahead will bring, of one account and of many, with a band. Pure.

A band is meant to leave a tenth of the outcomes below and a tenth above. Nothing at all is an
outcome too, so of who may have left it holds more: on ten logs 78 to 96 % of all accounts, and 73
to 92 % of those of whom anything was expected.
"""

from collections.abc import Sequence
from math import expm1, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import gammainc, gammaln

from forecasting.arrays import Floats
from performance_tracking.rules.outlook import MONTH, SPREAD, WIDTH, Sums

WEEK, FOUR_WEEKS = 7, 28
LOW, HIGH = 0.1, 0.9
# An order's value is spread by half its mean, as in `outlook`: a gamma of this shape.
SHAPE = 1 / (SPREAD - 1)
HALVINGS = 26


class Account(NamedTuple):
    """What is stored of one account: orders of 30 days, chances, usual gap, value of an order.

    `k` is its cohort's: how regular orders are, 1 for not at all.
    """

    orders: float
    chance_7: float
    chance_28: float
    gap_days: float
    value: float
    k: int = 1


class Band(NamedTuple):
    """Money expected in some days, and the band around it."""

    middle: float
    low: float
    high: float

    def plus(self, amount: float) -> "Band":
        return Band(self.middle + amount, self.low + amount, self.high + amount)


NOTHING = Band(0.0, 0.0, 0.0)


def coming(account: Account, *, first: int, days: float) -> Band:
    """Return what comes within `days` days, the first of them so many days after the forecast."""
    orders = orders_between(account, first, first + days)
    if orders <= 0 or account.value <= 0:
        return NOTHING
    there, rate = who_is_there(account, orders)
    counts = counts_of(rate, account.k)
    low, high = (quantile(share, there, counts, account.value) for share in (LOW, HIGH))
    return Band(orders * account.value, low, high)


def orders_between(account: Account, first: int, last: float) -> float:
    """Return the orders expected from day `first` to before day `last`, counted from 0.

    An account that orders once a week or less often has at most one order in the first seven days:
    as many as its chance of one. The rest of four weeks, and any day after them, share evenly.
    """
    month = account.orders * FOUR_WEEKS / MONTH
    even = month / FOUR_WEEKS
    soon = min(account.chance_7, month) / WEEK if account.gap_days >= WEEK else even
    later = (month - soon * WEEK) / (FOUR_WEEKS - WEEK)
    early = max(min(last, WEEK) - first, 0)
    return early * soon + (last - first - early) * later


def who_is_there(account: Account, orders: float) -> tuple[float, float]:
    """Return the chance that the account orders at all, and the orders expected if it does.

    Both from the stored numbers: `chance_28` of any order and the expected orders are those of a
    Poisson count that is there with some chance. Where orders are more regular than that, it is.
    """
    month = account.orders * FOUR_WEEKS / MONTH
    if account.chance_28 <= 0 or month <= account.chance_28:
        return 1.0, orders
    low, high = 0.0, month / account.chance_28
    for _round in range(HALVINGS):
        rate = (low + high) / 2
        more = rate / -expm1(-rate) < month / account.chance_28
        low, high = (rate, high) if more else (low, rate)
    there = min(month / high, 1.0)
    return there, orders / there


def counts_of(rate: float, k: int) -> Floats:
    """Return the chances of 0, 1, 2 ... orders: every k-th event of a Poisson count.

    The first comes at any place of its k, so that the mean is `rate`.
    """
    mean = rate * k
    events = np.arange(int(mean + 8 * sqrt(mean)) + 12 * k)
    chances = np.exp(events * np.log(mean) - mean - gammaln(events + 1)) / k
    counts = np.zeros(len(events) // k + 2)
    for place in range(k):
        np.add.at(counts, (events + place) // k, chances)
    return counts


def quantile(share: float, there: float, counts: Floats, value: float) -> float:
    """Return the sum that stays at or below `share` of the outcomes.

    Each order brings a gamma value, by bisection; with 1 - `there` there is none.
    """
    number = np.arange(1, len(counts))
    weights = there * counts[1:]
    nothing = 1 - there * (1 - counts[0])
    if nothing >= share:
        return 0.0
    low, high = 0.0, float(number[-1]) * value
    for _round in range(HALVINGS):
        sum_ = (low + high) / 2
        below = nothing + weights @ gammainc(SHAPE * number, SHAPE * sum_ / value)
        low, high = (sum_, high) if below < share else (low, sum_)
    return high


def coming_of_many(
    sums: Sums, outlook: Sequence[float], *, drift: float, first: int, days: float
) -> Band:
    """Return what all accounts together bring in these days, by the bell curve of `outlook`."""
    if days <= 0:
        return NOTHING
    share = days / MONTH * outlook[min(first // MONTH, len(outlook) - 1)]
    together = sums.revenue * share * drift * sqrt(max((first + days) / MONTH, 1.0))
    off = WIDTH * sqrt(sums.squares * SPREAD * share + together**2)
    middle = sums.revenue * share
    return Band(middle, max(middle - off, 0.0), middle + off)
