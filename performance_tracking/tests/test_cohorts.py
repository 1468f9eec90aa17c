"""What was learnt is kept in columns, and comes back as it was."""

from dataclasses import replace
from types import SimpleNamespace
from unittest import TestCase

import numpy as np

from forecasting.calibration import Calibration
from forecasting.forecast import Cohort, learn
from forecasting.history import histories
from forecasting.tests.logs import FIRST, steady
from performance_tracking.rules.cohorts import (
    LEARNT,
    as_cohort,
    as_columns,
    outlook,
    value_columns,
    value_of,
)


class CohortColumnsTests(TestCase):
    def learnt(self) -> tuple[Cohort, Cohort]:
        log, now = steady(), FIRST + 280
        history = histories(log, now)
        rows = np.arange(9.0)
        calibration = Calibration(rows[1:], rows[1:], rows, rows, of_counts=0.7, of_chances=0.9)
        cohort = replace(learn(history, log, now), calibration=calibration, season=0.8)
        return cohort, as_cohort(SimpleNamespace(**as_columns(cohort, history, drift=0.1)))

    def test_a_cohort_comes_back_with_its_rhythm_and_its_order_value(self) -> None:
        cohort, again = self.learnt()

        self.assertEqual(again.model, cohort.model)
        self.assertEqual(again.value, cohort.value)

    def test_its_calibration_and_season_come_back(self) -> None:
        _, again = self.learnt()
        assert again.calibration

        self.assertIsNotNone(again.model.plain)
        self.assertEqual(again.season, 0.8)
        self.assertEqual((again.calibration.of_counts, again.calibration.of_chances), (0.7, 0.9))
        self.assertEqual(again.calibration.counts.tolist(), [*range(9)])

    def test_a_cohort_kept_before_there_were_shares_is_read_as_it_was_meant(self) -> None:
        cohort, _ = self.learnt()
        columns = as_columns(cohort, histories(steady(), FIRST + 280), drift=0.1)
        month = {name: columns["calibration"]["month"][name] for name in LEARNT}

        old = as_cohort(SimpleNamespace(**columns | {"calibration": {"month": month}}))

        assert old.calibration
        self.assertEqual((old.calibration.of_counts, old.calibration.of_chances), (1.0, 1.0))
        self.assertEqual((old.model.plain, old.season), (None, 1.0))

    def test_the_season_is_taken_out_of_the_months_after_the_next(self) -> None:
        cohort, _ = self.learnt()
        history = histories(steady(), FIRST + 280)

        usual, dip = (outlook(cohort.model, history, season=season) for season in (1.0, 0.5))

        self.assertEqual(dip[0], 1.0)
        self.assertAlmostEqual(dip[1], 2 * usual[1])

    def test_either_model_of_the_order_value_comes_back(self) -> None:
        for columns in ({"p": 6.0, "q": 3.0, "v": 15.0}, {"prior": 0.3, "centre": 5.5}):
            self.assertEqual(value_columns(value_of(columns)), columns)
        self.assertIsNone(value_columns(value_of(None)))
