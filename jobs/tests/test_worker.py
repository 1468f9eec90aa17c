"""The worker's round, in this process; with processes of its own: tests/test_workers.py."""

import io
from datetime import timedelta
from unittest import mock, skipUnless

from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import TestCase, override_settings
from django.utils import timezone

from jobs.models import Job, Slot, Worker
from jobs.rules import Every, JobState
from jobs.services.worker import Heart, Loop, beat
from jobs.tests.errands import DONE
from jobs.tests.queueing import QueueMixin, again, asked, fall_silent
from tests.races import at_once


@override_settings(PERIODIC_JOBS={})
class WorkerTests(QueueMixin, TestCase):
    def test_a_burst_does_all_that_is_due_and_ends(self) -> None:
        for word in "abc":
            asked("note", word=word)
        asked("break_down")
        out = io.StringIO()

        call_command("worker", "--burst", stdout=out)

        self.assertEqual(DONE, ["a", "b", "c"])
        self.assertIn("4 jobs run.", out.getvalue())

    def test_once_does_one_job(self) -> None:
        for word in "abc":
            asked("note", word=word)

        call_command("worker", "--once", stdout=io.StringIO())

        self.assertEqual(DONE, ["a"])

    @override_settings(PERIODIC_JOBS={"often": ("jobs.jobs.forget_old_jobs", Every(minutes=5))})
    def test_it_does_what_the_clock_asks_for(self) -> None:
        self.assertEqual(Loop("w", burst=True).run(), 1)

    @override_settings(PERIODIC_JOBS={"often": ("jobs.jobs.forget_old_jobs", Every(minutes=5))})
    def test_a_machine_whose_clock_is_a_year_fast_takes_the_time_of_the_database(self) -> None:
        fast = timezone.now() + timedelta(days=365)

        with mock.patch("django.utils.timezone.now", return_value=fast):
            Loop("w", burst=True).chores()

        self.assertLess(Slot.objects.get().due_at, fast - timedelta(days=364))

    @skipUnless(connection.vendor == "postgresql", "SQLite gives up by itself")
    def test_a_heart_does_not_wait_for_ever_for_a_row_that_is_locked(self) -> None:
        beat("w")  # in the transaction of this test
        loop = Loop("w", burst=True)
        self.addCleanup(loop.leave)

        with self.assertRaises(OperationalError):
            at_once(1, lambda number: Heart(loop).give_signs())

    @override_settings(JOB_TIME_LIMIT=timedelta(seconds=0.1))
    def test_a_job_that_runs_too_long_has_failed(self) -> None:
        job = asked("sleep", seconds=30)

        Loop("w", burst=True).run()

        job = again(job)
        self.assertEqual((job.state, job.attempts), (JobState.WAITING, 1))
        self.assertIn("TooLong", job.task.exception_class_path)

    def test_after_a_job_that_ignores_signals_it_ends_when_asked_to(self) -> None:
        for name in ("deafen", "ask_to_end", "break_down"):
            asked(name)

        self.assertEqual(Loop("w", burst=True).run(), 2)

    def test_it_reaps_what_a_silent_worker_left(self) -> None:
        job = asked("note", word="a")
        Job.objects.filter(pk=job.pk).update(due_at=None, worker="gone", claims=1, attempts=1)
        fall_silent(job)

        Loop("w", burst=True).run()

        self.assertIn("WorkerDied", again(job).task.exception_class_path)

    def test_it_is_seen_while_it_works_and_not_after_it_ended(self) -> None:
        beat("w")
        seen = Worker.objects.get().seen_at
        beat("w")

        self.assertGreaterEqual(Worker.objects.get().seen_at, seen)

        Loop("w", burst=True).run()

        self.assertFalse(Worker.objects.exists())
