"""The model stands before the rules a CRM would use."""

from unittest import TestCase

from forecasting.backtest import Standing, TooShort, backtest
from forecasting.rivals import rivals
from forecasting.tests import cdnow
from forecasting.tests.logs import FIRST, on_days

SIMPLE = ("last period", "mean of three", "recency cut-off", "median gap")


class CdnowTests(TestCase):
    by_name: dict[str, Standing]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        found = backtest(cdnow.transactions(), 28, 2, rivals())
        cls.by_name = {standing.name: standing for standing in found.standings}

    def test_every_rival_took_part(self) -> None:
        self.assertEqual(next(iter(self.by_name)), "model")
        self.assertLessEqual({*SIMPLE, "BG/NBD", "LightGBM"}, set(self.by_name))

    def test_the_model_errs_least_of_the_simple_rules(self) -> None:
        best = min(self.by_name[name].rmse for name in SIMPLE)

        self.assertLess(self.by_name["model"].rmse, best)

    def test_the_model_says_chances_better_than_the_simple_rules(self) -> None:
        best = min(self.by_name[name].log_loss for name in SIMPLE)

        self.assertLess(self.by_name["model"].log_loss, best)

    def test_the_gates_that_cdnow_can_measure_are_held(self) -> None:
        model = self.by_name["model"]

        self.assertLessEqual(model.rmse_ratio, 0.76)
        self.assertGreaterEqual(model.auc, 0.735)
        self.assertLessEqual(model.calibration_error, 0.04)
        self.assertLessEqual(model.log_loss, 1.01 * self.by_name["LightGBM"].log_loss)


class LengthTests(TestCase):
    def test_a_short_log_is_refused(self) -> None:
        with self.assertRaisesRegex(TooShort, "4 periods of 28 days"):
            backtest(on_days([FIRST, FIRST + 90]), 28, 3, rivals())

    def test_where_nobody_ever_came_again_who_learns_says_so(self) -> None:
        log = on_days(*([FIRST + account % 200] for account in range(300)))

        found = backtest(log, 28, 2, rivals())

        learners = [one.rmse for one in found.standings if one.name not in SIMPLE]
        self.assertLess(max(learners), 0.01)
