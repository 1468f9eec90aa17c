"""Two forecasts of the same thing, and how much of each: what would have erred least lately."""

import numpy as np

from forecasting.arrays import Flags, Floats

SURE = 1e-6
HALVINGS = 20


def share_of_counts(ours: Floats, other: Floats, happened: Floats) -> float:
    """Return the share of `ours`, 0 to 1, with which the mixture's squared error is least."""
    apart = ours - other
    distance = float(apart @ apart)
    return float(np.clip((happened - other) @ apart / distance, 0, 1)) if distance > 0 else 1.0


def share_of_chances(ours: Floats, other: Floats, happened: Flags) -> float:
    """Return the share of `ours`, 0 to 1, with which the mixture's log-loss is least.

    The loss is convex in the share, so its slope is followed by bisection.
    """
    ours, other = (np.clip(chance, SURE, 1 - SURE) for chance in (ours, other))
    apart = ours - other

    def slope(share: float) -> float:
        chance = other + share * apart
        return float(np.sum(np.where(happened, -apart / chance, apart / (1 - chance))))

    if slope(1.0) <= 0:
        return 1.0
    if slope(0.0) >= 0:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return (low + high) / 2
