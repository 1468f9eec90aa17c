"""Which class begins first, and what is told of where the time went."""

from unittest import TestCase, TestResult, TestSuite, mock

from django.test import SimpleTestCase, TransactionTestCase

from tests.spent import TOLD, MeasuredSuite, Spent, as_many_processes, longest


def kind(base: type[TestCase] = TestCase, **said: float) -> type[TestCase]:
    return type("Kind", (base,), {"runTest": lambda test: None, **said})


def measured(*kinds: type[TestCase]) -> MeasuredSuite:
    return MeasuredSuite([TestSuite([kind()]) for kind in kinds], processes=2)


class SpentTests(SimpleTestCase):
    def test_the_longest_begin_first(self) -> None:
        quick, of_transactions, long = kind(), kind(TransactionTestCase), kind(seconds=30)
        suite = measured(quick, of_transactions, long)

        order = [type(test) for subsuite in suite.subsuites for test in subsuite]

        self.assertEqual(order, [long, of_transactions, quick])

    def test_what_a_class_took_is_kept_and_is_no_result(self) -> None:
        long = kind()
        suite, result = measured(long), TestResult()

        suite.handle_event(result, [long()], ("spent", -1, 3.0, 2.0))

        self.assertEqual(suite.spent, [Spent("tests.test_spent.Kind", 3.0, 2.0)])
        self.assertEqual(result.testsRun, 0)

    def test_the_longest_are_told_with_the_sum_of_all(self) -> None:
        told = longest(Spent(f"number{wall}", wall, wall / 2) for wall in range(30))

        lines = told.splitlines()
        self.assertEqual(len(lines), TOLD + 2)
        self.assertRegex(lines[1], "29.0 s, +14.5 s of a processor: number29")
        self.assertRegex(lines[-1], "435.0 s, +217.5 s of a processor: all")

    def test_of_a_short_run_nothing_is_told(self) -> None:
        self.assertEqual(longest([Spent("short", 0.5, 0.1)]), "")

    def test_two_processors_have_three_processes_unless_told_otherwise(self) -> None:
        with mock.patch("tests.spent.processors", return_value=2):
            with mock.patch.dict("os.environ", clear=True):
                self.assertEqual(as_many_processes(), 3)
            with mock.patch.dict("os.environ", {"DJANGO_TEST_PROCESSES": "2"}):
                self.assertEqual(as_many_processes(), 2)
