from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.test import SimpleTestCase

from call_planning.rules.frequency import anchor_after, next_due


def month_days(start: date, *, frequency: str, calls: int) -> list[str]:
    """The due days of a plan whose KAM calls on every due day."""
    day, due_day, anchor, days = start, None, start.day, []
    for _ in range(calls):
        anchor = anchor_after(day, due_day=due_day, anchor_day=anchor)
        called = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        due, anchor = next_due(
            called, frequency=frequency, interval_days=None, zone=UTC, anchor_day=anchor
        )
        day = due_day = due.date()
        days.append(day.isoformat())
    return days


class MonthEndTests(SimpleTestCase):
    def test_31_january_goes_to_28_february_and_back_to_31_march(self) -> None:
        days = month_days(date(2025, 1, 31), frequency="MONTHLY", calls=4)

        self.assertEqual(days, ["2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"])

    def test_31_january_of_a_leap_year_goes_to_29_february(self) -> None:
        days = month_days(date(2028, 1, 31), frequency="MONTHLY", calls=2)

        self.assertEqual(days, ["2028-02-29", "2028-03-31"])

    def test_the_leap_day_goes_on_as_the_29th_each_month(self) -> None:
        days = month_days(date(2028, 2, 29), frequency="MONTHLY", calls=13)

        self.assertEqual(days[0], "2028-03-29")
        self.assertEqual(days[11:], ["2029-02-28", "2029-03-29"])

    def test_the_leap_day_goes_on_as_the_29th_each_quarter(self) -> None:
        days = month_days(date(2028, 2, 29), frequency="QUARTERLY", calls=5)

        self.assertEqual(
            days, ["2028-05-29", "2028-08-29", "2028-11-29", "2029-02-28", "2029-05-29"]
        )

    def test_a_quarter_from_30_november_is_shortened_once(self) -> None:
        days = month_days(date(2024, 11, 30), frequency="QUARTERLY", calls=2)

        self.assertEqual(days, ["2025-02-28", "2025-05-30"])

    def test_december_goes_to_january_of_the_next_year(self) -> None:
        days = month_days(date(2024, 12, 31), frequency="MONTHLY", calls=2)

        self.assertEqual(days, ["2025-01-31", "2025-02-28"])

    def test_a_late_call_moves_the_plan_to_its_own_day(self) -> None:
        called = datetime(2025, 3, 2, 9, tzinfo=UTC)
        anchor = anchor_after(called.date(), due_day=date(2025, 2, 28), anchor_day=31)

        due, remembered = next_due(
            called, frequency="MONTHLY", interval_days=None, zone=UTC, anchor_day=anchor
        )

        self.assertEqual((due.date(), remembered), (date(2025, 4, 2), 2))

    def test_the_month_is_the_owners_month(self) -> None:
        auckland = ZoneInfo("Pacific/Auckland")
        called = datetime(2025, 1, 31, 20, tzinfo=UTC)  # 1 February, 09:00 there

        due, remembered = next_due(
            called, frequency="MONTHLY", interval_days=None, zone=auckland, anchor_day=None
        )

        self.assertEqual(due.astimezone(auckland).isoformat(), "2025-03-01T09:00:00+13:00")
        self.assertEqual(remembered, 1)

    def test_an_interval_in_days_forgets_an_old_anchor(self) -> None:
        called = datetime(2025, 3, 10, 9, tzinfo=UTC)

        _, remembered = next_due(
            called, frequency="WEEKLY", interval_days=None, zone=UTC, anchor_day=31
        )

        self.assertEqual(remembered, 10)

    def test_it_refuses_an_anchor_that_is_no_day_of_a_month(self) -> None:
        called = datetime(2025, 3, 10, 9, tzinfo=UTC)

        for anchor in (0, 32):
            with self.subTest(anchor=anchor), self.assertRaisesMessage(ValueError, "1 to 31"):
                next_due(
                    called, frequency="MONTHLY", interval_days=None, zone=UTC, anchor_day=anchor
                )
