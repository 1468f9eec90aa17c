"""One worker at a time, and nobody who lost a job may end it."""

from unittest import skipUnless

from django.db import connection
from django.test import TestCase, TransactionTestCase

from jobs.models import Job
from jobs.rules import JobState
from jobs.services.leases import (
    claim,
    claim_next,
    fail,
    finish,
    give_back,
    reap,
    reap_own,
    renew,
)
from jobs.tests.queueing import QueueMixin, again, asked, claimed, fall_silent, make_due
from tests.races import at_once


class LeaseTests(QueueMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        asked("note", word="a")

    def test_a_job_is_taken_once(self) -> None:
        seen = Job.objects.get()

        self.assertTrue(claim(seen, worker="one"))
        self.assertFalse(claim(seen, worker="two"))

    def test_who_read_the_job_before_another_had_it_does_not_get_it(self) -> None:
        seen = Job.objects.get()
        give_back(claimed())

        self.assertFalse(claim(seen, worker="two"))

    def test_a_job_whose_worker_fell_silent_is_tried_again(self) -> None:
        job = claimed("gone")
        fall_silent(job)

        self.assertEqual(reap(), 1)

        job = again(job)
        self.assertEqual((job.state, job.attempts), (JobState.WAITING, 1))
        self.assertIn("gone died", job.task.traceback)

    def test_a_job_that_kills_five_workers_is_given_up(self) -> None:
        job = Job.objects.get()
        for _ in range(5):
            make_due(job)
            fall_silent(claimed())
            reap()

        self.assertEqual(again(job).state, JobState.DEAD)

    def test_a_worker_that_gives_signs_keeps_its_job(self) -> None:
        job = claimed()

        self.assertTrue(renew(job))
        self.assertEqual(reap(), 0)

    def test_a_sign_that_comes_before_the_reaper_saves_the_job(self) -> None:
        job = claimed()
        fall_silent(job)
        renew(job)

        self.assertEqual(reap(), 0)

    def test_who_lost_a_job_can_neither_end_it_nor_hold_it(self) -> None:
        lost = claimed()
        fall_silent(lost)
        reap()
        make_due(lost)
        held = claimed("other")

        self.assertFalse(renew(lost))
        self.assertFalse(finish(lost, value="late"))
        self.assertFalse(fail(lost, error=ValueError()))
        self.assertFalse(give_back(lost))
        self.assertEqual((again(held).worker, again(held).state), ("other", JobState.RUNNING))

    def test_a_worker_started_again_leaves_to_others_what_killed_it(self) -> None:
        job = claimed("phoenix")

        self.assertEqual((reap_own("other"), reap_own("phoenix")), (0, 1))
        self.assertEqual(again(job).attempts, 1)


@skipUnless(connection.vendor == "postgresql", "races show on PostgreSQL")
class ClaimRaceTests(TransactionTestCase):
    def test_of_thirty_workers_each_job_has_one(self) -> None:
        for number in range(10):
            asked("note", word=str(number))

        taken = [job.pk for job in at_once(30, lambda n: claim_next(f"w{n}")) if job]

        self.assertEqual(len(taken), len(set(taken)))
        self.assertEqual(Job.objects.filter(leased_until__isnull=False).count(), len(taken))
        self.assertTrue(all(job.claims == 1 for job in Job.objects.filter(pk__in=taken)))
