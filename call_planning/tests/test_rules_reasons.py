from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.test import SimpleTestCase
from django.utils.translation import override

from call_planning.rules.priority import CallFacts, Priority, Term, priority, reasons
from call_planning.rules.worth import Rate
from call_planning.tests.rates import STARTING, account


def scored(**changes: Any) -> Priority:
    facts = CallFacts(days_since=7, interval_days=7, days_overdue=0, tier="C")
    return priority(facts._replace(**changes), STARTING)


def term(name: str, **changes: Any) -> Term:
    return next(found for found in scored(**changes).terms if found.name == name)


class ReasonsTests(SimpleTestCase):
    def test_the_weightiest_come_first(self) -> None:
        found = scored(days_overdue=10, days_since=17, tier="A", won=True)

        self.assertEqual(
            reasons(found),
            [
                "10 days overdue",
                "Tier A account",
                "17 days since the last call, planned every 7 days",
                "Converted account",
            ],
        )

    def test_money_says_where_it_would_come_from(self) -> None:
        found = scored(account=account(), won=True, days_overdue=3)

        self.assertEqual(
            reasons(found),
            [
                "About $800 a month at stake",
                "No order for 20 days, usually every 10 days",
                "3 days overdue",
            ],
        )

    def test_of_an_account_that_is_due_what_is_at_stake_counts_and_is_no_reason(self) -> None:
        found = scored(account=account(days_since_order=10), won=True)

        self.assertEqual([m.money for m in found.terms if m.name == "save"], [120])
        self.assertFalse([text for text in reasons(found) if "stake" in text])

    def test_a_lead_says_what_it_could_bring(self) -> None:
        found = scored(potential_revenue=Decimal(5000), win_chance=Rate(0.2))

        self.assertEqual(reasons(found), ["Potential $5,000, 20 % chance to win it"])

    def test_money_is_named_in_its_currency_and_the_readers_language(self) -> None:
        known = scored(potential_revenue=Decimal(5000), win_chance=Rate(0.2)).facts
        found = priority(known, replace(STARTING, currency="GBP"))

        with override("fr"):
            said = reasons(found)[0]

        self.assertIn("5\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}£", said)

    def test_where_an_account_stands_in_its_rhythm_is_said(self) -> None:
        said = {
            0: "Ordered today, usually every 10 days",
            3: "Ordered 3 days ago, usually every 10 days",
            10: "Next order is due: the last was 10 days ago, usually every 10 days",
            29: "No order for 29 days, usually every 10 days",
            31: "Silent for 31 days, used to order every 10 days",
        }
        for days, text in said.items():
            with self.subTest(days=days):
                found = term("order", account=account(days_since_order=days))
                self.assertEqual(found.sentence, text)

    def test_they_are_in_the_language_of_the_reader(self) -> None:
        with override("fr"):
            found = reasons(scored(account=account(), won=True, days_overdue=3))

        self.assertEqual(found[2], "3 jours de retard")

    def test_there_are_four_at_most(self) -> None:
        found = scored(days_overdue=10, tier="A", won=True, attempts=3)

        self.assertEqual(len(reasons(found)), 4)

    def test_a_promised_call_back_leads(self) -> None:
        found = reasons(scored(days_overdue=40, call_back_due=True))

        self.assertEqual(found[0], "Promised call-back is due")

    def test_one_day_is_one_day(self) -> None:
        self.assertEqual(term("overdue", days_overdue=1).sentence, "1 day overdue")

    def test_a_plan_not_due_yet_says_when(self) -> None:
        self.assertEqual(term("overdue", days_overdue=0).sentence, "Due today")
        self.assertEqual(term("overdue", days_overdue=-3).sentence, "Due in 3 days")

    def test_a_plan_never_called_says_so(self) -> None:
        found = term("urgency", never_called=True, days_since=12.5)

        self.assertEqual(found.sentence, "Never called, plan is 12 days old")

    def test_an_open_lead_is_not_called_an_account(self) -> None:
        self.assertEqual(term("tier", tier="A", won=False).sentence, "Tier A lead")

    def test_attempts_are_counted(self) -> None:
        self.assertEqual(term("attempts", attempts=1).sentence, "Tried 1 time without an answer")
        self.assertEqual(term("attempts", attempts=3).sentence, "Tried 3 times without an answer")

    def test_a_missing_tier_is_no_reason(self) -> None:
        self.assertNotIn("No tier yet", reasons(scored(tier="")))

    def test_a_call_with_nothing_to_say_says_when_it_is_due(self) -> None:
        found = scored(days_since=0, never_called=True, account=account(order_value=0, at_stake=0))

        self.assertEqual(reasons(found), ["Due today"])
