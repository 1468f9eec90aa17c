"""A lead is added and changed by the form, and nothing typed is ever lost."""

import json
from datetime import time
from typing import Any

from django.http import HttpResponse
from django.test import TestCase

from leads.models import Lead
from leads.services.writing import update_lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin


class LeadFormTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)

    def test_a_name_is_enough(self) -> None:
        answer = self.client.post("/leads/new/", {"name": "Osteria"})

        lead = Lead.objects.get()
        self.assertRedirects(answer, f"/leads/{lead.pk}/", fetch_redirect_response=False)
        self.assertEqual((lead.assigned_to, lead.lead_status), (self.owner, "NEW"))

    def test_hours_are_written_as_people_write_them(self) -> None:
        self.client.post("/leads/new/", {"name": "Osteria", "mon_open": "11:00-15:00, 18:00-23:00"})

        hours = Lead.objects.get().service_hours
        self.assertEqual(hours, {"mon": {"open": [["11:00", "15:00"], ["18:00", "23:00"]]}})

    def test_wrong_hours_are_told_beside_their_field(self) -> None:
        answer = self.client.post("/leads/new/", {"name": "Osteria", "tue_open": "always"})

        self.assertContains(answer, "Write hours like", status_code=422)
        self.assertFalse(Lead.objects.exists())

    def test_a_change_keeps_what_was_not_on_the_form(self) -> None:
        lead = make_lead(assigned_to=self.owner, lead_status="CONTACTED")

        self.client.post(f"/leads/{lead.pk}/edit/", {"name": "Renamed", "version": lead.version})

        lead.refresh_from_db()
        self.assertEqual((lead.name, lead.lead_status), ("Renamed", "CONTACTED"))

    def test_who_comes_second_keeps_what_they_typed(self) -> None:
        lead = make_lead(assigned_to=self.owner)
        version = lead.version
        update_lead(lead, by=self.manager, city="Porto")

        answer = self.client.post(f"/leads/{lead.pk}/edit/", {"name": "Mine", "version": version})

        self.assertContains(answer, "Somebody changed this lead meanwhile", status_code=422)
        self.assertContains(answer, 'value="Mine"', status_code=422)

    def test_a_lead_that_is_there_already_is_named(self) -> None:
        make_lead(assigned_to=self.owner, name="Café Noir", phone="+442079460000")

        answer = self.client.get("/leads/alike/", {"name": "x", "phone": "+44 20 7946 0000"})

        self.assertContains(answer, "Café Noir")

    def test_a_stranger_s_lead_is_not_betrayed(self) -> None:
        make_lead(assigned_to=self.outsider, name="Café Noir", phone="+442079460000")

        answer = self.client.get("/leads/alike/", {"name": "x", "phone": "+442079460000"})

        self.assertNotContains(answer, "Noir")

    def test_the_trash_gives_it_back(self) -> None:
        lead = make_lead(assigned_to=self.owner)
        answer = self.client.post(f"/leads/{lead.pk}/trash/")
        token = json.loads(answer["HX-Trigger"])["kam:toast"]["undo"]

        self.client.post("/undo/", {"token": token})

        lead.refresh_from_db()
        self.assertIsNone(lead.deleted_at)

    def test_an_added_lead_is_taken_back_into_the_trash(self) -> None:
        answer = self.client.post(
            "/leads/new/", {"name": "Osteria"}, headers={"HX-Request": "true"}
        )

        back = self.undo(answer)

        self.assertEqual(back["HX-Redirect"], "/leads/")
        self.assertIsNotNone(Lead.objects.get().deleted_at)

    def test_a_changed_lead_is_as_it_was(self) -> None:
        lead = make_lead(assigned_to=self.owner, potential_revenue=1000, order_cutoff="14:30")
        asked = {"name": "Renamed", "version": lead.version, "seats": "40"}
        answer = self.client.post(f"/leads/{lead.pk}/edit/", asked, headers={"HX-Request": "true"})
        lead.refresh_from_db()
        self.assertEqual((lead.name, lead.potential_revenue), ("Renamed", None))

        self.undo(answer)

        was = Lead.objects.values_list("name", "potential_revenue", "seats", "order_cutoff").get()
        self.assertEqual(was, ("The Great Restaurant", 1000, None, time(14, 30)))

    def test_a_later_change_is_never_undone(self) -> None:
        lead = make_lead(assigned_to=self.owner)
        asked = {"name": "Renamed", "version": lead.version}
        answer = self.client.post(f"/leads/{lead.pk}/edit/", asked, headers={"HX-Request": "true"})
        lead.refresh_from_db()
        update_lead(lead, by=self.manager, city="Porto")

        self.assertEqual(self.undo(answer).status_code, 409)
        self.assertEqual(Lead.objects.get().name, "Renamed")

    def test_a_drawer_stays_on_the_page_below_and_names_the_way_to_the_account(self) -> None:
        asked = {"HX-Request": "true", "HX-Target": "k-dialog", "HX-Current-URL": "http://t/leads/"}
        answer = self.client.post("/leads/new/", {"name": "Osteria"}, headers=asked)

        told = json.loads(answer["HX-Trigger"])
        self.assertEqual(told["kam:toast"]["open"], f"/leads/{Lead.objects.get().pk}/")
        self.assertIn("kam:changed", told)
        self.assertNotIn("HX-Redirect", self.undo(answer))

    def test_the_drawer_says_what_is_wrong_beside_the_field(self) -> None:
        asked = {"HX-Request": "true", "HX-Target": "k-dialog"}
        answer = self.client.post("/leads/new/", {"name": ""}, headers=asked)

        self.assertContains(answer, 'data-dialog="k-drawer', status_code=422)
        self.assertContains(answer, 'aria-invalid="true"', status_code=422)

    def test_from_a_list_the_trash_leaves_the_list_where_it_is(self) -> None:
        lead = make_lead(assigned_to=self.owner)
        asked = {"HX-Request": "true", "HX-Current-URL": "http://t/leads/?tier=A"}

        answer = self.client.post(f"/leads/{lead.pk}/trash/", headers=asked)

        self.assertNotIn("HX-Redirect", answer)
        self.assertNotIn("HX-Redirect", self.undo(answer))

    def undo(self, answer: Any) -> HttpResponse:
        token = json.loads(answer["HX-Trigger"])["kam:toast"]["undo"]
        return self.client.post("/undo/", {"token": token})  # type: ignore[return-value]
