from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from call_planning.rules.cutoff import call_by
from call_planning.rules.local_time import callable_now

LONDON = ZoneInfo("Europe/London")
OPEN = {
    day: {"open": [["10:00", "23:00"]], "rush": [["12:00", "15:00"]]}
    for day in ("mon", "tue", "wed", "thu", "fri", "sat")
}


def local(clock: str) -> datetime:
    return datetime.fromisoformat(clock).replace(tzinfo=LONDON)


def last(now: str, **changes: Any) -> str | None:
    """The last moment on London's clock; deliveries on Tuesdays and Fridays, orders until 16:00."""
    values: dict[str, Any] = {
        "zone": LONDON,
        "service_hours": OPEN,
        "delivery_days": ["tue", "fri"],
        "cutoff": time(16),
    }
    found = call_by(local(now), **values | changes)
    return None if found is None else found.astimezone(LONDON).isoformat(timespec="minutes")


class CallByTests(SimpleTestCase):
    def test_it_is_the_cut_off_on_the_day_before_the_next_delivery(self) -> None:
        self.assertEqual(last("2026-03-02T09:00"), "2026-03-02T16:00+00:00")  # a Monday

    def test_past_it_the_delivery_after_that_counts(self) -> None:
        self.assertEqual(last("2026-03-02T16:00"), "2026-03-05T16:00+00:00")

    def test_a_cut_off_in_the_rush_means_before_the_rush(self) -> None:
        self.assertEqual(last("2026-03-02T09:00", cutoff=time(14)), "2026-03-02T12:00+00:00")

    def test_a_cut_off_before_opening_means_the_evening_before(self) -> None:
        found = last("2026-03-01T09:00", cutoff=time(8), delivery_days=["wed"])

        self.assertEqual(found, "2026-03-02T23:00+00:00")

    def test_without_hours_the_usual_ones_count(self) -> None:
        found = last("2026-03-02T09:00", cutoff=time(22, 30), service_hours={})

        self.assertEqual(found, "2026-03-02T21:00+00:00")

    def test_without_a_cut_off_or_a_delivery_day_there_is_none(self) -> None:
        self.assertIsNone(last("2026-03-02T09:00", cutoff=None))
        self.assertIsNone(last("2026-03-02T09:00", delivery_days=[]))

    def test_it_is_the_clock_over_there_across_daylight_saving(self) -> None:
        self.assertEqual(last("2026-03-28T16:30"), "2026-03-30T16:00+01:00")

    @settings(database=None, deadline=None, derandomize=True)
    @given(
        now=st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
        cutoff=st.times(),
        days=st.sets(st.sampled_from(["mon", "wed", "sat"])),
        hours=st.sampled_from([OPEN, {}, {"sun": {"open": [["22:00", "03:00"]]}}]),
    )
    def test_it_is_ahead_and_one_may_call_just_before(
        self, now: datetime, cutoff: time, days: set[str], hours: Any
    ) -> None:
        found = call_by(now, zone=LONDON, service_hours=hours, delivery_days=days, cutoff=cutoff)

        if found is not None:
            before = found - timedelta(minutes=1)
            self.assertGreater(found, now)
            self.assertTrue(callable_now(before, zone=LONDON, service_hours=hours).callable)
