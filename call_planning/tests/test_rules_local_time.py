from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from call_planning.rules.local_time import CallWindow, callable_now, local_time_text

ROME = ZoneInfo("Europe/Rome")
Week = dict[str, dict[str, list[list[str]]]]

LUNCH: Week = {
    "mon": {"open": [["11:00", "15:00"]], "rush": [["12:00", "14:00"]]},
    "tue": {"open": [["11:00", "15:00"]]},
}
NIGHT: Week = {"mon": {"open": [["18:00", "02:00"]], "rush": [["23:30", "00:30"]]}}


def window(clock: str, hours: Week | None) -> CallWindow:
    """At `clock` in Rome; 10 March 2025 is a Monday."""
    now = datetime.fromisoformat(clock).replace(tzinfo=ROME)
    return callable_now(now, zone=ROME, service_hours=hours)


class LocalTimeTextTests(SimpleTestCase):
    def test_it_shows_the_clock_and_the_zone(self) -> None:
        now = datetime(2025, 7, 1, 12, 5, tzinfo=UTC)

        self.assertEqual(local_time_text(now, zone=ZoneInfo("Europe/London")), "13:05 BST")

    def test_it_shows_the_offset_of_a_zone_without_a_name(self) -> None:
        now = datetime(2025, 7, 1, 12, tzinfo=UTC)

        self.assertEqual(local_time_text(now, zone=ZoneInfo("Asia/Kathmandu")), "17:45 UTC+05:45")
        self.assertEqual(local_time_text(now, zone=ZoneInfo("Asia/Dubai")), "16:00 UTC+04:00")

    def test_it_refuses_a_time_without_a_zone(self) -> None:
        with self.assertRaisesMessage(ValueError, "needs a time zone"):
            local_time_text(datetime(2025, 7, 1), zone=ROME)  # noqa: DTZ001


class UnknownHoursTests(SimpleTestCase):
    def test_it_calls_from_nine(self) -> None:
        unknown: tuple[Week | None, ...] = (None, {}, {"mon": {}})
        for hours in unknown:
            with self.subTest(hours=hours):
                self.assertFalse(window("2025-03-10T08:59", hours).callable)
                self.assertTrue(window("2025-03-10T09:00", hours).callable)

    def test_it_stops_at_twenty_one(self) -> None:
        self.assertTrue(window("2025-03-10T20:59", None).callable)
        self.assertFalse(window("2025-03-10T21:00", None).callable)

    def test_it_reads_the_clock_at_the_restaurant(self) -> None:
        now = datetime(2025, 3, 10, 14, tzinfo=UTC)  # 23:00 in Tokyo

        found = callable_now(now, zone=ZoneInfo("Asia/Tokyo"), service_hours=None)

        self.assertEqual(
            found,
            CallWindow(
                callable=False, why="Outside usual calling hours, 09:00 to 21:00", state="closed"
            ),
        )

    def test_it_still_keeps_clear_of_a_known_rush(self) -> None:
        rush_only = {"mon": {"rush": [["12:00", "14:00"]]}}

        self.assertFalse(window("2025-03-10T13:00", rush_only).callable)
        self.assertTrue(window("2025-03-10T14:00", rush_only).callable)


class KnownHoursTests(SimpleTestCase):
    def test_it_calls_while_open(self) -> None:
        found = window("2025-03-10T11:00", LUNCH)

        self.assertEqual(found, CallWindow(callable=True, why="Open until 15:00", state="good"))

    def test_it_does_not_call_in_the_rush(self) -> None:
        found = window("2025-03-10T12:00", LUNCH)

        self.assertEqual(found, CallWindow(callable=False, why="Rush until 14:00", state="rush"))

    def test_it_calls_again_when_the_rush_ends(self) -> None:
        self.assertTrue(window("2025-03-10T14:00", LUNCH).callable)

    def test_it_calls_from_two_hours_to_one_hour_before_opening(self) -> None:
        clocks = ("08:59", "09:00", "09:59", "10:00")

        found = [window(f"2025-03-10T{clock}", LUNCH).callable for clock in clocks]

        self.assertEqual(found, [False, True, True, False])

    def test_it_says_when_it_opens(self) -> None:
        found = window("2025-03-10T10:30", LUNCH)

        self.assertEqual(
            found, CallWindow(callable=False, why="Closed, opens at 11:00", state="closed")
        )

    def test_it_says_that_it_opens_tomorrow(self) -> None:
        self.assertEqual(window("2025-03-10T15:00", LUNCH).why, "Closed, opens tomorrow at 11:00")

    def test_it_is_closed_on_a_day_without_hours(self) -> None:
        found = window("2025-03-12T12:00", LUNCH)

        self.assertEqual(
            found, CallWindow(callable=False, why="Closed today and tomorrow", state="closed")
        )


class PastMidnightTests(SimpleTestCase):
    def test_it_is_open_into_the_next_day(self) -> None:
        found = window("2025-03-11T01:59", NIGHT)

        self.assertEqual(found, CallWindow(callable=True, why="Open until 02:00", state="good"))

    def test_it_closes_on_the_next_day(self) -> None:
        self.assertFalse(window("2025-03-11T02:00", NIGHT).callable)

    def test_a_rush_lasts_into_the_next_day(self) -> None:
        self.assertEqual(window("2025-03-11T00:29", NIGHT).state, "rush")
        self.assertEqual(window("2025-03-11T00:30", NIGHT).state, "good")

    def test_sunday_night_lasts_into_monday(self) -> None:
        sunday = {"sun": {"open": [["18:00", "02:00"]]}}

        self.assertTrue(window("2025-03-10T01:00", sunday).callable)

    def test_it_calls_before_midnight_for_an_opening_after_it(self) -> None:
        early = {"tue": {"open": [["01:30", "09:00"]]}}

        self.assertTrue(window("2025-03-10T23:45", early).callable)

    def test_a_whole_day_is_open_to_its_last_minute(self) -> None:
        whole = {"mon": {"open": [["00:00", "24:00"]]}}

        self.assertTrue(window("2025-03-10T00:00", whole).callable)
        self.assertTrue(window("2025-03-10T23:59", whole).callable)
        self.assertFalse(window("2025-03-11T00:00", whole).callable)


class AnyTimeTests(SimpleTestCase):
    @settings(database=None, deadline=None, derandomize=True)
    @given(
        now=st.datetimes(timezones=st.just(UTC)).filter(lambda now: 1 < now.year < 9999),
        hours=st.sampled_from([LUNCH, NIGHT]),
    )
    def test_only_a_good_state_is_callable(self, now: datetime, hours: Week) -> None:
        found = callable_now(now, zone=ROME, service_hours=hours)

        self.assertEqual(found.callable, found.state == "good")
