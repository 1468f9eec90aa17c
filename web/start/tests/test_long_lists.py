"""A list too long for a request, as who sent it sees it."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from interaction_tracking.models import Order
from jobs.models import Job
from jobs.services.queue import ask
from jobs.services.worker import Loop, beat
from leads.tests.factories import make_lead
from transfers.models import ListImport
from users.tests.cast import CastMixin
from web.start.forms import MOST_MEGABYTES
from web.start.imports import MOST_AT_ONCE, MOST_ROWS

HEAD = "customer,order date,total,external id\n"


@override_settings(PERIODIC_JOBS={})
class LongListTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.admin)
        self.lead = make_lead(assigned_to=self.owner, external_id="R-1")

    def send(self, text: str, **more: str) -> Any:
        file = SimpleUploadedFile("log.csv", text.encode())
        return self.client.post(
            "/import/", {"kind": "orders", "file": file, **(more or {"save": "1"})}
        )

    def send_long(self, **more: str) -> ListImport:
        lines = "".join(f"R-1,2026-01-09,1,N{number}\n" for number in range(MOST_AT_ONCE))
        self.send(f"{HEAD}{lines}R-2,2026-01-09,1,X\n", **more)
        found: ListImport = ListImport.objects.get()
        return found

    def test_a_long_list_waits_for_a_worker_and_says_if_none_runs(self) -> None:
        kept = self.send_long(check="1")

        page = self.client.get(f"/import/{kept.pk}/")

        self.assertContains(page, 'hx-trigger="every 2s"')
        self.assertContains(page, "python manage.py worker")
        self.assertFalse(Order.objects.exists())

    def test_with_a_worker_there_nobody_is_told_to_start_one(self) -> None:
        kept = self.send_long()
        beat("w")

        self.assertNotContains(self.client.get(f"/import/{kept.pk}/"), "manage.py worker")

    def test_how_far_it_is_stands_in_the_bar(self) -> None:
        kept = self.send_long()
        Job.objects.update(due_at=None, leased_until=kept.asked_at, done=1200, of=3001)

        page = self.client.get(f"/import/{kept.pk}/", headers={"HX-Request": "true"})

        self.assertContains(page, 'max="3001" value="1200"')
        self.assertNotContains(page, "<html")

    def test_in_the_end_the_result_stands_there_with_the_refused_lines(self) -> None:
        kept = self.send_long()
        Loop("w", burst=True).run()

        page = self.client.get(f"/import/{kept.pk}/")
        report = self.client.get(f"/import/{kept.pk}/refused.csv")

        self.assertContains(page, "3,000 new")
        self.assertNotContains(page, "every 2s")
        self.assertContains(report, "There is no account")
        self.assertEqual(Order.objects.count(), 3000)

    def test_given_up_it_says_so_and_asks_no_more(self) -> None:
        kept = self.send_long()
        kept.job.task.status = "FAILED"
        kept.job.task.save()
        Job.objects.update(due_at=None)

        page = self.client.get(f"/import/{kept.pk}/")

        self.assertContains(page, "tried five times")
        self.assertNotContains(page, "every 2s")

    def test_the_import_page_names_the_lists_of_the_week(self) -> None:
        kept = self.send_long()

        self.assertContains(self.client.get("/import/"), f"/import/{kept.pk}/")

    def test_more_lists_cost_the_import_page_no_more_queries(self) -> None:
        kept = self.send_long()
        before = self.queries_of_the_import_page()

        for _ in range(3):
            kept.pk, kept.job = None, ask("jobs.jobs.forget_old_jobs")
            kept.save()

        self.assertEqual(self.queries_of_the_import_page(), before)

    def queries_of_the_import_page(self) -> int:
        with CaptureQueriesContext(connection) as queries:
            self.client.get("/import/")
        return len(queries)

    def test_without_refused_lines_there_is_no_report(self) -> None:
        kept = self.send_long()
        ListImport.objects.update(report=None)

        self.assertEqual(self.client.get(f"/import/{kept.pk}/refused.csv").status_code, 404)

    def test_the_list_of_another_is_not_there(self) -> None:
        kept = self.send_long()
        self.client.force_login(self.manager)

        self.assertEqual(self.client.get(f"/import/{kept.pk}/").status_code, 404)

    def test_a_list_without_end_is_refused(self) -> None:
        answer = self.send(HEAD + "R-1,2026-01-09,1,N\n" * (MOST_ROWS + 1))

        self.assertContains(answer, "more than 200,000 lines", status_code=422)
        self.assertFalse(ListImport.objects.exists())

    def test_a_file_too_large_is_refused(self) -> None:
        answer = self.send(HEAD + " " * MOST_MEGABYTES * 1024**2)

        self.assertContains(answer, "larger than 20 MB", status_code=422)
