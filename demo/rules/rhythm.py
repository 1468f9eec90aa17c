"""How an invented account orders: its own gap, its own weekday, its own fate."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DAYS_BACK = 548
GAPS = np.array([3.5, 7.0, 7.0, 10.0, 14.0, 28.0])
GAP_SHARES = np.array([0.16, 0.30, 0.16, 0.16, 0.15, 0.07])
FATES = ("steady", "growing", "shrinking", "falling", "gone", "revived")
FATE_SHARES = np.array([0.52, 0.12, 0.08, 0.13, 0.08, 0.07])
SEASON = np.array([0.92, 0.95, 1.0, 1.02, 1.04, 1.03, 1.0, 0.93, 1.0, 1.03, 1.07, 1.16])


class Habit(NamedTuple):
    """`gap`: mean days between orders; `regular`: shape of the gaps, 1 random, 8 clockwork."""

    gap: float
    regular: float
    weekday: int
    loyal: float
    basket: float
    fate: str


def habit_of(rng: np.random.Generator, *, basket: float) -> Habit:
    return Habit(
        gap=float(rng.choice(GAPS, p=GAP_SHARES) * rng.uniform(0.85, 1.2)),
        regular=float(rng.integers(1, 9)),
        weekday=int(rng.integers(0, 6)),
        loyal=float(rng.uniform(0.5, 0.95)),
        basket=basket,
        fate=str(rng.choice(FATES, p=FATE_SHARES)),
    )


def order_days(
    habit: Habit, rng: np.random.Generator, *, first: int, today_weekday: int
) -> NDArray[np.int64]:
    """Return the days of the orders, in days before today, the oldest first, at most `first` ago.

    Gamma-distributed gaps, moved to the account's own weekday; the fate bends the gaps.
    """
    count = max(2, int(first / habit.gap * 2) + 4)
    gaps = rng.gamma(habit.regular, habit.gap / habit.regular, size=count)
    ago = first - np.concatenate([[0.0], np.cumsum(gaps)])
    ago = bent(ago, habit, rng)
    days = np.ceil(ago[ago > 0.2]).astype(np.int64)
    to_own_day = (today_weekday - days - habit.weekday) % 7
    nearest = np.where(to_own_day > 3, to_own_day - 7, to_own_day)
    moved = rng.random(days.size) < habit.loyal
    days = np.where(moved & (habit.gap > 4.5), days + nearest, days)
    return np.unique(days[(days >= 0) & (days <= first)])[::-1]


def bent(ago: NDArray[np.float64], habit: Habit, rng: np.random.Generator) -> NDArray[np.float64]:
    """Let the account live out its fate."""
    if habit.fate == "falling":
        silent = float(rng.uniform(1.6, 5.0)) * habit.gap
        thin = (ago < 90) & (rng.random(ago.size) < 0.45)
        return np.asarray(ago[(ago > silent) & ~thin])
    if habit.fate == "gone":
        return np.asarray(ago[ago > rng.uniform(120, 300)])
    if habit.fate == "revived":
        back, left = sorted(rng.uniform(40, 220, size=2))
        return np.asarray(ago[(ago < back) | (ago > left)])
    return ago


def order_values(
    habit: Habit, rng: np.random.Generator, days: NDArray[np.int64], month_index: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return what each order is worth: its basket, the season, the fate, some noise."""
    noise = rng.lognormal(0.0, 0.28, size=days.size)
    drift = {"growing": 0.35, "shrinking": -0.35, "falling": -0.15}.get(habit.fate, 0.0)
    trend = 1 + drift * (1 - days / DAYS_BACK)
    return np.asarray(np.round(habit.basket * noise * trend * SEASON[month_index], 2))
