"""What an order is worth where Gamma-Gamma does not fit: the own mean, drawn to the cohort's.

Gamma-Gamma has one spread of orders for all accounts. On logs whose accounts order steadily, but
each at a size of its own, it draws them together far too much. The mean of logarithms does not:
empirical Bayes for log-normal amounts (Efron and Morris 1975, JASA 70:311-319). Which of the two is
used, the recent past decides.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from forecasting.arrays import Flags, Floats, Ints
from forecasting.history import Histories, histories
from forecasting.metrics import rmsle
from forecasting.orders import OrderLog
from forecasting.value import FEWEST, fit_value

LEAST = 0.01  # of the log's money: a logarithm wants something
LEAST_SPREAD = 1e-3


class Value(Protocol):
    """E[value of an order] given how many orders of known amount were seen, and their mean."""

    def mean(self, orders: Floats, mean: Floats) -> Floats: ...


@dataclass(frozen=True, slots=True)
class DrawnValue:
    """`prior` weighs as so many orders: the spread of ln(amount) within over that between accounts.

    `centre` is ln of the mean value of an account nothing is known of.
    """

    prior: float
    centre: float

    def mean(self, orders: Floats, mean: Floats) -> Floats:
        """Return E[value of an order], shape (n,)."""
        own = orders / (orders + self.prior)
        logs = own * np.log(np.maximum(mean, LEAST)) + (1 - own) * self.centre
        return np.asarray(np.exp(logs))


def fit_drawn(log: OrderLog, history: Histories) -> DrawnValue | None:
    """Fit on a log and the histories of the same accounts; None where too few have a value."""
    some = history.value > 0
    if int(some.sum()) < FEWEST:
        return None
    orders, logs = history.priced[some].astype(np.float64), np.log(history.value[some])
    within = _spread_within(log)
    between = max(float(np.var(logs) - np.mean(within / orders)), LEAST_SPREAD)
    return DrawnValue(within / between, float(logs.mean()) + between / 2)


def _spread_within(log: OrderLog) -> float:
    """Return the pooled variance of ln(amount) around each account's own mean."""
    known = log.amount > 0
    account, code = np.unique(log.account[known], return_inverse=True)
    logs, n = np.log(log.amount[known]), len(account)
    counts = np.bincount(code, minlength=n)
    means = np.bincount(code, weights=logs, minlength=n) / counts
    freedom = int(np.sum(counts - 1))
    return float(np.sum((logs - means[code]) ** 2)) / freedom if freedom else 0.0


def likelier_value(history: Histories, log: OrderLog, as_of: int, days: int) -> Value | None:
    """Fit both, and return the one that was nearer (RMSLE) in the period that just ended.

    `history` may be of more accounts than `log`. Gamma-Gamma where the past cannot tell.
    """
    ours = fit_value(history.priced.astype(np.float64), history.value)
    drawn = fit_drawn(log, histories(log, as_of))
    if drawn is None or ours is None:
        return ours
    before = histories(log, as_of - days)
    priced = before.priced.astype(np.float64)
    then = (fit_value(priced, before.value), fit_drawn(log.until(as_of - days), before))
    happened, some = mean_amounts(log.between(as_of - days, as_of), before.account)
    if then[0] is None or then[1] is None or int(some.sum()) < FEWEST:
        return ours
    errors = [rmsle(one.mean(priced, before.value)[some], happened[some]) for one in then if one]
    return drawn if errors[1] < errors[0] else ours


def mean_amounts(log: OrderLog, accounts: Ints) -> tuple[Floats, Flags]:
    """Return each account's mean order in the log, and which have one; both of shape (n,)."""
    known = np.isin(log.account, accounts) & ~np.isnan(log.amount)
    place = np.searchsorted(accounts, log.account[known])
    counts = np.bincount(place, minlength=len(accounts))
    sums = np.bincount(place, weights=log.amount[known], minlength=len(accounts))
    return sums / np.maximum(counts, 1), counts > 0
