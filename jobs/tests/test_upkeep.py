"""What is over is forgotten after a while."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs.models import Job, Slot, Worker
from jobs.services.upkeep import forget_finished
from jobs.tests.queueing import QueueMixin, asked, run_next, use_up


class ForgetTests(QueueMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.now = timezone.now()

    def end(self, days_ago: int) -> None:
        DBTaskResult.objects.update(finished_at=self.now - timedelta(days=days_ago))

    def test_a_job_done_long_ago_goes_with_its_task_and_a_recent_one_stays(self) -> None:
        for days, gone in ((8, 1), (6, 0)):
            asked("note", word="a")
            run_next()
            self.end(days)

            self.assertEqual(forget_finished(now=self.now), gone)

        self.assertEqual((Job.objects.count(), DBTaskResult.objects.count()), (1, 1))

    def test_a_job_that_was_given_up_is_kept_for_a_season(self) -> None:
        use_up(asked("break_down"))
        self.end(89)
        self.assertEqual(forget_finished(now=self.now), 0)
        self.end(91)
        self.assertEqual(forget_finished(now=self.now), 1)

    def test_a_job_that_waits_is_never_forgotten(self) -> None:
        asked("note", word="a")

        self.assertEqual(forget_finished(now=self.now + timedelta(days=365)), 0)

    def test_old_slots_and_workers_of_yesterday_go(self) -> None:
        for age in (timedelta(days=40), timedelta(hours=1)):
            Slot.objects.create(name="n", due_at=self.now - age)
            Worker.objects.create(name=str(age), seen_at=self.now - age)

        forget_finished(now=self.now)

        self.assertEqual((Slot.objects.count(), Worker.objects.count()), (1, 1))
