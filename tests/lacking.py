"""Tests whose tools are not installed: who follows the README has requirements.txt alone."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from unittest import TestCase, skip

# What tests import of requirements-dev.txt; anything else that is missing is a failure.
TOOLS = frozenset({"hypothesis", "schemathesis", "playwright", "axe_playwright_python"})
MISSING = re.compile(r"No module named '(\w+)")
HINT = "pip install -r requirements-dev.txt"


def excused(tests: Iterable[Any], lacking: set[str]) -> Iterator[TestCase]:
    """Yield the tests; of a module that lacks a tool one skipped test, its tool in `lacking`."""
    for test in one_by_one(tests):
        tool = tool_lacking(test)
        if tool:
            lacking.add(tool)
            yield skipped(test.id(), f"needs {tool}: {HINT}")
        else:
            yield test


def one_by_one(tests: Iterable[Any]) -> Iterator[TestCase]:
    for test in tests:
        if isinstance(test, TestCase):
            yield test
        else:
            yield from one_by_one(test)


def tool_lacking(test: TestCase) -> str:
    """Return the tool a module could not be imported for; "" stands for any other reason."""
    found = MISSING.search(str(getattr(test, "_exception", "")))
    return found[1] if found and found[1] in TOOLS else ""


def skipped(name: str, reason: str) -> TestCase:
    class Lacking(TestCase):
        @skip(reason)
        def runTest(self) -> None:  # noqa: N802 - unittest's name
            """Never run."""

        def id(self) -> str:
            return name

    return Lacking()


def sentence(lacking: Iterable[str]) -> str:
    """Say what was left out and how to have it; empty when nothing was."""
    tools = ", ".join(sorted(lacking))
    return f"Tests that need {tools} were skipped: {HINT}" if tools else ""
