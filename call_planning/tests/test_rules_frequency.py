from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.test import SimpleTestCase

from call_planning.rules.frequency import (
    Frequency,
    anchor_after,
    check_interval,
    first_due,
    next_due,
    nominal_days,
)

KOLKATA = ZoneInfo("Asia/Kolkata")
NEW_YORK = ZoneInfo("America/New_York")
NOT_CUSTOM = [frequency for frequency in Frequency if frequency != Frequency.CUSTOM]
CALLED = datetime(2024, 12, 28, 10, tzinfo=UTC)


def due_after(called: datetime, frequency: str, *, interval_days: int | None = None) -> datetime:
    due, _ = next_due(
        called, frequency=frequency, interval_days=interval_days, zone=UTC, anchor_day=None
    )
    return due


class CheckIntervalTests(SimpleTestCase):
    def test_it_takes_custom_from_1_to_730_days(self) -> None:
        check_interval(Frequency.CUSTOM, interval_days=1)
        check_interval(Frequency.CUSTOM, interval_days=730)

    def test_it_refuses_custom_without_a_whole_number_in_range(self) -> None:
        for days in (None, 0, 731, -1, True, 1.5, "7"):
            with self.subTest(days=days), self.assertRaisesMessage(ValueError, "from 1 to 730"):
                check_interval(Frequency.CUSTOM, interval_days=days)  # type: ignore[arg-type]

    def test_it_takes_every_other_frequency_without_days(self) -> None:
        for frequency in NOT_CUSTOM:
            with self.subTest(frequency=frequency):
                check_interval(frequency, interval_days=None)

    def test_it_refuses_days_for_every_other_frequency(self) -> None:
        for frequency in NOT_CUSTOM:
            with self.subTest(frequency), self.assertRaisesMessage(ValueError, "CUSTOM only"):
                check_interval(frequency, interval_days=7)

    def test_it_refuses_an_unknown_frequency(self) -> None:
        with self.assertRaisesMessage(ValueError, "'HOURLY' is not a frequency."):
            check_interval("HOURLY", interval_days=None)


class NominalDaysTests(SimpleTestCase):
    def test_it_counts_days_and_weeks_as_they_are(self) -> None:
        days = [nominal_days(name) for name in ("DAILY", "WEEKLY", "BIWEEKLY")]

        self.assertEqual(days, [1, 7, 14])

    def test_it_counts_a_mean_month(self) -> None:
        self.assertEqual(nominal_days("MONTHLY"), 30.4375)
        self.assertEqual(nominal_days("QUARTERLY"), 91.3125)

    def test_it_counts_custom_days(self) -> None:
        self.assertEqual(nominal_days("CUSTOM", interval_days=730), 730)


class FirstDueTests(SimpleTestCase):
    def test_it_is_midnight_of_the_next_day_as_printed(self) -> None:
        due = first_due(CALLED, frequency="DAILY", interval_days=None, zone=UTC)

        self.assertEqual(due, datetime(2024, 12, 29, tzinfo=UTC))

    def test_it_counts_from_the_owners_day(self) -> None:
        created = datetime(2024, 12, 28, 20, tzinfo=UTC)  # already the 29th in Kolkata

        due = first_due(created, frequency="DAILY", interval_days=None, zone=KOLKATA)

        self.assertEqual(due, datetime(2024, 12, 30, tzinfo=KOLKATA))

    def test_it_clamps_a_month_to_its_last_day(self) -> None:
        created = datetime(2025, 1, 31, 12, tzinfo=UTC)

        due = first_due(created, frequency="MONTHLY", interval_days=None, zone=UTC)

        self.assertEqual(due, datetime(2025, 2, 28, tzinfo=UTC))

    def test_it_starts_at_the_first_minute_of_a_day_without_midnight(self) -> None:
        beirut = ZoneInfo("Asia/Beirut")  # the clocks skip 00:00 to 01:00 on 31 March 2024
        created = datetime(2024, 3, 30, 12, tzinfo=UTC)

        due = first_due(created, frequency="DAILY", interval_days=None, zone=beirut)

        self.assertEqual(due.astimezone(beirut).isoformat(), "2024-03-31T01:00:00+03:00")

    def test_it_takes_the_first_of_two_midnights(self) -> None:
        havana = ZoneInfo("America/Havana")  # 3 November 2024 has two
        created = datetime(2024, 11, 2, 12, tzinfo=UTC)

        due = first_due(created, frequency="DAILY", interval_days=None, zone=havana)

        self.assertEqual(due, datetime(2024, 11, 3, 4, tzinfo=UTC))

    def test_it_reaches_730_days_ahead(self) -> None:
        due = first_due(CALLED, frequency="CUSTOM", interval_days=730, zone=UTC)

        self.assertEqual(due, datetime(2026, 12, 28, tzinfo=UTC))


class NextDueTests(SimpleTestCase):
    def test_a_daily_call_is_due_the_next_day_as_printed(self) -> None:
        self.assertEqual(due_after(CALLED, "DAILY"), datetime(2024, 12, 29, 10, tzinfo=UTC))

    def test_a_weekly_call_is_due_seven_days_later_as_printed(self) -> None:
        self.assertEqual(due_after(CALLED, "WEEKLY"), datetime(2025, 1, 4, 10, tzinfo=UTC))

    def test_a_biweekly_call_crosses_the_year_end(self) -> None:
        self.assertEqual(due_after(CALLED, "BIWEEKLY"), datetime(2025, 1, 11, 10, tzinfo=UTC))

    def test_a_custom_call_is_due_after_1_day(self) -> None:
        due = due_after(CALLED, "CUSTOM", interval_days=1)

        self.assertEqual(due, CALLED + timedelta(days=1))

    def test_a_custom_call_is_due_after_730_days(self) -> None:
        due = due_after(CALLED, "CUSTOM", interval_days=730)

        self.assertEqual(due, datetime(2026, 12, 28, 10, tzinfo=UTC))

    def test_it_keeps_seconds_and_microseconds(self) -> None:
        called = datetime(2024, 12, 28, 10, 1, 2, 3, tzinfo=UTC)

        self.assertEqual(due_after(called, "DAILY"), called + timedelta(days=1))

    def test_it_answers_in_utc(self) -> None:
        called = datetime(2024, 12, 28, 10, tzinfo=KOLKATA)

        self.assertIs(due_after(called, "DAILY").tzinfo, UTC)

    def test_it_refuses_a_time_without_a_zone(self) -> None:
        with self.assertRaisesMessage(ValueError, "needs a time zone"):
            due_after(datetime(2024, 12, 28), "DAILY")  # noqa: DTZ001

    def test_it_refuses_an_interval_that_does_not_fit(self) -> None:
        with self.assertRaisesMessage(ValueError, "CUSTOM only"):
            due_after(CALLED, "DAILY", interval_days=3)

    def test_it_refuses_what_falls_past_the_year_9999(self) -> None:
        last = datetime(9999, 12, 31, 23, tzinfo=UTC)

        for frequency in NOT_CUSTOM:
            with self.subTest(frequency), self.assertRaisesMessage(ValueError, "1 to 9999"):
                due_after(last, frequency)

    def test_it_refuses_what_only_utc_puts_past_the_year_9999(self) -> None:
        called = datetime(9999, 12, 30, 23, tzinfo=NEW_YORK)

        with self.assertRaisesMessage(ValueError, "1 to 9999"):
            next_due(called, frequency="DAILY", interval_days=None, zone=NEW_YORK, anchor_day=None)

    def test_it_refuses_what_only_the_zone_puts_before_the_year_1(self) -> None:
        called = datetime(1, 1, 1, tzinfo=UTC)

        with self.assertRaisesMessage(ValueError, "1 to 9999"):
            next_due(called, frequency="DAILY", interval_days=None, zone=NEW_YORK, anchor_day=None)


class AnchorAfterTests(SimpleTestCase):
    def test_31_outlives_a_call_on_the_shortened_due_day(self) -> None:
        day = date(2025, 2, 28)

        self.assertEqual(anchor_after(day, due_day=day, anchor_day=31), 31)

    def test_a_call_before_the_due_day_sets_its_own_day(self) -> None:
        anchor = anchor_after(date(2025, 2, 27), due_day=date(2025, 2, 28), anchor_day=31)

        self.assertEqual(anchor, 27)

    def test_a_call_after_the_due_day_sets_its_own_day(self) -> None:
        anchor = anchor_after(date(2025, 3, 2), due_day=date(2025, 2, 28), anchor_day=31)

        self.assertEqual(anchor, 2)

    def test_a_due_day_that_was_not_shortened_sets_its_own_day(self) -> None:
        day = date(2025, 2, 1)

        self.assertEqual(anchor_after(day, due_day=day, anchor_day=31), 1)

    def test_a_plan_without_an_anchor_takes_the_day_of_the_call(self) -> None:
        day = date(2025, 2, 28)

        self.assertEqual(anchor_after(day, due_day=day, anchor_day=None), 28)

    def test_a_plan_without_a_due_day_takes_the_day_of_the_call(self) -> None:
        self.assertEqual(anchor_after(date(2025, 2, 28), due_day=None, anchor_day=31), 28)
