"""How far the orders of all accounts together stray from what the periods before would say.

Of one account the model knows the spread; that all order more or less at once, it does not. By how
much they did in the past year tells the width of a band around a sum.
"""

from functools import cache

import numpy as np

from forecasting.orders import OrderLog
from forecasting.raw import RawModel
from forecasting.season import KNOWN_BEFORE, LONGEST, Level, level_of

PERIODS_COMPARED = 11
# Before anything is compared; what 20 logs strayed by in their last three months was .15.
USUAL, USUAL_WEIGHT = 0.12, 2.0
LEAST = 0.03


def usual_drift(log: OrderLog, as_of: int, days: int, model: RawModel) -> float:
    """Return the standard deviation of ln(orders of a period over what was to be expected)."""
    if not len(log.day) or days > LONGEST:
        return USUAL
    first = int(log.day.min())

    @cache
    def level(ago: int) -> Level | None:
        origin = as_of - days * ago
        return level_of(log, origin, days, model) if origin - first >= KNOWN_BEFORE else None

    squares = []
    for ago in range(1, PERIODS_COMPARED + 1):
        then, before, earlier = (level(ago + step) for step in range(3))
        if then is None or before is None or earlier is None:
            break
        off = then.log - (before.log + earlier.log) / 2
        squares.append(off**2 - then.variance - (before.variance + earlier.variance) / 4)
    square = (USUAL_WEIGHT * USUAL**2 + sum(squares)) / (USUAL_WEIGHT + len(squares))
    return float(np.sqrt(max(square, LEAST**2)))
