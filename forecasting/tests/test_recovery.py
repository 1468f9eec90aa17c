"""Parameters put into a simulation come out of the fit."""

from unittest import TestCase

import numpy as np

from forecasting.arrays import Floats
from forecasting.fitting import likeliest

ACCOUNTS = 10_000
WEEKS = 52.0
PUT_IN = {"r": 1.5, "alpha": 0.8, "a": 0.6, "b": 4.0}


def simulated(k: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Return x, t_x, T and litt of accounts ordering every k-th event of their own rate."""
    chance = np.random.default_rng(7)
    rate = chance.gamma(PUT_IN["r"], 1 / PUT_IN["alpha"], ACCOUNTS)
    leaves = chance.beta(PUT_IN["a"], PUT_IN["b"], ACCOUNTS)
    x, t_x, litt = np.zeros(ACCOUNTS), np.zeros(ACCOUNTS), np.zeros(ACCOUNTS)
    active = chance.random(ACCOUNTS) >= leaves
    while active.any():
        gap = chance.gamma(k, 1 / rate)
        active &= t_x + gap <= WEEKS
        x, t_x = np.where(active, x + 1, x), np.where(active, t_x + gap, t_x)
        litt = np.where(active, litt + np.log(gap), litt)
        active &= chance.random(ACCOUNTS) >= leaves
    return x, t_x, np.full(ACCOUNTS, WEEKS), litt


class RecoveryTests(TestCase):
    def test_it_finds_the_rhythm_that_was_simulated(self) -> None:
        model = likeliest(simulated(3))

        self.assertEqual(model.k, 3)
        self.assertAlmostEqual(model.r / PUT_IN["r"], 1, delta=0.05)
        self.assertAlmostEqual(model.alpha / PUT_IN["alpha"], 1, delta=0.05)
        share = PUT_IN["a"] / (PUT_IN["a"] + PUT_IN["b"])
        self.assertAlmostEqual(model.a / (model.a + model.b) / share, 1, delta=0.10)
