"""Every row of "numbers a test replicates": the papers' own figures come out of our code."""

from unittest import TestCase

import numpy as np

from forecasting.arrays import Floats
from forecasting.fitting import columns, fit_k, likeliest, total
from forecasting.history import histories
from forecasting.rhythm import Rhythm, expected_from_start, expected_orders, log_likelihood
from forecasting.tests import cdnow
from forecasting.value import fit_value, value_log_likelihood


def one(*values: float) -> tuple[Floats, ...]:
    return tuple(np.array([value]) for value in values)


class CdnowTests(TestCase):
    def setUp(self) -> None:
        x, t_x, age = cdnow.summary()
        self.data = (x, t_x, age, np.zeros_like(x))

    def test_bg_nbd_finds_the_parameters_of_the_paper(self) -> None:
        model = fit_k(self.data, k=1, leaves_at_once=False)

        self.assertAlmostEqual(model.r, 0.2426, delta=0.001)
        self.assertAlmostEqual(model.alpha, 4.4135, delta=0.005)
        self.assertAlmostEqual(model.a, 0.7929, delta=0.001)
        self.assertAlmostEqual(model.b, 2.4258, delta=0.001)
        self.assertAlmostEqual(total(model, self.data), -9582.43, delta=0.01)

    def test_mbg_nbd_finds_its_parameters(self) -> None:
        model = fit_k(self.data, k=1)

        self.assertAlmostEqual(model.r, 0.5248, delta=0.001)
        self.assertAlmostEqual(model.alpha, 6.183, delta=0.005)
        self.assertAlmostEqual(model.a, 0.8914, delta=0.001)
        self.assertAlmostEqual(model.b, 1.614, delta=0.001)
        self.assertAlmostEqual(total(model, self.data), -9582.13, delta=0.01)

    def test_music_is_not_bought_at_a_rhythm(self) -> None:
        history = histories(cdnow.transactions(), cdnow.CALIBRATION_ENDS.toordinal())

        self.assertEqual(len(history.orders), 2357)
        self.assertEqual(likeliest(columns(history)).k, 1)

    def test_gamma_gamma_finds_the_parameters_of_the_note(self) -> None:
        orders, mean = cdnow.repeaters()
        model = fit_value(orders, mean)

        self.assertEqual(len(orders), 946)
        assert model is not None
        for found, printed in ((model.p, 6.249), (model.q, 3.745), (model.v, 15.448)):
            self.assertAlmostEqual(found, printed, delta=0.01)
        self.assertAlmostEqual(value_log_likelihood(model, orders, mean), -4055.92, delta=0.01)


class FormulaTests(TestCase):
    BG = Rhythm(1, 0.2426, 4.4135, 0.7929, 2.4258, leaves_at_once=False)

    def test_bg_nbd_expects_what_the_paper_expects_of_one_customer(self) -> None:
        found = expected_orders(self.BG, *one(2, 30.43, 38.86, 39))

        self.assertAlmostEqual(found[0], 1.2259, delta=0.001)

    def test_bg_nbd_expects_what_the_paper_expects_of_a_new_customer(self) -> None:
        weeks = np.array([0.1429, 1, 3, 31.8571, 32, 78])

        found = expected_from_start(self.BG, weeks)

        printed = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576]
        np.testing.assert_allclose(found, printed, atol=0.001)

    def test_the_likelihood_of_regular_orders_is_that_of_the_library(self) -> None:
        model = Rhythm(3, 0.5, 2, 0.3, 0.6, leaves_at_once=False)

        found = log_likelihood(
            model, np.array([3.0, 4.0]), np.full(2, 12.0), np.full(2, 14.0), np.full(2, 3.0)
        )

        np.testing.assert_allclose(found, [-10.42500, -12.22396], atol=1e-5)

    def test_expected_orders_of_lapsed_regulars_are_those_of_the_library(self) -> None:
        model = Rhythm(2, 1.3292, 2.8126, 0.4247, 0.7900)
        x = np.arange(1.0, 6.0)

        found = expected_orders(model, x, np.full(5, 12.0), np.full(5, 52.0), np.full(5, 52.0))

        np.testing.assert_allclose(found, [0.2823, 0.0754, 0.0130, 0.0018, 0.0002], atol=1e-4)
