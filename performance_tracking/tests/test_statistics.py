"""What is stored of an account's orders is all that the models read."""

from datetime import date

import numpy as np
from django.test import SimpleTestCase

from forecasting.history import Histories, histories
from forecasting.orders import OrderLog
from forecasting.tests.logs import FIRST, steady
from performance_tracking.rules.statistics import Orders, history_of, statistics_of

DAY = 86_400 * 10**6
EPOCH = date(1970, 1, 1).toordinal()


def orders_of(log: OrderLog) -> Orders:
    return Orders(log.account, (log.day - EPOCH) * DAY, log.day, np.rint(log.amount * 100))


class StatisticsTests(SimpleTestCase):
    def assert_same(self, found: Histories, wanted: Histories) -> None:
        for name in Histories.__slots__:
            with self.subTest(name):
                got, expected = getattr(found, name), getattr(wanted, name)
                np.testing.assert_allclose(
                    np.asarray(got, float), np.asarray(expected, float), atol=0.01
                )

    def test_stored_rows_give_the_histories_of_the_log(self) -> None:
        log = steady(50)
        until = FIRST + 280
        rows = statistics_of(orders_of(log.until(until)))

        found = history_of(rows, np.full(len(rows["lead_id"]), until))

        self.assert_same(found, histories(log, until))

    def test_the_windows_move_on_with_the_day_they_are_read_for(self) -> None:
        log = steady(50).until(FIRST + 200)
        rows = statistics_of(orders_of(log))

        found = history_of(rows, np.full(len(rows["lead_id"]), FIRST + 240))

        self.assert_same(found, histories(log, FIRST + 240))

    def test_the_last_twenty_six_weeks_are_kept_and_no_more(self) -> None:
        log = steady(20, weeks=60)
        until = FIRST + 419

        rows = statistics_of(orders_of(log.until(until)))

        self.assert_same(history_of(rows, np.full(20, until)), histories(log, until))

    def test_two_orders_of_a_day_are_one_event_with_both_amounts(self) -> None:
        day = np.array([FIRST, FIRST, FIRST + 7])
        orders = Orders(np.zeros(3, int), np.arange(3) * DAY, day, np.array([100.0, 250, 700]))

        rows = statistics_of(orders)

        self.assertEqual((rows["orders"], rows["gaps"], rows["priced"]), ([3], [1], [2]))
        self.assertEqual(rows["order_value"], [5.25])
        self.assertEqual([str(sum_) for sum_ in rows["revenue"]], ["10.50"])
        self.assertEqual([str(mean) for mean in rows["average_order_value"]], ["3.50"])

    def test_an_unknown_price_is_no_price_of_nothing(self) -> None:
        day = np.array([FIRST, FIRST + 7, FIRST + 14])
        cents = np.array([1000.0, np.nan, 3000.0])

        rows = statistics_of(Orders(np.zeros(3, int), np.arange(3) * DAY, day, cents))

        self.assertEqual((rows["gaps"], rows["priced"], rows["order_value"]), ([2], [2], [20.0]))
        self.assertEqual([str(mean) for mean in rows["average_order_value"]], ["20.00"])

    def test_no_orders_are_no_rows(self) -> None:
        nothing = np.zeros(0, dtype=np.int64)

        rows = statistics_of(Orders(nothing, nothing, nothing, np.zeros(0)))

        self.assertEqual({len(column) for column in rows.values()}, {0})
