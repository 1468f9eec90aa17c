"""What one run of the suite came to, and the words for it."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self
from unittest import TestCase, TestResult

TOLD_LINES = 12
MOST_TOLD = 20


@dataclass(frozen=True)
class Counts:
    """One run on one database."""

    database: str
    passed: int
    failed: int
    skipped: int
    broken: tuple[str, ...] = ()
    """One text for each failure: the test's name and the end of its traceback."""

    @classmethod
    def of(cls, result: TestResult, database: str) -> Self:
        broken = [*result.failures, *result.errors]
        failed = _owners([*(test for test, _ in broken), *result.unexpectedSuccesses])
        skipped = _owners(test for test, _ in result.skipped) - failed
        # A class or module whose set-up failed stands in the lists, but was never run as a test.
        run_in_vain = sum(1 for name in failed | skipped if name[1])
        passed = max(0, result.testsRun - run_in_vain)
        texts = tuple(_told(test, traceback) for test, traceback in broken)
        return cls(database, passed, len(failed), len(skipped), texts)

    @classmethod
    def load(cls, path: Path) -> Self | None:
        """Return what another process saved; None if it never came that far."""
        if not path.exists():
            return None
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(**kept | {"broken": tuple(kept["broken"])})

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        tests = self.passed + self.failed + self.skipped
        return f"{self.database}: {tests} tests, {self.failed} failed{skipped}."


def closing_line(runs: Iterable[Counts]) -> str:
    """The one plain line over all runs, for whoever (or whatever) reads only the end."""
    counted = [(run.passed, run.failed, run.skipped) for run in runs]
    passed, failed, skipped = (sum(column) for column in zip(*counted, strict=True))
    return f"{passed} passed, {failed} failed, {skipped} skipped"


def failures(runs: Iterable[Counts]) -> str:
    """What failed, for a reader who sees only the end of a long log; empty when nothing did."""
    texts = [f"{run.database}: {text}" for run in runs for text in run.broken]
    return "".join(f"\n--- failed on {text}\n" for text in texts[:MOST_TOLD])


def reasons(result: TestResult) -> str:
    """Say why tests, or whole classes of them, were skipped; empty when none was."""
    counted = Counter(reason for _, reason in result.skipped)
    return "".join(f"Skipped {count}: {reason}\n" for reason, count in counted.most_common())


def _told(test: Any, traceback: str) -> str:
    return "\n".join([test.id(), *traceback.rstrip().splitlines()[-TOLD_LINES:]])


def _owners(tests: Iterable[Any]) -> set[tuple[str, bool]]:
    """The tests behind the entries: two broken subtests are one failed test."""
    owners = (getattr(test, "test_case", test) for test in tests)
    return {(owner.id(), isinstance(owner, TestCase)) for owner in owners}
