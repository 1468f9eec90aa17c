from decimal import Decimal
from typing import Any

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from call_planning.rules.priority import CallFacts, Priority, Term, priority, urgency
from call_planning.rules.worth import Account, Rate
from call_planning.tests.rates import STARTING, account

facts_strategy = st.builds(
    CallFacts,
    days_since=st.floats(-1e6, 1e6),
    interval_days=st.floats(1, 730),
    days_overdue=st.integers(-1000, 10**6),
    never_called=st.booleans(),
    tier=st.sampled_from(["A", "B", "C", "D", ""]),
    potential_revenue=st.none() | st.decimals(0, 10**12, places=2),
    call_back_due=st.booleans(),
    promised=st.booleans(),
    attempts=st.integers(0, 500),
    won=st.booleans(),
    account=st.none()
    | st.builds(
        Account,
        orders=st.integers(1, 1000),
        order_value=st.floats(0, 1e9),
        at_stake=st.floats(0, 1e9),
        probability_active=st.floats(0, 1),
        gap_days=st.floats(0.1, 1000),
        days_since_order=st.integers(0, 100_000),
    ),
    win_chance=st.none() | st.builds(Rate, st.floats(0, 1)),
    tilt=st.floats(0.9, 1.1),
)
with_facts = given(facts=facts_strategy)
quiet = settings(database=None, deadline=None, derandomize=True)


def scored(**changes: Any) -> Priority:
    facts = CallFacts(days_since=7, interval_days=7, days_overdue=0, tier="C")
    return priority(facts._replace(**changes), STARTING)


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

    def test_money_of_the_half_gives_half_the_points(self) -> None:
        found = scored(win_chance=Rate(0.5), potential_revenue=Decimal(5000))

        self.assertEqual((found.worth, found.score), (50, 47))

    def test_where_money_is_known_it_alone_decides(self) -> None:
        little = {"account": account(order_value=100, at_stake=0), "days_overdue": 60, "tier": "A"}
        much = {"account": account(order_value=500, at_stake=0), "tier": "D"}

        self.assertLess(scored(**little).score, scored(**much).score)

    def test_an_unknown_account_long_overdue_stands_in_the_middle(self) -> None:
        unknown = scored(days_overdue=60, days_since=67, won=True)

        self.assertLess(scored(account=account(order_value=50, at_stake=50)).score, unknown.score)
        self.assertGreater(scored(account=account()).score, unknown.score)

    def test_a_second_call_within_three_days_comes_last(self) -> None:
        self.assertEqual(scored(account=account(), days_since=2.9).score, 0)
        self.assertGreater(scored(account=account(), days_since=3).score, 0)

    def test_a_promised_call_is_never_too_soon(self) -> None:
        self.assertGreaterEqual(
            scored(account=account(), days_since=1, call_back_due=True).score, 95
        )

    def test_a_call_asked_for_every_day_is_not_too_soon_a_day_later(self) -> None:
        daily = scored(account=account(), days_since=1, interval_days=1)

        self.assertEqual(daily.score, scored(account=account(), days_since=9).score)
        self.assertEqual(term("too_soon", days_since=1, interval_days=2).points, 0)

    def test_a_plan_just_made_has_no_call_to_be_too_soon_after(self) -> None:
        self.assertGreater(scored(never_called=True, days_since=0).score, 0)

    def test_each_unanswered_attempt_takes_three_points(self) -> None:
        self.assertEqual(scored().score - scored(attempts=1).score, 3)

    def test_attempts_take_nine_points_at_most(self) -> None:
        self.assertEqual(scored().score - scored(attempts=50).score, 9)

    def test_attempts_never_push_below_zero(self) -> None:
        nothing = {"days_since": 0, "never_called": True, "tier": "D", "attempts": 3}

        self.assertEqual(scored(**nothing).score, 0)
        self.assertEqual(term("attempts", **nothing).points, -2)

    def test_a_promised_call_back_comes_before_everything_else(self) -> None:
        promised = scored(call_back_due=True, days_since=0, tier="D", attempts=9)

        self.assertEqual(promised.score, 95)

    def test_promised_call_backs_keep_their_order(self) -> None:
        little, much = account(order_value=40, at_stake=0), account(order_value=10**9)

        first, second = scored(account=much).score, scored(account=little, call_back_due=True).score
        promised = scored(account=much, call_back_due=True).score

        self.assertLess(first, second)
        self.assertLess(second, promised)

    def test_an_unknown_tier_counts_as_none(self) -> None:
        self.assertEqual(term("tier", tier="Z"), term("tier", tier=""))

    def test_it_refuses_an_interval_of_no_days(self) -> None:
        with self.assertRaisesMessage(ValueError, "longer than zero"):
            scored(interval_days=0)


class PropertyTests(SimpleTestCase):
    @quiet
    @with_facts
    def test_the_score_is_a_whole_number_from_0_to_100(self, facts: CallFacts) -> None:
        score = priority(facts, STARTING).score

        self.assertIsInstance(score, int)
        self.assertTrue(0 <= score <= 100)

    @quiet
    @with_facts
    def test_the_points_add_up_to_the_score(self, facts: CallFacts) -> None:
        found = priority(facts, STARTING)

        self.assertEqual(sum(part.points for part in found.terms), found.score)

    @quiet
    @with_facts
    def test_no_term_gives_more_than_its_weight(self, facts: CallFacts) -> None:
        for part in priority(facts, STARTING).terms:
            self.assertLessEqual(abs(part.points), abs(part.weight))

    @quiet
    @given(facts=facts_strategy, more=st.integers(0, 1000))
    def test_more_overdue_never_lowers_the_score(self, facts: CallFacts, more: int) -> None:
        later = facts._replace(days_overdue=facts.days_overdue + more)

        self.assertGreaterEqual(priority(later, STARTING).score, priority(facts, STARTING).score)

    @quiet
    @given(facts=facts_strategy, more=st.floats(0, 1000))
    def test_more_days_since_the_call_never_lower_it(self, facts: CallFacts, more: float) -> None:
        later = facts._replace(days_since=facts.days_since + more)

        self.assertGreaterEqual(priority(later, STARTING).score, priority(facts, STARTING).score)

    @quiet
    @with_facts
    def test_a_higher_tier_never_lowers_it(self, facts: CallFacts) -> None:
        scores = [priority(facts._replace(tier=tier), STARTING).score for tier in "DCBA"]

        self.assertEqual(scores, sorted(scores))

    @quiet
    @given(facts=facts_strategy, more=st.decimals(0, 10**9, places=2))
    def test_more_potential_never_lowers_it(self, facts: CallFacts, more: Decimal) -> None:
        facts = facts._replace(win_chance=Rate(0.3), potential_revenue=Decimal(1))
        richer = facts._replace(potential_revenue=1 + more)

        self.assertGreaterEqual(priority(richer, STARTING).score, priority(facts, STARTING).score)

    @quiet
    @with_facts
    def test_a_promised_call_back_never_lowers_it(self, facts: CallFacts) -> None:
        promised = priority(facts._replace(call_back_due=True), STARTING).score
        other = priority(facts._replace(call_back_due=False), STARTING).score

        self.assertGreaterEqual(promised, max(95, other))

    @quiet
    @with_facts
    def test_the_money_of_the_terms_adds_up_to_the_worth(self, facts: CallFacts) -> None:
        found = priority(facts, STARTING)

        money = [part.money for part in found.terms if part.money is not None]
        self.assertEqual(money == [], found.worth is None)
        self.assertEqual(sum(money), found.worth or 0)  # to the last bit: it is what ranks

    @quiet
    @with_facts
    def test_every_term_has_a_sentence(self, facts: CallFacts) -> None:
        for part in priority(facts, STARTING).terms:
            self.assertTrue(part.sentence)

    @quiet
    @given(facts=facts_strategy, value=st.floats(0, 1e9), more=st.floats(0, 1e9))
    def test_of_two_known_accounts_the_one_worth_more_is_never_behind(
        self, facts: CallFacts, value: float, more: float
    ) -> None:
        poorer = facts._replace(account=account(order_value=value), tilt=1.0)
        richer = poorer._replace(account=account(order_value=value + more))

        self.assertGreaterEqual(priority(richer, STARTING).score, priority(poorer, STARTING).score)
