"""The regressions find the weights that made the data."""

from unittest import TestCase

import numpy as np

from forecasting.metrics import auc, calibration_error, log_loss, rmse, rmsle
from forecasting.regression import CHANCES, COUNTS, fit, predict

WEIGHTS = np.array([-0.5, 0.8, -0.4])
ROWS = 20_000


class RegressionTests(TestCase):
    def setUp(self) -> None:
        self.chance = np.random.default_rng(5)
        self.rows = self.chance.normal(size=(ROWS, 2))
        self.eta = WEIGHTS[0] + self.rows @ WEIGHTS[1:]

    def test_counts_are_recovered(self) -> None:
        orders = self.chance.poisson(np.exp(self.eta)).astype(float)

        np.testing.assert_allclose(fit(COUNTS, self.rows, orders), WEIGHTS, atol=0.03)

    def test_chances_are_recovered(self) -> None:
        happened = self.chance.random(ROWS) < 1 / (1 + np.exp(-self.eta))

        np.testing.assert_allclose(fit(CHANCES, self.rows, happened * 1.0), WEIGHTS, atol=0.06)

    def test_the_mean_forecast_is_the_mean_that_happened(self) -> None:
        orders = self.chance.poisson(np.exp(self.eta)).astype(float)

        forecast = predict(COUNTS, fit(COUNTS, self.rows, orders), self.rows)

        self.assertAlmostEqual(forecast.mean(), orders.mean(), places=3)

    def test_nothing_ever_happening_is_no_error(self) -> None:
        weights = fit(CHANCES, self.rows, np.zeros(ROWS))

        self.assertLess(predict(CHANCES, weights, self.rows).max(), 1e-3)


class MetricsTests(TestCase):
    def test_errors_by_hand(self) -> None:
        self.assertAlmostEqual(rmse(np.array([1.0, 2.0]), np.array([1.0, 4.0])), 2**0.5)
        self.assertAlmostEqual(rmsle(np.array([0.0]), np.array([np.e - 1])), 1)

    def test_a_sure_and_wrong_chance_costs_much(self) -> None:
        self.assertAlmostEqual(log_loss(np.array([0.5]), np.array([True])), np.log(2))
        self.assertGreater(log_loss(np.array([0.999]), np.array([False])), 6)

    def test_ranking_counts_pairs_and_halves_ties(self) -> None:
        happened = np.array([True, False, True, False])

        self.assertAlmostEqual(auc(np.array([0.9, 0.1, 0.5, 0.5]), happened), 3.5 / 4)

    def test_calibration_is_the_mean_distance_over_ten_bins(self) -> None:
        chance = np.repeat(np.linspace(0.05, 0.95, 10), 20)
        exact = np.tile(np.arange(20), 10) < chance * 20

        self.assertAlmostEqual(calibration_error(chance, exact), 0)
        self.assertGreater(calibration_error(np.full(100, 0.9), np.zeros(100, bool)), 0.89)
