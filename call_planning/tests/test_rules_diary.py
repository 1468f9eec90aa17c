import itertools
from datetime import date, timedelta
from typing import Any

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from call_planning.rules.diary import (
    AWAY,
    CROWDED,
    MOVED,
    WAITING,
    Call,
    Day,
    levelled,
    loads,
    repeats,
)

MONDAY = date(2026, 3, 2)
WEEK = [MONDAY + timedelta(days=n) for n in range(5)]


def days(*room: int) -> list[Day]:
    return [Day(WEEK[n], calls) for n, calls in enumerate(room)]


def call(day: int = 0, **changes: Any) -> Call:
    """A call due on that day of the week, worth 50, that may move by two days."""
    due = WEEK[day]
    values: dict[str, Any] = {"due": due, "current": due, "not_before": MONDAY, "slack": 2}
    return Call(**{**values, "value": 50.0} | changes)


def cost_of(calls: list[Call], room: list[Day], places: tuple[int, ...]) -> float | None:
    """What an assignment costs, by the definition; None where it is not allowed."""
    total = 0.0
    for one, place in zip(calls, places, strict=True):
        if place < 0:
            total += 10_000 * (1 + one.value / 100)
            continue
        away = abs((room[place].day - one.due).days)
        if away > one.slack and not one.overdue:
            return None
        weight = 1 + one.value / 100
        wait = WAITING * place * weight
        total += wait if one.overdue else AWAY * away / max(one.slack, 1) * weight
        total += MOVED * (room[place].day != one.current)
    for place, count in enumerate(loads(places, len(room))):
        if count > room[place].room:
            return None
        total += sum(CROWDED * (room[place].expected + k) for k in range(count))
    return total


class LevelledTests(SimpleTestCase):
    def test_a_call_with_room_stays_on_its_day(self) -> None:
        self.assertEqual(levelled([call(2)], days(5, 5, 5)), [2])

    def test_a_day_too_full_gives_to_the_days_beside_it(self) -> None:
        places = levelled([call(1) for _ in range(9)], days(3, 3, 3))

        self.assertEqual(loads(places, 3), [3, 3, 3])

    def test_no_call_is_moved_by_more_than_half_its_cadence(self) -> None:
        places = levelled([call(0, slack=1) for _ in range(4)], days(1, 1, 4))

        self.assertEqual(sorted(places), [-1, -1, 0, 1])

    def test_those_worth_least_find_no_room(self) -> None:
        calls = [call(0, slack=0, value=value) for value in (10.0, 90.0, 50.0)]

        self.assertEqual(levelled(calls, days(2)), [-1, 0, 0])

    def test_overdue_calls_take_the_earliest_days(self) -> None:
        late = [call(0, overdue=True, due=MONDAY) for _ in range(5)]

        places = levelled([call(0), call(1), *late], days(3, 3, 3))

        self.assertEqual(loads(places[2:], 3), [3, 2, 0])

    def test_a_pinned_call_keeps_its_day_and_its_room(self) -> None:
        places = levelled([call(0, fixed=True), call(0), call(0)], days(1, 1, 1))

        self.assertEqual(places[0], 0)
        self.assertEqual(sorted(places[1:]), [1, 2])

    def test_calls_that_stand_well_are_not_moved_about(self) -> None:
        accepted = [call(1, current=WEEK[0]), call(1, current=WEEK[2])]

        places = levelled(accepted, days(5, 5, 5))

        self.assertEqual(levelled([call(1, current=WEEK[1])], days(5, 5, 5)), [1])
        self.assertEqual(places, levelled(accepted, days(5, 5, 5)))

    def test_no_call_comes_before_it_may(self) -> None:
        places = levelled([call(2, not_before=WEEK[2]) for _ in range(3)], days(9, 9, 1, 9, 9))

        self.assertEqual(min(places), 2)

    def test_days_full_of_repeats_are_spared(self) -> None:
        busy = [Day(WEEK[0], 9), Day(WEEK[1], 9, expected=50.0), Day(WEEK[2], 9)]

        self.assertNotIn(1, levelled([call(1, slack=9) for _ in range(4)], busy))

    def test_without_a_working_day_nothing_is_placed(self) -> None:
        self.assertEqual(levelled([call(0)], []), [-1])

    @settings(database=None, deadline=None, derandomize=True, max_examples=60)
    @given(data=st.data())
    def test_it_is_the_cheapest_of_all_assignments(self, data: st.DataObject) -> None:
        calls = data.draw(
            st.lists(
                st.builds(
                    call,
                    st.integers(0, 2),
                    slack=st.integers(0, 2),
                    value=st.sampled_from([0.0, 30.0, 90.0]),
                    overdue=st.booleans(),
                ),
                min_size=1,
                max_size=4,
            )
        )
        room = days(*data.draw(st.lists(st.integers(0, 3), min_size=3, max_size=3)))

        found = cost_of(calls, room, tuple(levelled(calls, room)))

        every = itertools.product(range(-1, 3), repeat=len(calls))
        costs = [cost for places in every if (cost := cost_of(calls, room, places)) is not None]
        self.assertIsNotNone(found)
        self.assertAlmostEqual(found or 0.0, min(costs), places=6)


class RepeatsTests(SimpleTestCase):
    def test_each_later_call_is_expected_once(self) -> None:
        four_weeks = [MONDAY + timedelta(days=n) for n in range(28) if n % 7 < 5]

        found = repeats([MONDAY], [7.0], four_weeks)

        self.assertAlmostEqual(sum(found), 3)

    def test_the_first_call_is_none_of_them(self) -> None:
        self.assertEqual(sum(repeats([MONDAY], [30.0], WEEK)), 0)

    def test_an_overdue_call_starts_its_rhythm_now(self) -> None:
        found = repeats([MONDAY - timedelta(days=90)], [2.0], WEEK)

        self.assertAlmostEqual(sum(found), 2)
