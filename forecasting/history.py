"""What one account's orders come down to: the statistics every model reads."""

from dataclasses import dataclass

import numpy as np

from forecasting.arrays import Floats, Ints, group_medians
from forecasting.orders import OrderLog

WEEK = 7.0
LAST_GAPS = 20
PROFILE_DAYS = 182
EXTREME = 10.0


@dataclass(frozen=True, slots=True)
class Histories:
    """Statistics of `n` accounts with an order, all of shape (n,) but `weekdays` (n, 7).

    Times are in weeks: `t_x` from first to last order, `T` from first order to now; `litt` is the
    sum of ln(gap). `median_gap` (of the last 20, days) is NaN for an account with one order.
    `value` is the mean order, each order cut at 10 times the account's median, 0 without a price;
    `priced` counts the orders whose amount is known.
    """

    account: Ints
    orders: Ints
    t_x: Floats
    T: Floats
    litt: Floats
    last_day: Ints
    last_28: Ints
    last_84: Ints
    weekdays: Floats
    median_gap: Floats
    value: Floats
    priced: Ints

    @property
    def x(self) -> Floats:
        """Return the repeat orders: orders - 1."""
        return self.orders.astype(np.float64) - 1

    def days_since(self, as_of: int) -> Floats:
        """Return the days since each account's last order."""
        return (as_of - self.last_day).astype(np.float64)

    def shrunk_gap(self, typical_gap: float) -> Floats:
        """Return the usual gap in days: the own median by n/(n+3), the rest the cohort's."""
        own = np.where(np.isnan(self.median_gap), typical_gap, self.median_gap)
        weight = self.x / (self.x + 3)
        return np.asarray(weight * own + (1 - weight) * typical_gap)


def histories(log: OrderLog, as_of: int) -> Histories:
    """Sum up every account that ordered on or before the day `as_of` (an ordinal)."""
    log = log.until(as_of)
    account, code, orders = np.unique(log.account, return_inverse=True, return_counts=True)
    n = len(account)
    ends = np.cumsum(orders) - 1
    first, last = log.day[ends - orders + 1], log.day[ends]

    def recent(days: int) -> Ints:
        return np.bincount(code[log.day > as_of - days], minlength=n)

    litt, median_gap = _gaps(log, code, ends, n)
    value, priced = _values(log, code, n)
    return Histories(
        account=account,
        orders=orders,
        t_x=(last - first) / WEEK,
        T=(as_of - first) / WEEK,
        litt=litt,
        last_day=last,
        last_28=recent(28),
        last_84=recent(84),
        weekdays=_weekdays(log, code, as_of, n),
        median_gap=median_gap,
        value=value,
        priced=priced,
    )


def _gaps(log: OrderLog, code: Ints, ends: Ints, n: int) -> tuple[Floats, Floats]:
    """Return the sum of ln(gap in weeks) and the median of the last 20 gaps in days."""
    same = np.flatnonzero(np.diff(code) == 0) + 1
    gap = (log.day[same] - log.day[same - 1]).astype(np.float64)
    owner = code[same]
    litt = np.asarray(np.bincount(owner, weights=np.log(gap / WEEK), minlength=n), dtype=np.float64)
    late = ends[owner] - same < LAST_GAPS
    return litt, group_medians(owner[late], gap[late], n)


def _weekdays(log: OrderLog, code: Ints, as_of: int, n: int) -> Floats:
    """Count the orders of 26 weeks by weekday, Monday first."""
    recent = log.day > as_of - PROFILE_DAYS
    # Ordinal 1 was a Monday.
    cell = code[recent] * 7 + (log.day[recent] + 6) % 7
    return np.bincount(cell, minlength=n * 7).reshape(n, 7).astype(np.float64)


def _values(log: OrderLog, code: Ints, n: int) -> tuple[Floats, Ints]:
    """Return the mean of the known amounts, extremes cut, and how many there are."""
    known = ~np.isnan(log.amount)
    amount, owner = log.amount[known], code[known]
    cut = np.minimum(amount, EXTREME * group_medians(owner, amount, n)[owner])
    priced = np.bincount(owner, minlength=n)
    return np.bincount(owner, weights=cut, minlength=n) / np.maximum(priced, 1), priced
