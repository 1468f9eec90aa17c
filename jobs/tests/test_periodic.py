"""The clock asks for work: once per due time, and missed times are not piled up."""

from datetime import UTC, datetime, time, timedelta
from unittest import skipUnless

from django.conf import settings
from django.db import connection
from django.test import SimpleTestCase, TestCase, TransactionTestCase, override_settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task

from jobs.models import Job, Slot
from jobs.rules import Daily, Every
from jobs.services.periodic import enqueue_due
from tests.races import at_once

NIGHTLY = {"nightly": ("jobs.jobs.forget_old_jobs", Daily(time(3)))}
OFTEN = {"often": ("jobs.jobs.forget_old_jobs", Every(minutes=10))}
MORNING = datetime(2026, 5, 1, 8, tzinfo=UTC)


@override_settings(PERIODIC_JOBS=NIGHTLY)
class PeriodicTests(TestCase):
    def test_what_is_due_is_enqueued_once_however_often_one_looks(self) -> None:
        counts = [enqueue_due(now=MORNING + timedelta(hours=hour)) for hour in range(10)]

        self.assertEqual(counts, [1] + [0] * 9)
        self.assertEqual(Job.objects.count(), 1)

    def test_the_next_day_it_is_due_again(self) -> None:
        enqueue_due(now=MORNING)

        self.assertEqual(enqueue_due(now=MORNING + timedelta(days=1)), 1)

    @override_settings(PERIODIC_JOBS=OFTEN)
    def test_missed_times_are_not_piled_up(self) -> None:
        enqueue_due(now=MORNING)

        self.assertEqual(enqueue_due(now=MORNING + timedelta(days=3)), 1)
        self.assertEqual(Job.objects.count(), 2)

    def test_a_machine_whose_clock_is_slow_enqueues_nothing_old(self) -> None:
        enqueue_due(now=MORNING)

        self.assertEqual(enqueue_due(now=MORNING - timedelta(hours=6)), 0)

    @override_settings(PERIODIC_JOBS={"lost": ("leads.jobs.no_such", Daily(time(3)))} | NIGHTLY)
    def test_a_task_that_is_not_there_does_not_stop_the_others(self) -> None:
        self.assertEqual(enqueue_due(now=MORNING), 1)
        self.assertEqual(Slot.objects.get().name, "nightly")

    def test_looking_costs_one_query(self) -> None:
        enqueue_due(now=MORNING)

        with self.assertNumQueries(1):  # the latest slots
            enqueue_due(now=MORNING)


class ClockTableTests(SimpleTestCase):
    def test_every_periodic_job_exists_and_has_a_rhythm(self) -> None:
        for name, (task, rhythm) in settings.PERIODIC_JOBS.items():
            with self.subTest(name):
                self.assertIsInstance(import_string(task), Task)
                self.assertLessEqual(rhythm.last_due(timezone.now()), timezone.now())


@skipUnless(connection.vendor == "postgresql", "races show on PostgreSQL")
@override_settings(PERIODIC_JOBS=NIGHTLY)
class PeriodicRaceTests(TransactionTestCase):
    def test_of_twenty_workers_that_look_at_once_one_enqueues(self) -> None:
        counts = at_once(20, lambda number: enqueue_due(now=MORNING))

        self.assertEqual(sum(counts), 1)
        self.assertEqual((Job.objects.count(), Slot.objects.count()), (1, 1))
