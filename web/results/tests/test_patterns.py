"""The pace of orders, and when calls are answered: what is drawn and what is said."""

from django.test import SimpleTestCase

from leads.models import Lead
from web.results.answers import Answers
from web.results.pattern import Pace, finding


class PaceTests(SimpleTestCase):
    def pace(self, name: str, until: int, now: int) -> Pace:
        return Pace(Lead(name=name), before=10, until=until, now=now)

    def test_who_is_below_half_the_pace_is_named_the_farthest_first(self) -> None:
        rows = [self.pace("A", 4, 1), self.pace("B", 8, 1), self.pace("C", 8, 4)]

        self.assertEqual(
            finding(rows, "October"), "Less than half the pace of October by the same day: B, A."
        )

    def test_three_are_named_and_the_rest_counted(self) -> None:
        rows = [self.pace(name, 8, 0) for name in "ABCDE"]

        self.assertTrue(finding(rows, "October").endswith("A, B, C and 2 more."))

    def test_who_keeps_pace_is_not_named(self) -> None:
        self.assertIn("All keep", finding([self.pace("A", 4, 2)], "October"))


class AnswersTests(SimpleTestCase):
    def test_a_working_week_is_shown_and_no_empty_evenings(self) -> None:
        found = Answers({(0, 10): (8, 4), (5, 19): (2, 2)})

        self.assertEqual((found.hours, found.days), (range(9, 17), range(5)))

    def test_an_hour_in_which_calls_were_made_is_added(self) -> None:
        found = Answers({(5, 19): (8, 4)})

        self.assertEqual((found.hours, found.days), (range(9, 20), range(6)))
        self.assertEqual(found.shares[5][10], 0.5)

    def test_four_of_four_are_no_better_known_than_nineteen_of_twenty(self) -> None:
        found = Answers({(0, 10): (4, 4), (1, 11): (20, 19)})

        self.assertEqual(found.best, (1, 11, 0.95))
