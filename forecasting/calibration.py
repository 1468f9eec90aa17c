"""Self-calibration: what the recent past says of the model's own forecasts."""

from dataclasses import dataclass, replace

import numpy as np

from forecasting.arrays import Floats, Ints
from forecasting.history import Histories, histories
from forecasting.orders import OrderLog
from forecasting.pooling import share_of_chances, share_of_counts
from forecasting.raw import Raw, RawModel
from forecasting.regression import CHANCES, COUNTS, fit, predict

FEWEST_ROWS = 500
PERIODS_AGO = (1.0, 1.5, 2.0)
MOST_OVERDUE = 30.0
FARTHEST = 5.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """Two regressions on eight standardised features; `centre` and `scale` of shape (8,).

    `of_counts` and `of_chances`: their shares in what is said. The rest is BG/NBD's count, and the
    chance that the rhythm alone gives.
    """

    centre: Floats
    scale: Floats
    counts: Floats
    chances: Floats
    of_counts: float = 1.0
    of_chances: float = 1.0

    def expected(self, features: Floats, plain: Floats | None) -> Floats:
        """Return the orders to expect in the period it was fitted for, shape (n,)."""
        found = predict(COUNTS, self.counts, self._standard(features))
        return found if plain is None else _mixed(self.of_counts, found, plain)

    def chance(self, features: Floats, alone: Floats) -> Floats:
        """Return the chance of any order in that period, shape (n,)."""
        found = predict(CHANCES, self.chances, self._standard(features))
        return _mixed(self.of_chances, found, alone)

    def _standard(self, features: Floats) -> Floats:
        return np.clip((features - self.centre) / self.scale, -FARTHEST, FARTHEST)


@dataclass(frozen=True, slots=True)
class Window:
    """One period of the past: what was known before it, forecast for it, and happened in it."""

    features: Floats
    chance: Floats
    plain: Floats | None
    orders: Floats


def features(history: Histories, as_of: int, raw: Raw, typical_gap: float) -> Floats:
    """Return the eight features, shape (n, 8)."""
    chance = np.clip(raw.chance, 1e-6, 1 - 1e-6)
    overdue = history.days_since(as_of) / history.shrunk_gap(typical_gap)
    return np.column_stack(
        [
            np.log(np.maximum(raw.expected, 1e-6)),
            np.log(chance / (1 - chance)),
            np.log1p(history.last_28),
            np.log1p(history.last_84 / 3),
            np.log1p(np.minimum(overdue, MOST_OVERDUE)),
            np.log1p(history.days_since(as_of)),
            np.log(history.orders),
            history.orders == 1,
        ]
    )


def calibrate(log: OrderLog, as_of: int, days: int, model: RawModel) -> Calibration | None:
    """Fit on three periods that ended in the past; None where there is too little of them.

    How much of the regressions is taken, a fit on the two older periods tells on the newest one:
    of chances what lowers the log-loss, of counts what lowers the squared error, from nothing to
    all. One older period lies half in the newest: the trial knows its level, as the last fit does.
    """
    newest, *older = (
        _window(log, as_of - round(days * periods), days, model) for periods in PERIODS_AGO
    )
    if sum(len(window.orders) for window in (newest, *older)) < FEWEST_ROWS:
        return None
    if any(len(window.orders) == 0 for window in (newest, *older)):
        return None
    of_counts, of_chances = _shares(_fit(older), newest)
    return replace(_fit([newest, *older]), of_counts=of_counts, of_chances=of_chances)


def _shares(trial: Calibration, newest: Window) -> tuple[float, float]:
    counts, plain = trial.expected(newest.features, None), newest.plain
    chances = trial.chance(newest.features, newest.chance)
    return (
        1.0 if plain is None else share_of_counts(counts, plain, newest.orders),
        share_of_chances(chances, newest.chance, newest.orders > 0),
    )


def orders_between(log: OrderLog, accounts: Ints, after: int, until: int) -> Floats:
    """Count the orders of each account (sorted) after one day, up to and including the other."""
    later = log.between(after, until)
    place = np.searchsorted(accounts, later.account)
    known = place < len(accounts)
    known[known] = accounts[place[known]] == later.account[known]
    return np.bincount(place[known], minlength=len(accounts)).astype(np.float64)


def _window(log: OrderLog, origin: int, days: int, model: RawModel) -> Window:
    history = histories(log, origin)
    raw = model.forecast(history, days)
    return Window(
        features(history, origin, raw, model.typical_gap),
        raw.chance,
        model.plainly_expected(history, days),
        orders_between(log, history.account, origin, origin + days),
    )


def _mixed(share: float, ours: Floats, other: Floats) -> Floats:
    return np.asarray(share * ours + (1 - share) * other)


def _fit(windows: list[Window]) -> Calibration:
    rows = np.concatenate([window.features for window in windows])
    orders = np.concatenate([window.orders for window in windows])
    centre, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-9] = 1.0
    standard = np.clip((rows - centre) / scale, -FARTHEST, FARTHEST)
    return Calibration(
        centre,
        scale,
        counts=fit(COUNTS, standard, orders),
        chances=fit(CHANCES, standard, (orders > 0).astype(np.float64)),
    )
