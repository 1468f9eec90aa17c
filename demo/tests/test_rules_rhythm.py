from unittest import TestCase

import numpy as np

from demo.rules.rhythm import (
    FALLING,
    GONE,
    STEADY,
    THURSDAY,
    Habits,
    habits_of,
    order_days,
    running_sums,
)

ACCOUNTS = 400
TODAY = 20_000


def days_of(fate: int, *, regular: float = 6.0, gap: float = 7.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    every = np.ones(ACCOUNTS)
    numbers = every.astype(np.int64)
    habits = Habits(gap * every, regular * every, 2 * numbers, 0.9 * every, fate * numbers)
    return order_days(habits, rng, age=500 * numbers, today=TODAY * numbers)


class RhythmTests(TestCase):
    def test_a_steady_account_orders_about_once_a_gap(self) -> None:
        who, _ = days_of(STEADY)

        # Somewhat less: of two orders moved to the same day one is left.
        self.assertGreater(who.size / ACCOUNTS, 500 / 7 * 0.8)
        self.assertLess(who.size / ACCOUNTS, 500 / 7 * 1.05)

    def test_most_orders_fall_on_the_accounts_own_weekday(self) -> None:
        _, day = days_of(STEADY)

        self.assertGreater(((day + THURSDAY) % 7 == 2).mean(), 0.7)

    def test_nobody_orders_on_a_sunday(self) -> None:
        _, day = days_of(STEADY, gap=3.5)

        self.assertFalse(((day + THURSDAY) % 7 == 6).any())

    def test_who_falls_away_slows_down_and_is_silent_now(self) -> None:
        who, day = days_of(FALLING)
        last = np.zeros(ACCOUNTS)
        np.maximum.at(last, who, day)
        before, lately = day < TODAY - 120, day > TODAY - 85

        self.assertGreaterEqual((TODAY - last).min(), 5)
        self.assertLess(lately.sum() / 85, before.sum() / 380 * 0.6)

    def test_who_is_gone_stays_away(self) -> None:
        _, day = days_of(GONE)

        self.assertLess(day.max(), TODAY - 100)

    def test_an_account_orders_once_a_day_at_most(self) -> None:
        who, day = days_of(STEADY, gap=3.5, regular=1.0)

        self.assertEqual(np.unique(who * 1_000_000 + day).size, day.size)

    def test_an_account_won_lately_is_steady(self) -> None:
        young = np.full(ACCOUNTS, 30)
        habits = habits_of(np.random.default_rng(1), tier=young * 0, age=young)

        self.assertEqual(set(habits.fate.tolist()), {STEADY})

    def test_sums_begin_anew_with_each_group(self) -> None:
        sums = running_sums(np.array([1.0, 2.0, 5.0, 1.0]), np.array([2, 0, 2]))

        self.assertEqual(sums.tolist(), [1.0, 3.0, 5.0, 6.0])
