from datetime import date
from types import SimpleNamespace

from django.test import SimpleTestCase
from django.utils import translation

from kernel.money import in_english
from performance_tracking.rules.sentence import Known, known_of, sentence

STEADY = Known(
    orders=23,
    gaps=22,
    days_since=15,
    gap_days=6.0,
    weekday=3,
    overdue=2.46,
    probability_active=0.38,
    chance_7=0.22,
    monthly=1240.4,
    at_stake=769.7,
    grade="A",
)


def say(known: Known | None) -> str:
    return sentence(known, money=lambda amount: in_english(amount, "GBP"))


class SentenceTests(SimpleTestCase):
    def test_it_says_rhythm_lateness_chances_worth_and_evidence(self) -> None:
        self.assertEqual(
            say(STEADY),
            "Usually orders every 6 days, mostly Thursday; last order 15 days ago: 2.5x overdue. "
            "38 % chance still active, 22 % chance of an order in the next 7 days. "
            "Worth about £1,240 a month when on rhythm, £770 of it at stake. "
            "Evidence: 23 orders (A).",
        )

    def test_an_account_on_rhythm_has_nothing_at_stake(self) -> None:
        said = say(STEADY._replace(days_since=1, overdue=0.2, at_stake=12.0))

        self.assertIn("mostly Thursday; last order yesterday. ", said)
        self.assertIn("Worth about £1,240 a month when on rhythm. Evidence", said)

    def test_what_is_at_stake_is_said_of_late_accounts_only(self) -> None:
        self.assertNotIn("at stake", say(STEADY._replace(days_since=4, overdue=0.7)))

    def test_no_more_is_at_stake_than_it_is_worth(self) -> None:
        said = say(STEADY._replace(at_stake=1500.0))

        self.assertIn("£1,240 a month when on rhythm, £1,240 of it at stake", said)

    def test_amounts_have_no_cents(self) -> None:
        said = say(STEADY._replace(monthly=94.6, at_stake=50.29))

        self.assertIn("about £95 a month when on rhythm, £50 of it", said)

    def test_many_times_overdue_is_said_in_whole_numbers(self) -> None:
        self.assertIn(": 53x overdue.", say(STEADY._replace(overdue=52.9)))

    def test_a_day_and_an_order_are_singular(self) -> None:
        said = say(STEADY._replace(gap_days=1.2, weekday=None, days_since=0, overdue=0.0))
        self.assertTrue(said.startswith("Usually orders every day; last order today. "), said)

        self.assertIn("Evidence: 1 order (D).", say(STEADY._replace(orders=1, grade="D")))

    def test_too_few_gaps_are_no_rhythm_and_no_worth(self) -> None:
        said = say(STEADY._replace(orders=3, gaps=2, monthly=None, overdue=1.0, grade="C"))

        self.assertEqual(
            said,
            "Too few orders for a rhythm; last order 15 days ago. "
            "38 % chance still active, 22 % chance of an order in the next 7 days. "
            "Evidence: 3 orders (C).",
        )

    def test_without_a_rhythm_of_its_own_it_is_not_called_overdue(self) -> None:
        said = say(STEADY._replace(orders=1, gaps=0, gap_days=None, monthly=None, overdue=2.7))

        self.assertIn("rhythm; last order 15 days ago, 2.7x the gap to be expected. 38 %", said)
        self.assertNotIn("overdue", said)

    def test_a_slow_account_is_worth_what_its_own_gap_brings(self) -> None:
        rhythm = SimpleNamespace(last_day=date(2026, 6, 1), orders=6, gaps=5, usual_gap_days=28.0)
        names = ("weekday", "probability_active", "chance_7", "value_at_risk", "grade")
        forecast = SimpleNamespace(**dict.fromkeys(names), gap_days=20.0, order_value=250.0)

        known = known_of(rhythm, forecast, today=date(2026, 6, 9))

        self.assertEqual(known and known.monthly, 250)
        rhythm.usual_gap_days = 14.0
        known = known_of(rhythm, forecast, today=date(2026, 6, 9))
        self.assertEqual(known and known.monthly, 350)

    def test_without_a_forecast_only_the_orders_speak(self) -> None:
        self.assertEqual(
            say(Known(orders=23, gaps=22, days_since=15, gap_days=6.0)),
            "Usually orders every 6 days; last order 15 days ago. Evidence: 23 orders.",
        )

    def test_without_an_order_there_is_nothing_to_say(self) -> None:
        self.assertEqual(say(None), "No orders yet.")

    def test_near_certainty_is_not_certainty(self) -> None:
        said = say(STEADY._replace(probability_active=0.9999, chance_7=0.0001))

        self.assertIn(". Over 99 % chance still active, under 1 % chance of an order", said)

    def test_half_a_day_rounds_up(self) -> None:
        self.assertIn("every 7 days", say(STEADY._replace(gap_days=6.5)))

    def test_it_speaks_french(self) -> None:
        with translation.override("fr"):
            said = sentence(STEADY, money=lambda amount: f"{amount:.0f} £")

        self.assertIn("tous les 6 jours, surtout le jeudi", said)
        self.assertIn("2,5 fois", said)
        self.assertNotIn("overdue", said)
