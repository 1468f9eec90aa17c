from typing import Any

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from call_planning.rules.cadence import LONGEST, Custom, ideal_days, nearest_cadence
from call_planning.rules.workload import (
    WEEK,
    Longer,
    Promise,
    calls_a_week,
    hours_of,
    lengthened,
)

promises_strategy = st.lists(
    st.tuples(
        st.sampled_from(["DAILY", "WEEKLY", "BIWEEKLY", "MONTHLY", "QUARTERLY"]), st.floats(0, 100)
    ),
    max_size=12,
).map(lambda rows: [Promise(n, name, None, value) for n, (name, value) in enumerate(rows)])


def weekly(plan: int, value: float) -> Promise:
    return Promise(plan, "WEEKLY", None, value)


def after(promises: list[Promise], changes: list[Longer]) -> float:
    return calls_a_week(promises) - sum(change.saved for change in changes)


class LengthenedTests(SimpleTestCase):
    def test_what_fits_is_left_alone(self) -> None:
        self.assertEqual(lengthened([weekly(1, 50)], room=1), [])

    def test_the_least_worthy_are_called_less_often(self) -> None:
        changes = lengthened([weekly(1, 90), weekly(2, 10), weekly(3, 50)], room=2.5)

        self.assertEqual([(c.plan, c.frequency) for c in changes], [(2, "BIWEEKLY")])

    def test_nothing_is_changed_that_need_not_be(self) -> None:
        daily = Promise(3, "DAILY", None, 50)

        changes = lengthened([weekly(1, 10), weekly(2, 20), daily], room=3)

        self.assertEqual([change.plan for change in changes], [3])

    def test_all_is_lengthened_where_nothing_makes_it_fit(self) -> None:
        changes = lengthened([weekly(1, 10), weekly(2, 20)], room=0)

        self.assertEqual([c.frequency for c in changes], ["QUARTERLY", "QUARTERLY"])

    def test_days_of_one_s_own_are_lengthened_too(self) -> None:
        changes = lengthened([Promise(1, "CUSTOM", 10, 50)], room=0.5)

        self.assertEqual([c.frequency for c in changes], ["BIWEEKLY"])

    @settings(database=None, deadline=None, derandomize=True)
    @given(promises=promises_strategy, room=st.floats(0, 40))
    def test_it_fits_and_no_change_can_be_left_out(
        self, promises: list[Promise], room: float
    ) -> None:
        changes = lengthened(promises, room=room)

        longest = sum(WEEK / (3 * 365.25 / 12) for _ in promises)
        if longest <= room:
            self.assertLessEqual(after(promises, changes), room + 1e-9)
            for change in changes:
                others = [c for c in changes if c != change]
                self.assertGreater(after(promises, others), room - 1e-9)


class HoursTests(SimpleTestCase):
    def test_a_day_is_as_long_as_its_clock_says(self) -> None:
        self.assertEqual(hours_of({"mon": ["09:00", "17:30"]}), {"mon": 8.5})


class CadenceTests(SimpleTestCase):
    def custom(self, **changes: Any) -> Custom:
        usual = Custom(1, 1000.0, 0.0, 0.9, 0.07, 7.0)
        return usual._replace(**changes)

    def test_four_times_the_benefit_is_called_twice_as_often(self) -> None:
        small, big = ideal_days(
            [self.custom(month=1000.0), self.custom(month=4000.0)], calls_a_week=0.6
        )

        self.assertAlmostEqual(small / big, 2)

    def test_the_calls_of_the_week_are_shared_out(self) -> None:
        accounts = [self.custom(month=500.0 * n) for n in range(1, 6)]

        days = ideal_days(accounts, calls_a_week=2)

        self.assertAlmostEqual(sum(7 / d for d in days), 2)

    def test_no_account_is_called_more_often_than_it_orders(self) -> None:
        (days,) = ideal_days([self.custom(gap_days=30.0)], calls_a_week=5)

        self.assertEqual(days, 30)

    def test_an_unsteady_account_is_called_more_often_than_a_steady_one(self) -> None:
        steady, unsteady = ideal_days(
            [self.custom(chance_active=0.95), self.custom(chance_active=0.6)], calls_a_week=0.5
        )

        self.assertLess(unsteady, steady)

    def test_an_account_worth_nothing_is_called_once_a_quarter(self) -> None:
        self.assertEqual(ideal_days([self.custom(month=0.0)], calls_a_week=5), [LONGEST])

    def test_the_nearest_cadence_is_the_nearest_in_ratio(self) -> None:
        found = [nearest_cadence(days) for days in (7, 9, 11, 20, 25, 60, 91)]

        self.assertEqual(
            found,
            ["WEEKLY", "WEEKLY", "BIWEEKLY", "BIWEEKLY", "MONTHLY", "QUARTERLY", "QUARTERLY"],
        )
