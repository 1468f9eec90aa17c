"""What is said of an account is what its orders say."""

from unittest import TestCase

import numpy as np

from forecasting.calibration import orders_between
from forecasting.forecast import fit_cohort, forecast, score
from forecasting.history import histories
from forecasting.metrics import calibration_error, log_loss
from forecasting.orders import OrderLog
from forecasting.tests.logs import FIRST, on_days, steady

THURSDAY = FIRST + 3


def weekly(count: int) -> list[int]:
    return [THURSDAY + 7 * i for i in range(count)]


class ForecastTests(TestCase):
    def test_orders_after_the_day_are_not_read(self) -> None:
        log, as_of = steady(), FIRST + 200

        whole, known = forecast(log, as_of), forecast(log.until(as_of), as_of)

        np.testing.assert_array_equal(whole.expected, known.expected)
        np.testing.assert_array_equal(whole.next_order.date, known.next_order.date)

    def test_the_same_log_gives_the_same_forecast(self) -> None:
        log = steady()

        np.testing.assert_array_equal(
            forecast(log, FIRST + 200).chance, forecast(log, FIRST + 200).chance
        )

    def test_chances_keep_their_order(self) -> None:
        found = forecast(steady(), FIRST + 220)

        self.assertTrue(np.all((found.chance >= 0) & (found.chance <= 1)))
        self.assertTrue(np.all(found.chance_7 <= found.chance + 1e-9))

    def test_the_forecast_is_calibrated_on_what_follows(self) -> None:
        log, as_of = steady(1500), FIRST + 220
        found = forecast(log, as_of)

        happened = orders_between(log, found.account, as_of, as_of + 28)

        self.assertLess(calibration_error(found.chance, happened > 0), 0.04)
        self.assertAlmostEqual(found.expected.sum() / happened.sum(), 1, delta=0.1)
        self.assertLess(log_loss(found.chance, happened > 0), log_loss(found.active, happened > 0))

    def test_a_small_company_is_told_what_its_accounts_order(self) -> None:
        log, as_of = steady(120, seed=5), FIRST + 220
        found = forecast(log, as_of)

        happened = orders_between(log, found.account, as_of, as_of + 28)

        self.assertAlmostEqual(found.expected.sum() / happened.sum(), 1, delta=0.15)

    def test_the_longer_the_silence_the_less_is_expected(self) -> None:
        log = on_days(weekly(12))

        chances = [forecast(log, THURSDAY + 77 + silent).chance[0] for silent in (7, 21, 42)]

        self.assertEqual(chances, sorted(chances, reverse=True))
        self.assertLess(chances[2], chances[0] / 2)

    def test_grades_follow_the_number_of_gaps(self) -> None:
        log = on_days(weekly(1), weekly(2), weekly(4), weekly(9))

        self.assertEqual(forecast(log, THURSDAY + 60).grade, ["D", "C", "B", "A"])

    def test_a_silent_regular_is_at_risk_with_a_stake(self) -> None:
        log = on_days(weekly(12), [day + 35 for day in weekly(12)])

        found = forecast(log, THURSDAY + 77 + 35)

        self.assertEqual(found.at_risk.tolist(), [True, False])
        self.assertGreater(found.at_stake[0], 200)

    def test_overdue_leans_on_the_cohort_where_evidence_is_thin(self) -> None:
        history = histories(on_days(weekly(2)), THURSDAY + 7 + 14)

        self.assertAlmostEqual(float(history.shrunk_gap(21.0)[0]), 7 / 4 + 21 * 3 / 4)

    def test_an_empty_log_has_no_forecast(self) -> None:
        none = np.empty(0, np.int64)

        self.assertEqual(len(forecast(OrderLog(none, none, np.empty(0)), FIRST).account), 0)


class NextOrderTests(TestCase):
    def test_a_regular_is_expected_one_gap_after_the_last_order(self) -> None:
        log = on_days(weekly(12))

        next_order = forecast(log, THURSDAY + 77 + 2).next_order

        self.assertEqual(next_order.date.tolist(), [THURSDAY + 84])
        self.assertLessEqual(next_order.earliest[0], next_order.date[0])
        self.assertGreaterEqual(next_order.latest[0], next_order.date[0])

    def test_the_date_leans_to_the_favourite_weekday(self) -> None:
        # Gaps of 6, 7 and 8 days around a Thursday habit; the last order came on a Friday.
        days = [*weekly(11), THURSDAY + 7 * 11 + 1]

        next_order = forecast(on_days(days), days[-1] + 1).next_order

        self.assertEqual(next_order.date.tolist(), [THURSDAY + 84])

    def test_a_slow_account_has_at_stake_what_its_own_gap_brings(self) -> None:
        slow = [THURSDAY - 120 + 30 * order for order in range(5)]
        log = on_days(slow, *([THURSDAY - 4, THURSDAY - 2, THURSDAY] for _ in range(9)))

        found = forecast(log, THURSDAY + 100)

        self.assertLess(found.gap[0], 20)
        self.assertLessEqual(found.at_stake[0], 100 * 28 / 30)

    def test_under_three_gaps_there_is_no_date(self) -> None:
        self.assertEqual(forecast(on_days(weekly(3)), THURSDAY + 20).next_order.date.tolist(), [0])

    def test_an_overdue_account_is_expected_after_today(self) -> None:
        next_order = forecast(on_days(weekly(12)), THURSDAY + 77 + 20).next_order

        self.assertGreater(next_order.earliest[0], THURSDAY + 77 + 20)


class CohortTests(TestCase):
    def test_a_small_cohort_is_not_calibrated(self) -> None:
        cohort = fit_cohort(steady(40), FIRST + 200)

        self.assertIsNone(cohort.calibration)
        self.assertEqual(
            len(score(cohort, histories(steady(40), FIRST + 200), FIRST + 200).gap), 40
        )

    def test_a_large_one_is(self) -> None:
        self.assertIsNotNone(fit_cohort(steady(1500), FIRST + 220).calibration)
