"""With requirements.txt alone, tests whose tools are missing are skipped; other errors stay."""

from unittest import TestCase, TestResult
from unittest.loader import _FailedTest  # type: ignore[attr-defined]

from django.test import SimpleTestCase

from tests.lacking import excused, sentence


def unimportable(module: str) -> TestCase:
    broken: TestCase = _FailedTest("test_x", ImportError(f"No module named '{module}'"))
    return broken


class LackingTests(SimpleTestCase):
    def test_a_module_that_lacks_a_tool_is_skipped_and_says_what_to_install(self) -> None:
        lacking: set[str] = set()
        result = TestResult()

        for test in excused([unimportable("hypothesis.stateful")], lacking):
            test.run(result)

        self.assertEqual((result.errors, len(result.skipped)), ([], 1))
        self.assertIn("hypothesis", result.skipped[0][1])
        self.assertIn("requirements-dev.txt", sentence(lacking))

    def test_a_module_that_is_broken_otherwise_stays_an_error(self) -> None:
        lacking: set[str] = set()
        result = TestResult()

        for test in excused([unimportable("leads.nothing"), unimportable("orjson")], lacking):
            test.run(result)

        self.assertEqual(len(result.errors), 2)
        self.assertEqual(sentence(lacking), "")
