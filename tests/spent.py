"""Where the time of a run goes: seconds by the clock and of the processors, for each class.

The classes are shared out to the processes one by one. The longest begin first, so that no process
is left alone with one of them at the end; there are more processes than processors, for a test in a
browser, or with workers of its own, waits as much as it works.
"""

import os
import resource
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from unittest import TestSuite

from django.test import LiveServerTestCase, TransactionTestCase
from django.test.runner import ParallelTestSuite, _run_subsuite  # type: ignore[attr-defined]
from django.test.runner import get_max_test_processes as processors  # type: ignore[attr-defined]

EVENT = "spent"
TOLD = 10
TOLD_FROM = 60.0  # a short run needs no such list
ABOUT = ((LiveServerTestCase, 4.0), (TransactionTestCase, 2.0))  # seconds a test takes
ABOUT_ANY_OTHER = 0.2


@dataclass(frozen=True)
class Spent:
    """Seconds of one class, or of all: by the clock, and of the processors."""

    name: str
    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:7.1f} s, {self.cpu:6.1f} s of a processor: {self.name}"


def run_and_measure(args: Any) -> Any:
    """Run one class, in the process it was given to; what it took is its last event."""
    wall, cpu = time.monotonic(), cpu_seconds()
    index, events = _run_subsuite(args)
    return index, [*events, (EVENT, -1, time.monotonic() - wall, cpu_seconds() - cpu)]


class MeasuredSuite(ParallelTestSuite):
    """Django's, the longest classes first, and keeping what each of them took."""

    run_subsuite = run_and_measure

    def __init__(self, subsuites: Iterable[TestSuite], *args: Any, **options: Any) -> None:
        super().__init__(sorted(subsuites, key=expected, reverse=True), *args, **options)
        self.spent: list[Spent] = []

    def handle_event(self, result: Any, tests: list[Any], event: Any) -> None:
        if event[0] == EVENT:
            kind = type(tests[0])
            self.spent.append(Spent(f"{kind.__module__}.{kind.__qualname__}", *event[2:]))
        else:
            super().handle_event(result, tests, event)


def as_many_processes() -> int:
    """Half as many again as there are processors; DJANGO_TEST_PROCESSES says otherwise."""
    count: int = processors()
    return count if "DJANGO_TEST_PROCESSES" in os.environ else count + count // 2


def expected(suite: TestSuite) -> float:
    """About how many seconds a class takes: what it says in `seconds`, else what its kind does."""
    tests = list(suite)
    said: float = getattr(tests[0], "seconds", 0.0)
    each = next((time for kind, time in ABOUT if isinstance(tests[0], kind)), ABOUT_ANY_OTHER)
    return said or each * len(tests)


def cpu_seconds() -> float:
    """Of this process and of those it started that have ended; a browser's own are not all seen."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def longest(spent: Iterable[Spent]) -> str:
    """Name the classes that took most, and what all took; empty when that was little."""
    ordered = sorted(spent, key=lambda one: one.wall, reverse=True)
    every = Spent("all", sum(one.wall for one in ordered), sum(one.cpu for one in ordered))
    if every.wall < TOLD_FROM:
        return ""
    return "".join(f"{one}\n" for one in ("The longest classes:", *ordered[:TOLD], every))
