import numpy as np
from django.test import SimpleTestCase

from forecasting.forecast import fit_cohort, score
from forecasting.history import histories
from forecasting.tests.logs import FIRST, steady


class ChanceOfAWeekTests(SimpleTestCase):
    def test_a_week_is_as_likely_as_it_turns_out(self) -> None:
        log, as_of = steady(1500), FIRST + 240
        known = histories(log, as_of)

        said = score(fit_cohort(log, as_of), known, as_of).chance_7

        later = log.between(as_of, as_of + 7).account
        happened = np.isin(known.account, later)
        for low, high in ((0.0, 0.3), (0.3, 0.7), (0.7, 1.0)):
            some = (said >= low) & (said <= high)
            with self.subTest(low=low):
                self.assertGreater(int(some.sum()), 50)
                self.assertAlmostEqual(said[some].mean(), happened[some].mean(), delta=0.1)
