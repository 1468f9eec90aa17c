"""How the invented accounts order: their own gap, weekday, basket, and their own fate."""

from dataclasses import dataclass

import numpy as np

from demo.rules.clocks import Bools, Floats, Ints

DAYS_BACK = 548
GAPS = np.array([3.5, 7.0, 10.0, 14.0, 21.0, 28.0])
# By tier, A to D: the large ones order more often.
GAP_SHARES = np.array(
    [
        [0.34, 0.44, 0.12, 0.08, 0.02, 0.00],
        [0.16, 0.44, 0.18, 0.16, 0.04, 0.02],
        [0.04, 0.30, 0.22, 0.26, 0.10, 0.08],
        [0.00, 0.14, 0.16, 0.32, 0.20, 0.18],
    ]
)
STEADY, GROWING, SHRINKING, FALLING, GONE, REVIVED = range(6)
FATE_SHARES = np.array([0.57, 0.11, 0.07, 0.13, 0.05, 0.07])
REGULAR = np.arange(1.0, 9.0)
REGULAR_SHARES = np.array([0.03, 0.05, 0.08, 0.12, 0.16, 0.18, 0.19, 0.19])
DRIFT = np.array([0.0, 0.45, -0.4, -0.2, 0.0, 0.1])
SETTLED_DAYS = 150
SEASON = np.array([0.90, 0.94, 0.99, 1.02, 1.04, 1.03, 1.0, 0.93, 1.0, 1.03, 1.07, 1.18])
WEEKDAY_PULL = np.array([0.24, 0.20, 0.18, 0.20, 0.14, 0.04])
THURSDAY = 3  # the weekday of day 0, 1 January 1970


@dataclass
class Habits:
    """What is typical of each account; one entry an account."""

    gap: Floats  # mean days between orders
    regular: Floats  # shape of the gaps: 1 is chance, 8 is clockwork
    weekday: Ints
    loyal: Floats
    fate: Ints


def habits_of(rng: np.random.Generator, *, tier: Ints, age: Ints) -> Habits:
    """`tier` is 0 for A to 3 for D, `age` the days since the account was won."""
    size = tier.size
    picked = (rng.random(size)[:, None] > np.cumsum(GAP_SHARES[tier], axis=1)).sum(axis=1)
    fate = rng.choice(FATE_SHARES.size, size=size, p=FATE_SHARES)
    return Habits(
        gap=GAPS[np.minimum(picked, GAPS.size - 1)] * rng.uniform(0.9, 1.12, size),
        regular=rng.choice(REGULAR, size=size, p=REGULAR_SHARES),
        weekday=rng.choice(6, size=size, p=WEEKDAY_PULL),
        loyal=rng.uniform(0.55, 0.95, size),
        fate=np.where(age < SETTLED_DAYS, STEADY, fate),
    )


def order_days(
    habits: Habits, rng: np.random.Generator, *, age: Ints, today: Ints
) -> tuple[Ints, Ints]:
    """Return account and day of each order, oldest first within an account.

    Gamma-distributed gaps from `age` days ago until `today` (local days), bent by the fate of the
    account and moved to its own weekday; nobody orders twice a day.
    """
    draws = (age / habits.gap * 1.5).astype(np.int64) + 6
    who = np.repeat(np.arange(age.size), draws)
    gaps = rng.gamma(habits.regular[who], habits.gap[who] / habits.regular[who])
    ago = age[who] - running_sums(gaps, draws)
    kept = (ago > 0) & lives_on(habits, who, ago, rng)
    who, ago = who[kept], ago[kept]
    day = today[who] - np.floor(ago).astype(np.int64)
    day = moved_to_weekday(habits, who, day, rng)
    kept = (day <= today[who]) & (day >= today[who] - age[who])
    pair = np.unique(who[kept] * 1_000_000 + day[kept])
    return pair // 1_000_000, pair % 1_000_000


def running_sums(values: Floats, counts: Ints) -> Floats:
    """The sums from each group's start on, where groups of `counts` lie one behind the other."""
    sums = np.cumsum(values)
    before = np.concatenate([[0.0], sums])[np.cumsum(counts) - counts]
    return np.asarray(sums - np.repeat(before, counts))


def lives_on(habits: Habits, who: Ints, ago: Floats, rng: np.random.Generator) -> Bools:
    """Which orders the fates leave: slowing and then silence, gone, gone and back again."""
    fate, size = habits.fate, habits.fate.size
    silent = np.clip(rng.uniform(1.8, 5.0, size) * habits.gap, 6, 75)
    slowing = (ago < 90) & (rng.random(ago.size) < 0.5)
    falling = (ago > silent[who]) & ~slowing
    left = rng.uniform(120, 330, size)
    ends = np.sort(rng.uniform(25, 240, (size, 2)), axis=1)
    revived = (ago < ends[:, 0][who]) | (ago > ends[:, 1][who])
    bent = np.where(fate[who] == FALLING, falling, np.where(fate[who] == GONE, ago > left[who], 1))
    return np.where(fate[who] == REVIVED, revived, bent).astype(np.bool_)


def moved_to_weekday(habits: Habits, who: Ints, day: Ints, rng: np.random.Generator) -> Ints:
    """Bring most orders to the account's own weekday, all off Sundays, many off Saturdays."""
    off = (day + THURSDAY - habits.weekday[who]) % 7
    nearest = np.where(off > 3, 7 - off, -off)
    loyal = (rng.random(day.size) < habits.loyal[who]) & (habits.gap[who] > 4.5)
    day = np.where(loyal, day + nearest, day)
    weekday = (day + THURSDAY) % 7
    day = np.where((weekday == 5) & (rng.random(day.size) < 0.6), day - 1, day)
    return np.where(weekday == 6, day + 1, day)


def order_values(
    habits: Habits,
    rng: np.random.Generator,
    *,
    basket: Floats,
    who: Ints,
    day: Ints,
    today: Ints,
) -> Floats:
    """Return what each order is worth: the basket, the season, the drift, some noise."""
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    past = np.clip((today[who] - day) / DAYS_BACK, 0, 1)
    trend = 1 + DRIFT[habits.fate[who]] * (1 - past)
    return np.asarray(basket[who] * SEASON[month] * trend * rng.lognormal(0, 0.25, who.size))
