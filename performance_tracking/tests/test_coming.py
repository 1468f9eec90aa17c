"""The band of an account's coming weeks, against what simulation brings."""

import numpy as np
from django.test import SimpleTestCase

from performance_tracking.rules.coming import (
    NOTHING,
    Account,
    coming,
    coming_of_many,
    counts_of,
    orders_between,
    who_is_there,
)
from performance_tracking.rules.outlook import Sums

OFTEN = Account(orders=15, chance_7=0.97, chance_28=1.0, gap_days=2, value=100)
SELDOM = Account(orders=2, chance_7=0.1, chance_28=0.9, gap_days=14, value=100)
DOUBTFUL = Account(orders=2, chance_7=0.2, chance_28=0.3, gap_days=7, value=100)


class ComingTests(SimpleTestCase):
    def test_four_weeks_add_up_to_their_share_of_the_30_days(self) -> None:
        for account in (OFTEN, SELDOM, DOUBTFUL):
            with self.subTest(account):
                weeks = [orders_between(account, at, at + 7) for at in (0, 7, 14, 21)]
                self.assertAlmostEqual(sum(weeks), account.orders * 28 / 30)

    def test_who_ordered_just_now_and_orders_seldom_brings_little_in_the_first_week(self) -> None:
        self.assertAlmostEqual(coming(SELDOM, first=0, days=7).middle, 10)
        self.assertGreater(coming(SELDOM, first=7, days=7).middle, 50)

    def test_four_outcomes_in_five_lie_in_the_band(self) -> None:
        draw = np.random.default_rng(1)
        for account in (OFTEN, DOUBTFUL._replace(chance_28=0.85)):
            with self.subTest(account):
                band = coming(account, first=0, days=28)
                there, rate = who_is_there(account, account.orders * 28 / 30)
                counts = draw.poisson(rate, 20_000) * (draw.random(20_000) < there)
                sums = draw.gamma(4 * np.maximum(counts, 1), account.value / 4) * (counts > 0)
                self.assertAlmostEqual(float((sums > band.high).mean()), 0.1, delta=0.01)
                self.assertLessEqual(float((sums < band.low).mean()), 0.11)
                self.assertAlmostEqual(float(sums.mean()), band.middle, delta=band.middle * 0.03)

    def test_regular_orders_make_a_narrower_band(self) -> None:
        loose = coming(OFTEN, first=0, days=28)
        regular = coming(OFTEN._replace(k=3), first=0, days=28)

        self.assertGreater(regular.low, loose.low)
        self.assertLess(regular.high, loose.high)

    def test_counts_of_any_regularity_have_their_mean(self) -> None:
        for k in (1, 2, 5):
            for rate in (0.01, 0.7, 12.0):
                with self.subTest(k=k, rate=rate):
                    counts = counts_of(rate, k)
                    self.assertAlmostEqual(float(counts.sum()), 1)
                    self.assertAlmostEqual(float(counts @ np.arange(len(counts))), rate)

    def test_who_is_probably_gone_may_bring_nothing(self) -> None:
        band = coming(DOUBTFUL, first=0, days=28)

        self.assertEqual(band.low, 0)
        self.assertGreater(band.high, 3 * band.middle)

    def test_the_chance_of_an_order_is_kept(self) -> None:
        there, rate = who_is_there(DOUBTFUL, DOUBTFUL.orders * 28 / 30)

        self.assertAlmostEqual(there * -np.expm1(-rate), DOUBTFUL.chance_28, places=6)

    def test_without_expected_orders_or_a_known_value_nothing_comes(self) -> None:
        self.assertEqual(coming(SELDOM._replace(value=0), first=0, days=28), NOTHING)
        gone = SELDOM._replace(orders=0, chance_7=0, chance_28=0)
        self.assertEqual(coming(gone, first=0, days=28), NOTHING)
        self.assertEqual(coming(SELDOM, first=0, days=0), NOTHING)

    def test_many_accounts_follow_the_cohort_s_decline(self) -> None:
        sums = Sums(orders=100, revenue=30_000, squares=9_000_000)

        near = coming_of_many(sums, [1.0, 0.5], drift=0.1, first=0, days=30)
        far = coming_of_many(sums, [1.0, 0.5], drift=0.1, first=30, days=30)

        self.assertEqual((near.middle, far.middle), (30_000, 15_000))
        self.assertLess(near.low, near.middle)
        self.assertEqual(coming_of_many(sums, [1.0], drift=0.1, first=0, days=0), NOTHING)

    def test_the_more_accounts_stray_together_the_wider_is_the_band(self) -> None:
        sums = Sums(orders=100_000, revenue=1e6, squares=1e7)
        calm, wild = (
            coming_of_many(sums, [1.0], drift=drift, first=0, days=30) for drift in (0.03, 0.3)
        )

        self.assertAlmostEqual(calm.low / 1e6, 1 - 1.2816 * 0.03, places=3)
        self.assertAlmostEqual(wild.low / 1e6, 1 - 1.2816 * 0.3, places=3)
