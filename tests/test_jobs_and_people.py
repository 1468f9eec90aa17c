"""The queue and people, who are strangers to each other: who sees a job, who tries one again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.test import Client, TestCase

from events.models import Event
from jobs.models import Job
from jobs.rules import JobState
from jobs.services.queue import ask
from jobs.services.upkeep import retry_job
from jobs.tests.queueing import again, asked, run_next, use_up
from kernel.errors import Conflict, RuleBroken
from users.models import User
from users.tests.cast import CastMixin, client_of


class ReadJobTests(CastMixin, TestCase):
    def test_who_asked_reads_how_far_it_is(self) -> None:
        job = ask("jobs.tests.errands.count_up", {"of": 3}, by=self.owner)
        run_next()

        answer = client_of(self.owner).get(f"/api/jobs/{job.pk}/")

        self.assertEqual(answer.status_code, 200)
        told = {key: answer.json()[key] for key in ("id", "name", "state", "done", "of", "error")}
        self.assertEqual(
            told,
            {
                "id": job.pk,
                "name": "jobs.tests.errands.count_up",
                "state": "DONE",
                "done": 3,
                "of": 3,
                "error": "",
            },
        )

    def test_what_went_wrong_is_named_without_its_traceback(self) -> None:
        job = ask("jobs.tests.errands.break_down", by=self.owner)
        run_next()

        answer = client_of(self.owner).get(f"/api/jobs/{job.pk}/")

        self.assertEqual(
            (answer.json()["error"], answer.json()["state"]), ("ValueError", "WAITING")
        )
        self.assertNotIn("no good", answer.content.decode())


class RetryTests(CastMixin, TestCase):
    def dead(self) -> Job:
        return use_up(asked("break_down"))

    def test_an_admin_gives_it_another_five_attempts_and_that_is_on_record(self) -> None:
        job = retry_job(self.dead(), by=self.admin)

        self.assertEqual((job.state, job.attempts), (JobState.WAITING, 0))
        event = Event.objects.get(name="job.retried")
        self.assertEqual((event.subject, event.subject_id, event.by), ("job", job.pk, self.admin))

    def test_after_that_its_first_attempt_is_the_first_again(self) -> None:
        retry_job(self.dead(), by=self.admin)

        job = run_next()

        self.assertEqual((job.attempts, len(job.task.worker_ids)), (1, 1))

    def test_a_manager_may_not(self) -> None:
        job = self.dead()

        with self.assertRaises(PermissionDenied):
            retry_job(job, by=self.manager)
        self.assertEqual(again(job).state, JobState.DEAD)

    def test_a_job_that_still_waits_is_not_retried(self) -> None:
        with self.assertRaises(RuleBroken):
            retry_job(asked("note", word="a"), by=self.admin)

    def test_of_two_who_retry_the_second_is_told(self) -> None:
        seen, same = (job := self.dead()), again(job)
        retry_job(seen, by=self.admin)

        with self.assertRaises(Conflict):
            retry_job(same, by=self.admin)


class AdminTests(TestCase):
    def act(self, user: User, job: Job) -> Any:
        client = Client()
        client.force_login(user)
        chosen = {"action": "retry", "_selected_action": [job.pk]}
        return client.post("/admin/jobs/job/", chosen)

    def test_support_staff_try_a_dead_job_again(self) -> None:
        job = use_up(asked("break_down"))

        self.act(User.objects.create_superuser("root", password="password"), job)

        self.assertEqual(again(job).state, JobState.WAITING)

    def test_staff_without_the_right_cannot(self) -> None:
        job = use_up(asked("break_down"))

        answer = self.act(User.objects.create(username="s", is_staff=True), job)

        self.assertEqual((answer.status_code, again(job).state), (403, JobState.DEAD))

    def test_one_job_shows_its_traceback(self) -> None:
        job = use_up(asked("break_down"))
        self.client.force_login(User.objects.create_superuser("root", password="password"))

        page = self.client.get(f"/admin/jobs/job/{job.pk}/change/")

        self.assertContains(page, "ValueError: no good")
