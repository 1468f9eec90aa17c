"""Whoever watches from outside learns whether the queue moves, and nothing else."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import TestCase
from django.utils import timezone
from rest_framework.test import APIClient

from jobs.models import Worker
from jobs.tests.queueing import asked, make_due

KEYS = {"ok", "waiting_seconds", "worker_seen_seconds"}


class HealthTests(TestCase):
    def look(self) -> Any:
        return APIClient().get("/api/health/")

    def see_worker(self, *, seconds_ago: int) -> None:
        seen_at = timezone.now() - timedelta(seconds=seconds_ago)
        Worker.objects.create(name=f"w{seconds_ago}", seen_at=seen_at)

    def test_with_nothing_to_do_all_is_well_without_a_worker(self) -> None:
        answer = self.look()

        self.assertEqual(answer.status_code, 200)
        nothing = {"waiting_seconds": None, "worker_seen_seconds": None}
        self.assertEqual(answer.json(), {"ok": True, **nothing})

    def test_work_that_waits_while_nobody_is_there_is_not_well(self) -> None:
        make_due(asked("note", word="a"))
        self.see_worker(seconds_ago=500)

        answer = self.look()

        self.assertEqual(answer.status_code, 503)
        self.assertFalse(answer.json()["ok"])
        self.assertGreaterEqual(answer.json()["waiting_seconds"], 600)

    def test_work_that_waits_while_a_worker_is_busy_is_well(self) -> None:
        make_due(asked("note", word="a"))
        self.see_worker(seconds_ago=500)
        self.see_worker(seconds_ago=5)

        self.assertEqual(self.look().status_code, 200)

    def test_a_database_that_fails_is_not_well(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE jobs_job RENAME TO away")

        answer = self.look()

        self.assertEqual((answer.status_code, set(answer.json())), (503, KEYS))

    def test_a_long_queue_costs_two_queries(self) -> None:
        for _ in range(20):
            make_due(asked("note", word="a"))

        with self.assertNumQueries(2):  # the most urgent job, the worker seen last
            self.look()
