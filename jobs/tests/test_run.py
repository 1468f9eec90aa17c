"""Running a job, and what is kept of how it went."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs.models import Job
from jobs.rules import JobState
from jobs.services.leases import claim_next
from jobs.services.running import Running, progress, run
from jobs.tests.errands import DONE
from jobs.tests.queueing import QueueMixin, again, asked, claimed, make_due, run_next, use_up


class RunTests(QueueMixin, TestCase):
    def test_a_job_that_ran_is_done_with_its_answer(self) -> None:
        asked("note", word="a")

        job = run_next()

        self.assertEqual((job.state, DONE), (JobState.DONE, ["a"]))
        self.assertEqual(job.task.task_result.return_value, "A")
        self.assertIsNone(claim_next("w"))

    def test_a_job_that_raised_waits_for_its_next_attempt(self) -> None:
        asked("break_down")

        job = run_next()

        assert job.due_at
        pause = job.due_at - timezone.now()
        self.assertEqual((job.state, job.attempts), (JobState.WAITING, 1))
        self.assertTrue(timedelta(seconds=5) < pause <= timedelta(seconds=15), pause)
        self.assertEqual(job.task.exception_class_path, "builtins.ValueError")
        self.assertIn("no good", job.task.traceback)

    def test_after_five_attempts_a_job_is_given_up(self) -> None:
        job = use_up(asked("break_down"))

        self.assertEqual((job.state, job.attempts), (JobState.DEAD, 5))
        self.assertEqual(job.task.status, TaskResultStatus.FAILED)
        self.assertIsNone(claim_next("w"))

    def test_a_job_that_failed_does_not_stop_the_next(self) -> None:
        asked("break_down")
        asked("note", word="a")

        run_next()
        run_next()

        self.assertEqual(DONE, ["a"])

    def test_an_answer_that_cannot_be_kept_is_a_failure(self) -> None:
        asked("return_nonsense")

        self.assertEqual(run_next().task.exception_class_path, "builtins.TypeError")

    def test_an_answer_that_is_no_json_is_a_failure_at_once(self) -> None:
        asked("return_no_number")

        job = run_next()

        self.assertEqual((job.state, job.attempts), (JobState.WAITING, 1))

    def test_words_that_postgresql_cannot_hold_are_kept_as_well_as_can_be(self) -> None:
        asked("break_down_in_odd_words")
        asked("return_odd_words")

        failed, returned = run_next(), run_next()

        self.assertIn("no  good ?", failed.task.traceback)
        self.assertIn(returned.state, {JobState.DONE, JobState.WAITING})  # as the database can

    def test_of_an_error_that_says_millions_of_words_both_ends_are_kept(self) -> None:
        asked("break_down_at_length")

        with self.assertLogs("jobs") as logs:
            told = run_next().task.traceback

        self.assertLess(len(told), 21_000)
        self.assertTrue(told.startswith("Traceback"))
        self.assertIn("and no good", told)
        self.assertLess(max(map(len, logs.output)), 1_000)

    def test_a_task_that_is_gone_is_a_failure_not_the_end_of_the_worker(self) -> None:
        job = asked("note", word="a")
        DBTaskResult.objects.filter(pk=job.task_id).update(task_path="jobs.tests.errands.gone")

        self.assertEqual(run_next().task.exception_class_path, "builtins.ImportError")

    def test_a_job_can_know_its_id_and_attempt(self) -> None:
        job = asked("note_attempt")

        run_next()
        Job.objects.filter(pk=job.pk).update(leased_until=None)
        make_due(job)
        run_next()

        task = str(job.task_id)
        self.assertEqual(DONE, [(task, 1), (task, 2)])


class ProgressTests(QueueMixin, TestCase):
    def test_how_far_it_is_can_be_read(self) -> None:
        asked("count_up", of=3)

        job = run_next()

        self.assertEqual((job.done, job.of), (3, 3))

    def test_outside_a_job_nothing_happens(self) -> None:
        with self.assertNumQueries(0):
            progress(1, 2)

    def test_it_writes_once_a_second_at_most(self) -> None:
        asked("count_up", of=1000)
        job = claimed()

        with self.assertNumQueries(2 + 4):  # the first and the last step; the outcome
            run(Running(job))

    def test_a_worker_asked_to_end_gives_the_job_back_uncounted(self) -> None:
        asked("count_up", of=3)
        job = claimed()

        run(Running(job, stopping=True))

        job = again(job)
        self.assertEqual((job.state, job.attempts, DONE), (JobState.WAITING, 0, []))
        self.assertEqual(claim_next("other"), job)

    def test_a_job_that_was_taken_away_ends_and_keeps_nothing(self) -> None:
        asked("count_up", of=3)
        job = claimed()

        run(Running(job, taken=True))

        self.assertEqual((again(job).state, DONE), (JobState.RUNNING, []))
