"""From an empty database to something to look at."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase, override_settings
from django.utils import timezone

from demo.services.asking import load_asked
from demo.services.loading import load_company
from interaction_tracking.models import Order
from jobs.models import Job
from jobs.services.worker import Loop
from leads.models import Lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin

LIST = "Name,City,Phone\nRialto,Copenhagen,+4532963297\n,Nowhere,\n"


@override_settings(PERIODIC_JOBS={})
class StartTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.admin)

    def send(self, kind: str, text: str, **more: str) -> Any:
        file = SimpleUploadedFile("list.csv", text.encode())
        return self.client.post("/import/", {"kind": kind, "file": file, **(more or {"save": "1"})})

    def test_an_empty_database_offers_three_ways_to_begin(self) -> None:
        self.assertContains(self.client.get("/start/"), "/start/demo/")

    def test_the_demo_company_comes_by_a_worker_with_its_log_ins(self) -> None:
        asked = self.client.post("/start/demo/")
        self.assertContains(asked, 'hx-trigger="every 2s"')
        self.assertContains(asked, "python manage.py worker")
        self.assertFalse(Lead.objects.exists())

        Loop("w", burst=True).run()

        page = self.client.get("/start/demo/")
        self.assertContains(page, "manager-europe")
        self.assertNotContains(page, "every 2s")
        password = asked.context["password"]
        kam = page.context["teams"][1][1][1]
        self.assertTrue(Client().login(username=kam.username, password=password))

    def test_its_password_does_not_lie_in_the_queue(self) -> None:
        asked = self.client.post("/start/demo/")

        arguments = str(Job.objects.get().task.args_kwargs)
        self.assertNotIn(asked.context["password"], arguments)

    def test_asked_for_twice_it_comes_once(self) -> None:
        self.client.post("/start/demo/")

        self.assertEqual(self.client.post("/start/demo/").status_code, 409)
        self.assertEqual(Job.objects.count(), 1)

    def test_killed_after_it_was_loaded_only_the_forecasts_are_made_anew(self) -> None:
        load_company(accounts=20, seed=1, password="x", now=timezone.now())
        count = Lead.objects.count()

        self.assertTrue(load_asked("x"))

        self.assertEqual(Lead.objects.count(), count)

    def test_leads_that_came_meanwhile_stay_alone(self) -> None:
        self.client.post("/start/demo/")
        make_lead(assigned_to=self.owner)

        Loop("w", burst=True).run()

        self.assertEqual(Lead.objects.count(), 1)
        self.assertContains(self.client.get("/start/demo/"), "could not be loaded")

    def test_a_database_with_leads_is_not_filled(self) -> None:
        make_lead(assigned_to=self.owner)

        self.assertEqual(self.client.post("/start/demo/").status_code, 409)
        self.assertEqual(Lead.objects.count(), 1)

    def test_checking_a_list_saves_nothing_and_names_the_broken_line(self) -> None:
        answer = self.send("leads", LIST, check="1")

        self.assertContains(answer, "A name is expected")
        self.assertFalse(Lead.objects.exists())

    def test_a_list_comes_in_for_its_owner(self) -> None:
        self.send("leads", LIST, owner=str(self.owner.pk), save="1")

        self.assertEqual(Lead.objects.get().assigned_to, self.owner)

    def test_orders_come_in(self) -> None:
        make_lead(assigned_to=self.owner, external_id="R-1")

        self.send("orders", "customer,order date,total\nR-1,2026-01-09,20\n")

        self.assertEqual(Order.objects.count(), 1)

    def test_a_file_that_is_no_list_is_told_beside_the_field(self) -> None:
        answer = self.send("leads", "a,b\n1,2\n")

        self.assertContains(answer, "Say which column is: Name", status_code=422)
