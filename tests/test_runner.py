import json
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path

from django.test import SimpleTestCase

from tests.counts import Counts, closing_line, failures, reasons


def run(*cases: type[unittest.TestCase]) -> unittest.TestResult:
    result = unittest.TestResult()
    load = unittest.defaultTestLoader.loadTestsFromTestCase
    unittest.TestSuite(map(load, cases)).run(result)
    return result


def case(**tests: Callable[[unittest.TestCase], object]) -> type[unittest.TestCase]:
    return type(
        "Case", (unittest.TestCase,), {f"test_{name}": test for name, test in tests.items()}
    )


def two_broken_subtests(test: unittest.TestCase) -> None:
    for number in (1, 2):
        with test.subTest(number):
            test.fail()


class CountsTests(SimpleTestCase):
    def test_each_test_counts_once(self) -> None:
        result = run(
            case(
                passes=lambda test: None,
                fails=lambda test: test.fail(),
                breaks=lambda test: 1 / 0,
                skips=lambda test: test.skipTest("not here"),
                twice=two_broken_subtests,
            )
        )
        counts = Counts.of(result, "SQLite")

        self.assertEqual((counts.passed, counts.failed, counts.skipped), (1, 3, 1))

    def test_a_broken_class_is_one_failure(self) -> None:
        broken = case(never=lambda test: None)
        broken.setUpClass = lambda: 1 / 0  # type: ignore[method-assign,assignment]

        result = run(broken, case(passes=lambda test: None))

        counts = Counts.of(result, "SQLite")

        self.assertEqual((counts.passed, counts.failed, counts.skipped), (1, 1, 0))

    def test_it_passes_from_one_process_to_another(self) -> None:
        path = Path(self.enterContext(tempfile.TemporaryDirectory())) / "counts.json"
        counts = Counts("PostgreSQL 15.18", 3, 2, 1, ("one", "another"))

        counts.save(path)

        self.assertEqual(json.loads(path.read_text())["failed"], 2)
        self.assertEqual(Counts.load(path), counts)

    def test_a_process_that_said_nothing_has_no_counts(self) -> None:
        self.assertIsNone(Counts.load(Path("/nowhere/counts.json")))

    def test_a_failure_is_told_with_the_end_of_its_traceback(self) -> None:
        counts = Counts.of(run(case(breaks=lambda test: 1 / 0)), "SQLite")

        told = failures([counts])

        self.assertIn("failed on SQLite: tests.test_runner.Case.test_breaks", told)
        self.assertIn("ZeroDivisionError: division by zero", told)

    def test_nothing_is_told_where_nothing_failed(self) -> None:
        self.assertEqual(failures([Counts("SQLite", 410, 0, 2)]), "")

    def test_why_tests_were_skipped_is_told_once_for_all_of_them(self) -> None:
        def skips(test: unittest.TestCase) -> None:
            test.skipTest("no chromium")

        told = reasons(run(case(one=skips, two=skips, three=lambda test: None)))

        self.assertEqual(told, "Skipped 2: no chromium\n")

    def test_the_words(self) -> None:
        runs = [Counts("SQLite", 410, 0, 2), Counts("PostgreSQL 15.18", 411, 1, 0)]

        self.assertEqual(str(runs[0]), "SQLite: 412 tests, 0 failed, 2 skipped.")
        self.assertEqual(str(runs[1]), "PostgreSQL 15.18: 412 tests, 1 failed.")
        self.assertEqual(closing_line(runs), "821 passed, 1 failed, 2 skipped")
