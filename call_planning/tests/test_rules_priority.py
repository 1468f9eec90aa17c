from decimal import Decimal
from typing import Any

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from call_planning.rules.priority import CallFacts, Priority, Term, priority, urgency

facts_strategy = st.builds(
    CallFacts,
    days_since=st.floats(-1e6, 1e6),
    interval_days=st.floats(1, 730),
    days_overdue=st.integers(-1000, 10**6),
    never_called=st.booleans(),
    tier=st.sampled_from(["A", "B", "C", "D", ""]),
    potential_revenue=st.none() | st.decimals(0, 10**12, places=2),
    call_back_due=st.booleans(),
    attempts=st.integers(0, 500),
    won=st.booleans(),
)
with_facts = given(facts=facts_strategy)
quiet = settings(database=None, deadline=None, derandomize=True)


def scored(**changes: Any) -> Priority:
    facts = CallFacts(days_since=7, interval_days=7, days_overdue=0, tier="C")
    return priority(facts._replace(**changes))


def term(name: str, **changes: Any) -> Term:
    return next(found for found in scored(**changes).terms if found.name == name)


class UrgencyTests(SimpleTestCase):
    def test_it_is_one_on_the_due_day(self) -> None:
        self.assertEqual(urgency(7, interval_days=7), 1)

    def test_a_call_in_the_future_is_not_urgent(self) -> None:
        self.assertEqual(urgency(-3, interval_days=7), 0)

    def test_it_refuses_an_interval_of_no_days(self) -> None:
        with self.assertRaisesMessage(ValueError, "longer than zero"):
            urgency(1, interval_days=0)


class ScoreTests(SimpleTestCase):
    def test_a_call_long_overdue_comes_before_one_due_today(self) -> None:
        self.assertGreater(scored(days_overdue=10, days_since=17).score, scored().score)

    def test_an_account_comes_before_an_open_lead(self) -> None:
        self.assertEqual(scored(won=True).score - scored().score, 5)

    def test_ten_thousand_of_potential_gives_half_its_weight(self) -> None:
        self.assertEqual(term("potential", potential_revenue=Decimal(10_000)).points, 8)

    def test_each_unanswered_attempt_takes_three_points(self) -> None:
        self.assertEqual(scored().score - scored(attempts=1).score, 3)

    def test_attempts_take_nine_points_at_most(self) -> None:
        self.assertEqual(scored().score - scored(attempts=50).score, 9)

    def test_attempts_never_push_below_zero(self) -> None:
        nothing = {"days_since": 0, "tier": "D", "attempts": 3}

        self.assertEqual(scored(**nothing).score, 0)
        self.assertEqual(term("attempts", **nothing).points, -3)

    def test_a_promised_call_back_comes_before_everything_else(self) -> None:
        promised = scored(call_back_due=True, days_since=0, tier="D", attempts=9)

        self.assertEqual(promised.score, 95)

    def test_promised_call_backs_keep_their_order(self) -> None:
        top = {"days_since": 10**6, "days_overdue": 10**6, "tier": "A", "won": True}

        promised = scored(**top, potential_revenue=Decimal(10**9), call_back_due=True)

        self.assertEqual(promised.score, 100)

    def test_an_unknown_tier_counts_as_none(self) -> None:
        self.assertEqual(term("tier", tier="Z"), term("tier", tier=""))

    def test_it_refuses_an_interval_of_no_days(self) -> None:
        with self.assertRaisesMessage(ValueError, "longer than zero"):
            scored(interval_days=0)


class PropertyTests(SimpleTestCase):
    @quiet
    @with_facts
    def test_the_score_is_a_whole_number_from_0_to_100(self, facts: CallFacts) -> None:
        score = priority(facts).score

        self.assertIsInstance(score, int)
        self.assertTrue(0 <= score <= 100)

    @quiet
    @with_facts
    def test_the_points_add_up_to_the_score(self, facts: CallFacts) -> None:
        found = priority(facts)

        self.assertEqual(sum(part.points for part in found.terms), found.score)

    @quiet
    @with_facts
    def test_no_term_gives_more_than_its_weight(self, facts: CallFacts) -> None:
        for part in priority(facts).terms:
            self.assertLessEqual(abs(part.points), abs(part.weight))

    @quiet
    @given(facts=facts_strategy, more=st.integers(0, 1000))
    def test_more_overdue_never_lowers_the_score(self, facts: CallFacts, more: int) -> None:
        later = facts._replace(days_overdue=facts.days_overdue + more)

        self.assertGreaterEqual(priority(later).score, priority(facts).score)

    @quiet
    @given(facts=facts_strategy, more=st.floats(0, 1000))
    def test_more_days_since_the_call_never_lower_it(self, facts: CallFacts, more: float) -> None:
        later = facts._replace(days_since=facts.days_since + more)

        self.assertGreaterEqual(priority(later).score, priority(facts).score)

    @quiet
    @with_facts
    def test_a_higher_tier_never_lowers_it(self, facts: CallFacts) -> None:
        scores = [priority(facts._replace(tier=tier)).score for tier in "DCBA"]

        self.assertEqual(scores, sorted(scores))

    @quiet
    @given(facts=facts_strategy, more=st.decimals(0, 10**9, places=2))
    def test_more_potential_never_lowers_it(self, facts: CallFacts, more: Decimal) -> None:
        richer = facts._replace(potential_revenue=(facts.potential_revenue or 0) + more)

        self.assertGreaterEqual(priority(richer).score, priority(facts).score)

    @quiet
    @with_facts
    def test_a_promised_call_back_never_lowers_it(self, facts: CallFacts) -> None:
        promised = priority(facts._replace(call_back_due=True)).score
        other = priority(facts._replace(call_back_due=False)).score

        self.assertGreaterEqual(promised, max(95, other))
