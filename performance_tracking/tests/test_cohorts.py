"""What was learnt is kept in columns, and comes back as it was."""

from types import SimpleNamespace
from unittest import TestCase

from forecasting.forecast import Cohort, learn
from forecasting.history import histories
from forecasting.tests.logs import FIRST, steady
from performance_tracking.rules.cohorts import as_cohort, as_columns, value_columns, value_of


class CohortColumnsTests(TestCase):
    def learnt(self) -> tuple[Cohort, Cohort]:
        log, now = steady(), FIRST + 280
        history = histories(log, now)
        cohort = learn(history, log, now)
        return cohort, as_cohort(SimpleNamespace(**as_columns(cohort, history)))

    def test_a_cohort_comes_back_with_its_rhythm_and_its_order_value(self) -> None:
        cohort, again = self.learnt()

        self.assertEqual(again.model, cohort.model)
        self.assertEqual(again.value, cohort.value)

    def test_either_model_of_the_order_value_comes_back(self) -> None:
        for columns in ({"p": 6.0, "q": 3.0, "v": 15.0}, {"prior": 0.3, "centre": 5.5}):
            self.assertEqual(value_columns(value_of(columns)), columns)
        self.assertIsNone(value_columns(value_of(None)))
