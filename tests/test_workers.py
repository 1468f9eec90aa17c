"""Workers as real processes: how they end, what survives them, what they survive."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import skipUnless

from django.db import connection
from django.test import TransactionTestCase

from jobs.services.queue import ask
from tests.processes import environment, lives, rows, shared_database, wait_until

ROOT = Path(__file__).resolve().parent.parent
QUICK = {"JOB_LEASE_SECONDS": "2", "JOB_RETRY_SECONDS": "0", "LOG_LEVEL": "CRITICAL"}


class WorkersTests(TransactionTestCase):
    seconds = 60

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(TemporaryDirectory(prefix="kam-workers-")))
        self.began = self.folder / "began"

    def ask(self, name: str, **arguments: Any) -> None:
        ask(f"tests.proof_errand.{name}", arguments)

    def share(self) -> None:
        """Let other processes see what was asked for so far."""
        self.url = self.enterContext(shared_database())

    def start(self, **settings: str) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker"],
            cwd=ROOT,
            env=environment(self.url, **QUICK | settings),
            stdout=subprocess.DEVNULL,
        )
        self.addCleanup(worker.wait)
        self.addCleanup(worker.kill)
        return worker

    def state(self, task: str) -> tuple[Any, ...]:
        """Return status, attempts and claims of the job."""
        (row,) = rows(
            self.url,
            "SELECT status, attempts, claims FROM jobs_job"
            " JOIN django_tasks_database_dbtaskresult task ON task.id = task_id"
            f" WHERE task_path = 'tests.proof_errand.{task}'",
        )
        return row

    def pids(self) -> list[int]:
        return [int(line) for line in self.began.read_text().split()]

    def test_a_job_that_kills_its_worker_does_not_stop_the_others(self) -> None:
        self.ask("kill_the_worker")
        for number in range(3):
            self.ask("touch", path=str(self.folder / f"done{number}"))
        self.share()

        worker = self.start()

        wait_until(lambda: len(list(self.folder.glob("done*"))) == 3)
        wait_until(lambda: self.state("kill_the_worker")[:2] == ("FAILED", 5))
        self.assertIsNone(worker.poll())

    def test_a_job_that_ends_its_worker_as_if_in_peace_does_not_stop_the_others(self) -> None:
        self.ask("end_the_worker")
        self.ask("touch", path=str(self.folder / "done"))
        self.share()

        worker = self.start()

        wait_until((self.folder / "done").exists)
        wait_until(lambda: self.state("end_the_worker")[:2] == ("FAILED", 5))
        self.assertIsNone(worker.poll())

    def test_a_transaction_that_a_job_leaves_open_does_not_swallow_the_others(self) -> None:
        for through_django in (True, False):
            with self.subTest(through_django=through_django):
                self.ask("leave_open", through_django=through_django)
                self.ask("touch", path=str(self.folder / f"done{through_django}"))
        self.share()

        self.start()

        wait_until(lambda: len(list(self.folder.glob("done*"))) == 2)
        failed = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'FAILED'"
        wait_until(lambda: rows(self.url, failed) == [(2,)])

    def test_asked_to_end_it_finishes_a_short_job(self) -> None:
        self.ask("work", began=str(self.began), seconds=1, talks=False)
        self.share()
        worker = self.start()
        wait_until(self.began.exists)

        worker.terminate()

        self.assertEqual(worker.wait(40), 0)
        self.assertEqual(self.state("work"), ("SUCCESSFUL", 1, 1))

    def test_asked_to_end_it_gives_back_a_long_job_that_tells_its_progress(self) -> None:
        self.ask("work", began=str(self.began), seconds=60, talks=True)
        self.share()
        worker = self.start()
        wait_until(self.began.exists)

        worker.terminate()

        self.assertEqual(worker.wait(40), 0)
        self.assertEqual(self.state("work"), ("READY", 0, 1))

    def test_asked_to_end_it_interrupts_a_long_job_after_the_grace_period(self) -> None:
        self.ask("work", began=str(self.began), seconds=60, talks=False)
        self.share()
        worker = self.start(JOB_GRACE_SECONDS="1")
        wait_until(self.began.exists)

        worker.terminate()

        self.assertEqual(worker.wait(40), 0)
        self.assertEqual(self.state("work"), ("READY", 0, 1))

    def test_a_job_longer_than_its_lease_is_run_by_one_worker_only(self) -> None:
        self.ask("work", began=str(self.began), seconds=6, talks=False)
        self.share()
        for _ in range(2):
            self.start()

        wait_until(lambda: self.state("work")[0] == "SUCCESSFUL")

        self.assertEqual(self.state("work"), ("SUCCESSFUL", 1, 1))
        self.assertEqual(len(self.pids()), 1)

    def test_a_worker_whose_supervisor_was_killed_does_not_stay_behind(self) -> None:
        self.ask("work", began=str(self.began), seconds=60, talks=True)
        self.share()
        worker = self.start()
        wait_until(lambda: self.began.exists() and self.pids())  # it is there before its words are
        (child,) = self.pids()
        self.assertTrue(lives(child))

        worker.kill()

        wait_until(lambda: not lives(child), seconds=40)
        self.assertEqual(self.state("work"), ("READY", 0, 1))

    @skipUnless(connection.vendor == "postgresql", "SQLite has one writer, so its lease must wait")
    def test_a_job_in_one_long_transaction_keeps_its_lease(self) -> None:
        self.ask("write_slowly", began=str(self.began), seconds=5)
        self.share()
        for _ in range(2):
            self.start()

        wait_until(lambda: self.state("write_slowly")[0] == "SUCCESSFUL")

        self.assertEqual(len(self.pids()), 1)

    @skipUnless(connection.vendor == "sqlite", "PostgreSQL has many writers")
    def test_a_job_in_one_transaction_shorter_than_its_lease_keeps_it_on_sqlite(self) -> None:
        self.ask("write_slowly", began=str(self.began), seconds=5)
        self.share()
        for _ in range(2):
            self.start(JOB_LEASE_SECONDS="8")

        wait_until(lambda: self.state("write_slowly")[0] == "SUCCESSFUL")

        self.assertEqual(len(self.pids()), 1)
