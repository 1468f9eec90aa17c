"""How much of two forecasts is taken, what happened decides."""

from unittest import TestCase

import numpy as np

from forecasting.metrics import log_loss
from forecasting.pooling import share_of_chances, share_of_counts


class SharesTests(TestCase):
    def setUp(self) -> None:
        self.draw = np.random.default_rng(2)
        self.truth = self.draw.gamma(1, 2, 4000)
        self.happened = self.draw.poisson(self.truth).astype(float)

    def test_the_better_forecast_of_counts_is_taken_whole(self) -> None:
        far = self.truth + self.draw.normal(0, 3, 4000)

        self.assertGreater(share_of_counts(self.truth, far, self.happened), 0.95)
        self.assertLess(share_of_counts(far, self.truth, self.happened), 0.05)

    def test_two_that_err_apart_are_mixed(self) -> None:
        one, other = (self.truth + self.draw.normal(0, 1, 4000) for _ in range(2))

        self.assertAlmostEqual(share_of_counts(one, other, self.happened), 0.5, delta=0.1)

    def test_of_two_alike_ours_is_taken(self) -> None:
        self.assertEqual(share_of_counts(self.truth, self.truth, self.happened), 1.0)

    def test_a_share_of_chances_has_the_least_log_loss_of_all(self) -> None:
        chance = 1 - np.exp(-self.truth)
        one, other = chance**2, np.sqrt(chance)

        share = share_of_chances(one, other, self.happened > 0)

        losses = [log_loss(s * one + (1 - s) * other, self.happened > 0) for s in GRID]
        self.assertAlmostEqual(share, GRID[int(np.argmin(losses))], delta=0.02)

    def test_chances_that_only_do_harm_are_left_out(self) -> None:
        chance = 1 - np.exp(-self.truth)

        self.assertLess(share_of_chances(1 - chance, chance, self.happened > 0), 0.01)
        self.assertGreater(share_of_chances(chance, 1 - chance, self.happened > 0), 0.99)


GRID = np.linspace(0, 1, 101)
