from datetime import date, timedelta

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from call_planning.rules.near_ties import NEAR, tilt
from call_planning.rules.worth import (
    Rate,
    Segment,
    blended,
    learnt_uplift,
    segment_of,
    worth_of_account,
    worth_of_lead,
)
from call_planning.tests.rates import STARTING, account

DAY = date(2026, 3, 2)


class SegmentTests(SimpleTestCase):
    def test_it_follows_the_overdue_ratio(self) -> None:
        edges = {
            0.0: Segment.ON_RHYTHM,
            0.79: Segment.ON_RHYTHM,
            0.8: Segment.DUE,
            1.2: Segment.DUE,
            1.21: Segment.OVERDUE,
            3.0: Segment.OVERDUE,
            3.01: Segment.LAPSED,
        }
        for ratio, segment in edges.items():
            with self.subTest(ratio=ratio):
                self.assertEqual(segment_of(ratio, orders=5), segment)

    def test_one_order_makes_no_rhythm(self) -> None:
        self.assertEqual(segment_of(2, orders=1), Segment.NEW)


class WorthTests(SimpleTestCase):
    def test_an_account_is_worth_the_order_it_may_place_and_the_custom_it_may_keep(self) -> None:
        order, save = worth_of_account(account(), STARTING)

        self.assertAlmostEqual(order.amount, 0.02 * 400)
        self.assertAlmostEqual(save.amount, 0.05 * 800 * 3)

    def test_on_its_rhythm_nothing_is_at_stake(self) -> None:
        _, save = worth_of_account(account(days_since_order=1), STARTING)

        self.assertEqual(save.amount, 0)

    def test_due_on_time_nothing_is_at_stake(self) -> None:
        _, save = worth_of_account(account(days_since_order=12), STARTING)

        self.assertEqual((save.value, save.amount), (0, 0))

    def test_only_who_is_still_there_can_be_kept(self) -> None:
        _, save = worth_of_account(account(probability_active=0.25), STARTING)

        self.assertAlmostEqual(save.amount, 0.05 * 0.25 * 800 * 3)
        self.assertEqual(save.numbers()["probability_active"], 0.25)

    def test_of_two_with_the_same_at_stake_the_one_who_left_is_worth_little(self) -> None:
        gone = account(days_since_order=200, probability_active=0.001)
        leaving = account(days_since_order=35, probability_active=0.5)

        worths = [sum(m.amount for m in worth_of_account(a, STARTING)) for a in (gone, leaving)]

        self.assertLess(worths[0], 10)
        self.assertGreater(worths[1], 60)

    def test_an_account_due_is_worth_more_than_one_on_its_rhythm(self) -> None:
        due, _ = worth_of_account(account(days_since_order=10), STARTING)
        on_rhythm, _ = worth_of_account(account(days_since_order=5), STARTING)

        self.assertGreater(due.amount, on_rhythm.amount)

    def test_a_lead_is_worth_its_potential_by_its_chance_by_the_lift(self) -> None:
        self.assertAlmostEqual(worth_of_lead(5000, Rate(0.2), STARTING).amount, 5000 * 0.2 * 0.02)

    def test_assumptions_are_marked(self) -> None:
        order, save = worth_of_account(account(), STARTING)

        self.assertTrue(order.estimate and save.estimate)

    def test_an_effect_learnt_from_many_calls_is_no_assumption(self) -> None:
        rates = {**STARTING.uplift, Segment.OVERDUE: Rate(0.03, calls=900)}
        learnt = type(STARTING)(rates, STARTING.save, STARTING.lift, STARTING.half)

        self.assertFalse(worth_of_account(account(), learnt)[0].estimate)


class LearntTests(SimpleTestCase):
    def test_it_is_the_surplus_over_the_calls_and_two_hundred(self) -> None:
        self.assertAlmostEqual(learnt_uplift(30, 400), 30 / 600)

    def test_without_calls_the_starting_value_stands(self) -> None:
        self.assertEqual(blended(0.05, 0, 0), 0.05)

    def test_with_many_calls_the_starting_value_fades(self) -> None:
        self.assertAlmostEqual(blended(0.05, 1000, 10_000), 0.1, delta=0.002)


class NearTieTests(SimpleTestCase):
    def test_about_five_percent_are_drawn_each_day(self) -> None:
        drawn = sum(tilt(plan, DAY) != 1 for plan in range(20_000))

        self.assertTrue(900 < drawn < 1100, drawn)

    @settings(database=None, deadline=None, derandomize=True)
    @given(plan=st.integers(1, 10**9), ahead=st.integers(0, 10_000))
    def test_a_drawn_worth_stays_near(self, plan: int, ahead: int) -> None:
        day = DAY + timedelta(days=ahead)

        self.assertTrue(1 - NEAR <= tilt(plan, day) <= 1 + NEAR)
        self.assertEqual(tilt(plan, day), tilt(plan, day))
