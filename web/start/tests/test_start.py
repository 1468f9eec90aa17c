"""From an empty database to something to look at."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from interaction_tracking.models import Order
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin

LIST = "Name,City,Phone\nRialto,Copenhagen,+4532963297\n,Nowhere,\n"


class StartTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.admin)

    def send(self, kind: str, text: str, **more: str) -> Any:
        file = SimpleUploadedFile("list.csv", text.encode())
        return self.client.post("/import/", {"kind": kind, "file": file, **more})

    def test_an_empty_database_offers_three_ways_to_begin(self) -> None:
        self.assertContains(self.client.get("/start/"), "/start/demo/")

    def test_the_demo_company_comes_with_its_log_ins(self) -> None:
        answer = self.client.post("/start/demo/")

        self.assertContains(answer, "manager-europe")
        self.assertTrue(User.objects.filter(username__startswith="kam-europe-1").exists())

    def test_a_database_with_leads_is_not_filled(self) -> None:
        make_lead(assigned_to=self.owner)

        self.assertEqual(self.client.post("/start/demo/").status_code, 409)
        self.assertEqual(Lead.objects.count(), 1)

    def test_checking_a_list_saves_nothing_and_names_the_broken_line(self) -> None:
        answer = self.send("leads", LIST, check="1")

        self.assertContains(answer, "A name is expected")
        self.assertFalse(Lead.objects.exists())

    def test_a_list_comes_in_for_its_owner(self) -> None:
        self.send("leads", LIST, owner=str(self.owner.pk))

        self.assertEqual(Lead.objects.get().assigned_to, self.owner)

    def test_orders_come_in(self) -> None:
        make_lead(assigned_to=self.owner, external_id="R-1")

        self.send("orders", "customer,order date,total\nR-1,2026-01-09,20\n")

        self.assertEqual(Order.objects.count(), 1)

    def test_a_file_that_is_no_list_is_told_beside_the_field(self) -> None:
        answer = self.send("leads", "a,b\n1,2\n")

        self.assertContains(answer, "No column is called Name", status_code=422)
