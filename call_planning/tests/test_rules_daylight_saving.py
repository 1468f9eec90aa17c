from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from call_planning.rules.frequency import next_due
from call_planning.rules.wall_time import local_day

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")


def next_local(called: str, *, zone: str, frequency: str = "DAILY") -> str:
    """The next due time on the owner's clock, for a call at `called` on the owner's clock."""
    owner = ZoneInfo(zone)
    moment = datetime.fromisoformat(called).replace(tzinfo=owner)
    due, _ = next_due(moment, frequency=frequency, interval_days=None, zone=owner, anchor_day=None)
    return due.astimezone(owner).isoformat(timespec="minutes")


class LondonTests(SimpleTestCase):
    def test_it_keeps_the_clock_time_in_spring(self) -> None:
        due = next_local("2025-03-29T10:00", zone="Europe/London")

        self.assertEqual(due, "2025-03-30T10:00+01:00")

    def test_it_keeps_the_clock_time_in_autumn(self) -> None:
        due = next_local("2025-10-25T10:00", zone="Europe/London")

        self.assertEqual(due, "2025-10-26T10:00+00:00")

    def test_it_moves_a_skipped_time_forward(self) -> None:
        due = next_local("2025-03-29T01:30", zone="Europe/London")

        self.assertEqual(due, "2025-03-30T02:30+01:00")

    def test_it_takes_the_first_of_two_times(self) -> None:
        due = next_local("2025-10-25T01:30", zone="Europe/London")

        self.assertEqual(due, "2025-10-26T01:30+01:00")


class NewYorkTests(SimpleTestCase):
    def test_it_keeps_the_clock_time_in_spring(self) -> None:
        due = next_local("2025-03-03T14:00", zone="America/New_York", frequency="WEEKLY")

        self.assertEqual(due, "2025-03-10T14:00-04:00")

    def test_it_keeps_the_clock_time_in_autumn(self) -> None:
        due = next_local("2025-10-15T14:00", zone="America/New_York", frequency="MONTHLY")

        self.assertEqual(due, "2025-11-15T14:00-05:00")

    def test_it_moves_a_skipped_time_forward(self) -> None:
        due = next_local("2025-03-08T02:30", zone="America/New_York")

        self.assertEqual(due, "2025-03-09T03:30-04:00")

    def test_it_takes_the_first_of_two_times(self) -> None:
        due = next_local("2025-11-01T01:30", zone="America/New_York")

        self.assertEqual(due, "2025-11-02T01:30-04:00")


class LordHoweTests(SimpleTestCase):
    def test_it_keeps_the_clock_time_in_spring(self) -> None:
        due = next_local("2025-10-04T10:00", zone="Australia/Lord_Howe")

        self.assertEqual(due, "2025-10-05T10:00+11:00")

    def test_it_keeps_the_clock_time_in_autumn(self) -> None:
        due = next_local("2025-04-05T10:00", zone="Australia/Lord_Howe")

        self.assertEqual(due, "2025-04-06T10:00+10:30")

    def test_it_moves_a_skipped_time_forward_by_half_an_hour(self) -> None:
        due = next_local("2025-10-04T02:15", zone="Australia/Lord_Howe")

        self.assertEqual(due, "2025-10-05T02:45+11:00")

    def test_it_takes_the_first_of_two_times(self) -> None:
        due = next_local("2025-04-05T01:45", zone="Australia/Lord_Howe")

        self.assertEqual(due, "2025-04-06T01:45+11:00")


class KolkataTests(SimpleTestCase):
    def test_it_keeps_the_clock_time_all_year(self) -> None:
        due = next_local("2025-02-28T10:00", zone="Asia/Kolkata", frequency="QUARTERLY")

        self.assertEqual(due, "2025-05-28T10:00+05:30")


class EverywhereTests(SimpleTestCase):
    @settings(database=None, deadline=None, derandomize=True)
    @given(
        called=st.datetimes(
            min_value=datetime(1990, 1, 1),  # noqa: DTZ001
            max_value=datetime(2090, 1, 1),  # noqa: DTZ001
            timezones=st.just(UTC),
        ),
        zone=st.sampled_from(ZONES),
        days=st.integers(1, 730),
    )
    def test_a_custom_plan_is_due_that_many_local_days_later(
        self, called: datetime, zone: str, days: int
    ) -> None:
        owner = ZoneInfo(zone)

        due, _ = next_due(
            called, frequency="CUSTOM", interval_days=days, zone=owner, anchor_day=None
        )

        expected = local_day(called, zone=owner) + timedelta(days=days)
        self.assertEqual(local_day(due, zone=owner), expected)

    def test_a_day_that_never_was_moves_to_the_next(self) -> None:
        due = next_local("2011-12-29T10:00", zone="Pacific/Apia")

        self.assertEqual(due, "2011-12-31T10:00+14:00")
