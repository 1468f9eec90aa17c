"""`manage.py test` on every database we promise.

The suite runs on the configured database. When nobody configured one (no DATABASE_URL, so SQLite),
the same command then runs again, in a process of its own, on a throw-away PostgreSQL server.
KAM_TEST_DATABASES=sqlite, postgres or both chooses, for a quick round at the desk.
"""

import argparse
import logging
import os
import signal
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest import TestSuite, TextTestResult

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.test.runner import DiscoverRunner

from LeadManagementSystem.env import env_bool, env_str
from tests.cluster import ClusterFailed, find_programs, throwaway_cluster
from tests.counts import Counts, closing_line, failures, reasons
from tests.lacking import excused, sentence
from tests.spent import MeasuredSuite, as_many_processes, longest

CHOICE = "KAM_TEST_DATABASES"
CHOICES = ("both", "sqlite", "postgres")
NO_PROGRAMS = "no server programs found (Debian package postgresql)"
REPORT = "KAM_TEST_REPORT"
# Without tblib a process cannot hand over a failure, and the whole run breaks off instead.
CAN_FAIL_IN_PARALLEL = find_spec("tblib") is not None


class BothDatabasesRunner(DiscoverRunner):
    """Django's runner, in parallel unless told otherwise, on SQLite and then on PostgreSQL."""

    parallel_test_suite = MeasuredSuite

    def __init__(self, *, parallel: int = 0, pdb: bool = False, **options: Any) -> None:
        super().__init__(parallel=0 if pdb else parallel, pdb=pdb, **options)
        self.runs: list[Counts] = []
        self.sentences: list[str] = []
        self.lacking: set[str] = set()

    @classmethod
    def add_arguments(cls, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(parallel=as_many_processes() if CAN_FAIL_IN_PARALLEL else 0)

    def run_tests(self, test_labels: list[str], **kwargs: Any) -> int:
        here, on_postgresql = wanted_runs()
        failed = super().run_tests(test_labels, **kwargs) if here else 0
        if on_postgresql:
            failed += self.run_on_postgresql(failed)
        self.report()
        return failed

    def load_tests_for_label(self, *args: Any, **kwargs: Any) -> Any:
        """Find tests; at the desk, those whose tools are not installed are skipped."""
        tests = super().load_tests_for_label(*args, **kwargs)
        return tests if env_bool("CI", default=False) else list(excused(tests, self.lacking))

    def run_suite(self, suite: TestSuite, **kwargs: Any) -> TextTestResult:
        # Refusals are what many tests are about: thousands of warnings would bury a failure. So are
        # jobs that fail. Not earlier: who imports wsgi.py sets the logs up anew.
        for name in ("django.request", "django.security", "jobs", "requests"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        result = super().run_suite(suite, **kwargs)
        spent = suite.spent if isinstance(suite, MeasuredSuite) else ()
        sys.stderr.write(f"\n{reasons(result)}{longest(spent)}")
        self.keep(Counts.of(result, database_name()))
        return result

    def run_on_postgresql(self, failed_before: int) -> int:
        """Run this very command again on a server of our own; return how many failed there."""
        if failed_before and self.failfast:
            return self.not_run("PostgreSQL: not run, because of --failfast.")
        if find_programs() is None:
            required = env_bool("CI", default=False) or env_str(CHOICE) == "postgres"
            return self.not_run(f"PostgreSQL: skipped, {NO_PROGRAMS}.", failed=int(required))
        try:
            with throwaway_cluster() as url:
                counts = run_again(url)
        except ClusterFailed as error:
            return self.not_run(f"PostgreSQL: failed. {error}", failed=1)
        self.keep(counts)
        return counts.failed

    def keep(self, counts: Counts, sentence: str = "") -> None:
        self.runs.append(counts)
        self.sentences.append(sentence or str(counts))

    def not_run(self, sentence: str, *, failed: int = 0) -> int:
        """Say why there was no run; where one was required, that counts as a failure."""
        self.keep(Counts("PostgreSQL", passed=0, failed=failed, skipped=0), sentence)
        return failed

    def report(self) -> None:
        """Say what came of it, or leave that to the process that started this one."""
        asked_by_another = env_str(REPORT)
        if asked_by_another:
            self.runs[-1].save(Path(asked_by_another))
            return
        sys.stderr.flush()
        left_out = f"{words}\n" if (words := sentence(self.lacking)) else ""
        sys.stdout.write(
            f"\n{failures(self.runs)}{left_out}{' '.join(self.sentences)}\n"
            f"{closing_line(self.runs)}\n"
        )
        sys.stdout.flush()


def wanted_runs() -> tuple[bool, bool]:
    """Return whether to run here and whether to run on PostgreSQL as well."""
    choice = env_str(CHOICE, default="both")
    if choice not in CHOICES:
        raise ImproperlyConfigured(f"{CHOICE} must be one of {', '.join(CHOICES)}.")
    if env_str("DATABASE_URL"):
        return True, False
    return choice != "postgres", choice != "sqlite"


def database_name() -> str:
    """Return for example "PostgreSQL 15.18"; SQLite goes without a number."""
    if connection.vendor == "sqlite":
        return connection.display_name
    try:
        version = connection.get_database_version()
    except DatabaseError:
        return connection.display_name
    return f"{connection.display_name} {'.'.join(map(str, version))}"


def run_again(url: str) -> Counts:
    """Run the command line we were started with, on the database at `url`."""
    with tempfile.TemporaryDirectory(prefix="kam-tests-") as folder:
        report = Path(folder) / "counts.json"
        sys.stderr.write("\nThe same once more, on PostgreSQL.\n")
        environment = os.environ | {"DATABASE_URL": url, REPORT: str(report)}
        with subprocess.Popen([sys.executable, *sys.orig_argv[1:]], env=environment) as again:
            try:
                again.wait()
            except BaseException:
                again.send_signal(signal.SIGINT)  # so that it ends its own workers, too
                raise
        counts = Counts.load(report)
    if counts is None or bool(again.returncode) != bool(counts.failed):
        unfinished = f"PostgreSQL (ended early, exit code {again.returncode})"
        return Counts(unfinished, passed=0, failed=1, skipped=0)
    return counts
