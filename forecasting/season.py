"""The season: how the whole cohort rose or fell at this time of last year, drawn towards no change.

Self-calibration puts the level of the last weeks on the weeks ahead. Where all accounts order less
together, as at Christmas, or more, as in autumn, that level is not the coming one. Last year's
change is believed by half, until the periods just past show how much of last year comes again.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from forecasting.history import histories
from forecasting.orders import OrderLog
from forecasting.raw import RawModel

YEAR = 364  # whole weeks
KNOWN_BEFORE = 84
LONGEST = 91
PERIODS_COMPARED = 5
FEWEST_ORDERS = 50
# The variance of ln(orders of a period) is about this over their number.
NOISE = 1.5
SPREAD_OF_SEASONS = 0.15
# Before anything is compared, half of last year's change is taken; this much evidence moves it.
PRIOR_SHARE, PRIOR_WEIGHT = 0.5, 0.1
MOST = float(np.log(2))


class Level(NamedTuple):
    """ln of a period's orders over what the rhythm alone expected, and its variance."""

    log: float
    variance: float


def season_factor(log: OrderLog, as_of: int, days: int, model: RawModel) -> float:
    """Return by what the coming period's orders are to be multiplied: 0.5 to 2, 1 for unknown."""
    if not len(log.day) or days > LONGEST:
        return 1.0
    first = int(log.day.min())

    @cache
    def level(origin: int) -> Level | None:
        return level_of(log, origin, days, model)

    def change(origin: int) -> float | None:
        return _change(level, origin, days) if origin - 2 * days - first >= KNOWN_BEFORE else None

    last_year = change(as_of - YEAR)
    if last_year is None:
        return 1.0
    past = [as_of - days * ago for ago in range(1, PERIODS_COMPARED + 1)]
    pairs = [(change(origin), change(origin - YEAR)) for origin in past]
    return float(np.exp(np.clip(_share(pairs) * last_year, -MOST, MOST)))


def _share(pairs: list[tuple[float | None, float | None]]) -> float:
    """Return how much of last year's changes came again: regression through 0, towards a half."""
    above, below = PRIOR_SHARE * PRIOR_WEIGHT, PRIOR_WEIGHT
    for this, last in pairs:
        if this is not None and last is not None:
            above, below = above + this * last, below + last * last
    return float(np.clip(above / below, 0, 1))


def _change(level: Callable[[int], Level | None], origin: int, days: int) -> float | None:
    """Return the change of level from the two periods before, the less sure the nearer to 0."""
    then, *before = (level(origin - days * ago) for ago in range(3))
    known = [one for one in before if one is not None]
    if then is None or len(known) < len(before):
        return None
    change = then.log - float(np.mean([one.log for one in known]))
    noise = then.variance + sum(one.variance for one in known) / len(known) ** 2
    return change * SPREAD_OF_SEASONS**2 / (SPREAD_OF_SEASONS**2 + noise)


def level_of(log: OrderLog, origin: int, days: int, model: RawModel) -> Level | None:
    """Return the level of the period after `origin`; None with too few orders to tell."""
    history = histories(log, origin)
    happened = int(np.isin(log.between(origin, origin + days).account, history.account).sum())
    expected = float(model.forecast(history, days).expected.sum())
    if happened < FEWEST_ORDERS or expected <= 0:
        return None
    return Level(float(np.log(happened / expected)), NOISE / happened)
