from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from transfers.rules.dates import DayOrder, clock, day, moment, order_told


class DayTests(SimpleTestCase):
    def assert_refused(self, message: str, *texts: str) -> None:
        for text in texts:
            with self.subTest(text), self.assertRaisesMessage(ValueError, message):
                day(text)

    def test_the_year_may_come_first(self) -> None:
        for text in ("2026-01-09", "2026/1/9", "2026.01.09"):
            self.assertEqual(day(text), date(2026, 1, 9))

    def test_a_named_month_is_clear(self) -> None:
        for text in ("9 Jan 2026", "January 9, 2026", "9-Jan-2026", "9th January 2026"):
            self.assertEqual(day(text), date(2026, 1, 9))

    def test_a_day_above_twelve_is_clear(self) -> None:
        self.assertEqual((day("13/01/2026"), day("01/13/2026")), (date(2026, 1, 13),) * 2)

    def test_a_day_like_its_month_is_clear(self) -> None:
        self.assertEqual(day("09.09.2026"), date(2026, 9, 9))

    def test_a_time_behind_the_day_is_left_out(self) -> None:
        for text in ("2026-01-09 13:45:10", "2026-01-09T13:45:10.000Z", "9 Jan 2026 13:45"):
            self.assertEqual(day(text), date(2026, 1, 9))

    def test_dots_and_named_months_and_eight_digits_are_clear(self) -> None:
        for text in ("09.01.2026", "9.1.26", "9-Jan-26", "20260109"):
            self.assertEqual(day(text), date(2026, 1, 9))

    def test_the_order_of_a_file_settles_what_may_be_two_days(self) -> None:
        for text in ("09/01/2026", "9/1/26", "09-01-2026"):
            self.assertEqual(day(text, DayOrder.DAY_FIRST), date(2026, 1, 9))
            self.assertEqual(day(text, DayOrder.MONTH_FIRST), date(2026, 9, 1))
        self.assertEqual(day("01/13/2026", DayOrder.DAY_FIRST), date(2026, 1, 13))

    def test_the_clear_dates_of_a_file_tell_its_order(self) -> None:
        self.assertEqual(order_told(["01/02/2026", "31/01/2026"]), DayOrder.DAY_FIRST)
        self.assertEqual(order_told(["01/02/2026", "01/31/26 10:00"]), DayOrder.MONTH_FIRST)
        for unclear in (["01/02/2026"], ["31/01/2026", "01/31/2026"], ["31.01.2026"], []):
            self.assertEqual(order_told(unclear), DayOrder.UNKNOWN)

    def test_a_clock_may_count_to_twelve(self) -> None:
        self.assertEqual(clock("1/5/2026 2:30 PM"), time(14, 30))
        self.assertEqual(clock("1/5/2026 12:05 a.m."), time(0, 5))
        self.assertEqual(clock("5.1.2026 14:30:59"), time(14, 30, 59))
        self.assertIsNone(clock("5.1.2026"))
        with self.assertRaises(ValueError):
            clock("1/5/2026 13:30 PM")

    def test_a_day_that_may_be_a_month_is_refused(self) -> None:
        self.assert_refused("'09/01/2026' may be two days, day or month first", "09/01/2026")

    def test_a_day_out_of_the_calendar_is_refused(self) -> None:
        self.assert_refused("is not in the calendar", "2026-02-30", "31/31/2026", "0000-01-01")

    def test_other_text_is_refused_with_an_example(self) -> None:
        self.assert_refused(
            "such as 2026-01-09", "", "soon", "9.1.6", "9 Foo 2026", "45000", "1" * 99
        )

    @given(st.dates())
    def test_every_day_reads_as_itself(self, written: date) -> None:
        self.assertEqual(day(written.isoformat()), written)


class MomentTests(SimpleTestCase):
    def test_a_zone_is_brought_to_utc(self) -> None:
        found = moment("2026-01-09T13:45:00+05:30")

        self.assertEqual((found, found.tzinfo), (datetime(2026, 1, 9, 8, 15, tzinfo=UTC), UTC))

    def test_a_moment_without_zone_is_read_in_the_one_given(self) -> None:
        found = moment("2026-07-09 13:45", ZoneInfo("Europe/Vienna"))

        self.assertEqual(found, datetime(2026, 7, 9, 11, 45, tzinfo=UTC))

    def test_a_moment_without_any_zone_is_refused(self) -> None:
        with self.assertRaisesMessage(ValueError, "names no zone"):
            moment("2026-01-09 13:45")

    def test_a_day_alone_is_no_moment(self) -> None:
        with self.assertRaisesMessage(ValueError, "is no date and time"):
            moment("2026-01-09")

    def test_other_text_is_refused(self) -> None:
        for text in ("", "noon", "2026-02-30T10:00Z", "0001-01-01T00:00:00+14:00"):
            with self.subTest(text), self.assertRaisesMessage(ValueError, "is no date and time"):
                moment(text)
