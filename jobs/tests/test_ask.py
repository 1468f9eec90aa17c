"""Asking for work: it is there with the transaction, or not at all."""

from datetime import timedelta

from asgiref.sync import async_to_sync
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobs.models import Job
from jobs.rules import JobState
from jobs.services.leases import claim_next
from jobs.services.queue import ask
from jobs.tests.errands import note
from jobs.tests.queueing import QueueMixin, asked


class AskTests(QueueMixin, TestCase):
    def test_what_is_rolled_back_was_never_asked_for(self) -> None:
        with transaction.atomic():
            asked("note", word="a")
            transaction.set_rollback(True)

        self.assertFalse(Job.objects.exists())
        self.assertIsNone(claim_next("w"))

    def test_a_task_enqueued_by_itself_is_a_job_too(self) -> None:
        note.enqueue("a")

        self.assertEqual(Job.objects.get().state, JobState.WAITING)

    def test_a_task_enqueued_from_async_code_is_a_job_too(self) -> None:
        async_to_sync(note.aenqueue)("a")

        self.assertEqual(Job.objects.count(), 1)

    def test_a_task_nobody_knows_is_refused_at_once(self) -> None:
        with self.assertRaises(ImportError):
            ask("jobs.tests.errands.no_such_task")

    def test_arguments_that_json_cannot_hold_are_refused_at_once(self) -> None:
        with self.assertRaises(TypeError):
            asked("note", word=object())

    def test_what_is_asked_for_later_is_not_due_before(self) -> None:
        tomorrow = timezone.now() + timedelta(days=1)

        job = ask("jobs.tests.errands.note", {"word": "a"}, after=tomorrow)

        self.assertEqual(job.due_at, tomorrow)
        self.assertIsNone(claim_next("w"))

    def test_the_urgent_comes_first_then_the_oldest(self) -> None:
        first, second = asked("note", word="a"), asked("note", word="b")
        note.using(priority=50).enqueue("c")

        order = [claim_next("w") for _ in range(3)]

        urgent = Job.objects.get(priority=50)
        self.assertEqual(order, [urgent, first, second])

    def test_a_long_queue_costs_no_more_queries(self) -> None:
        counts = set()
        for _ in range(3):
            for _ in range(20):
                asked("note", word="a")
            with CaptureQueriesContext(connection) as queries:
                claim_next("w")
            counts.add(len(queries))

        self.assertEqual(len(counts), 1)
