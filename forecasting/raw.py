"""What the rhythm alone says of a period ahead, before calibration."""

from dataclasses import dataclass

import numpy as np

from forecasting.arrays import Floats
from forecasting.fitting import DEFAULT, fit_plain
from forecasting.history import WEEK, Histories
from forecasting.rhythm import (
    Rhythm,
    expected_from_start,
    expected_orders,
    probability_active,
    silence_goes_on,
)

USUAL_RESTAURANT_GAP = 7.0


@dataclass(frozen=True, slots=True)
class Raw:
    """Chance of being active, chance of an order, orders to expect; each of shape (n,)."""

    active: Floats
    chance: Floats
    expected: Floats


@dataclass(frozen=True, slots=True)
class RawModel:
    """The cohort's rhythm, its bias factor, and its typical gap in days.

    `plain` is BG/NBD of the same accounts, which knows no regular timing: a second opinion on
    counts. Where accounts pause, the regular rhythm takes them for gone too early.
    """

    rhythm: Rhythm
    bias: float
    typical_gap: float
    plain: Rhythm | None = None

    def forecast(self, history: Histories, days: float) -> Raw:
        """Say what comes within so many days of each history's end."""
        x, t_x, age = history.x, history.t_x, history.T
        ahead = np.full(len(x), days / WEEK)
        active = probability_active(self.rhythm, x, t_x, age)
        silent = silence_goes_on(self.rhythm, x, t_x, age, ahead)
        expected = self.bias * expected_orders(self.rhythm, x, t_x, age, ahead)
        return Raw(active, active * (1 - silent), expected)

    def plainly_expected(self, history: Histories, days: float) -> Floats | None:
        """Return the orders that BG/NBD expects within so many days, shape (n,)."""
        if self.plain is None:
            return None
        ahead = np.full(len(history.x), days / WEEK)
        return expected_orders(self.plain, history.x, history.t_x, history.T, ahead)


def raw_model(rhythm: Rhythm, history: Histories, days: int, *, seed: int = 0) -> RawModel:
    """Add to a rhythm what its accounts tell: the typical gap and, if fitted, bias and BG/NBD.

    The factor makes the total what the rhythm expects of a new cohort. Of the stored parameters of
    a small company that is somebody else's total: on a demo company it halved every forecast.
    """
    if rhythm == DEFAULT:
        return RawModel(rhythm, 1.0, typical_gap(history))
    bias = bias_factor(rhythm, history, days)
    return RawModel(rhythm, bias, typical_gap(history), fit_plain(history, seed=seed))


def bias_factor(rhythm: Rhythm, history: Histories, days: int) -> float:
    """Return exact over approximate expectation of the whole cohort; 1 for k = 1.

    Reutterer, Platzer and Schroeder 2021: the conditional expectation for k > 1 borrows BG/NBD's.
    """
    if rhythm.k == 1 or not len(history.T):
        return 1.0
    age, accounts = np.unique(history.T, return_counts=True)
    ahead = days / WEEK
    exact = expected_from_start(rhythm, age + ahead) - expected_from_start(rhythm, age)
    x, t_x, until_now = history.x, history.t_x, history.T
    approximate = expected_orders(rhythm, x, t_x, until_now, np.full(len(x), ahead))
    total = float(approximate.sum())
    return float(exact @ accounts) / total if total > 0 else 1.0


def typical_gap(history: Histories) -> float:
    """Return the median of the accounts' own median gaps, in days."""
    some = ~np.isnan(history.median_gap)
    return float(np.median(history.median_gap[some])) if some.any() else USUAL_RESTAURANT_GAP
