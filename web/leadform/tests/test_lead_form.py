"""A lead is added and changed by the form, and nothing typed is ever lost."""

import json
from datetime import time
from typing import Any

from django.http import HttpResponse
from django.test import TestCase

from leads.models import Lead
from leads.services.writing import update_lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin
from web.tests.sending import sent_of


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

    def test_a_day_that_has_no_such_hours_is_told_beside_its_own_field(self) -> None:
        form = {"name": "Osteria", "mon_open": "11:00-15:00", "sun_rush": "25:00-26:00"}

        answer = self.client.post("/leads/new/", form)

        self.assertEqual(answer.status_code, 422)
        self.assertEqual(list(answer.context["form"].errors), ["sun_rush"])

    def test_a_country_may_be_typed_small(self) -> None:
        self.client.post("/leads/new/", {"name": "Osteria", "country": "it"})

        self.assertEqual(Lead.objects.get().country, "IT")

    def test_owners_are_called_by_their_names(self) -> None:
        self.client.force_login(self.manager)
        User.objects.filter(pk=self.owner.pk).update(first_name="Inês", last_name="Teixeira")

        page = self.client.get("/leads/new/")

        self.assertContains(page, f'<option value="{self.owner.pk}">Inês Teixeira</option>')

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

    def test_sent_as_it_was_drawn_it_changes_nothing(self) -> None:
        group = make_lead(assigned_to=self.owner, name="Group")
        lead = make_lead(
            assigned_to=self.owner,
            parent=group,
            address="Via Roma 1\n55100 Lucca",
            notes="one\ntwo",
            delivery_days=["mon", "thu"],
            order_cutoff="14:30",
            potential_revenue="1000.5",
            latitude=51.5,
            longitude=-0.12,
            service_hours={"mon": {"open": [["11:00", "15:00"]]}},
        )
        for user in (self.owner, self.manager):
            self.client.force_login(user)
            before = Lead.objects.filter(pk=lead.pk).values().get()
            with self.subTest(user.username):
                self.client.post(f"/leads/{lead.pk}/edit/", self.drawn(lead))

                self.assertEqual(Lead.objects.filter(pk=lead.pk).values().get(), before)

    def test_what_only_somebody_else_changed_is_not_written_over(self) -> None:
        lead = make_lead(assigned_to=self.owner, city="Porto", seats=20)
        mine = self.drawn(lead) | {"seats": "30", "tue_open": "11:00-15:00"}
        update_lead(lead, by=self.manager, city="Lisbon", tier="A")
        lead.refresh_from_db()
        hours = {"mon": {"open": [["08:00", "12:00"]]}}
        update_lead(lead, by=self.manager, service_hours=hours)

        answer = self.client.post(f"/leads/{lead.pk}/edit/", mine)

        self.assertEqual(answer.status_code, 302)
        lead.refresh_from_db()
        self.assertEqual((lead.seats, lead.city, lead.tier), (30, "Lisbon", "A"))
        self.assertEqual(set(lead.service_hours), {"mon", "tue"})

    def test_what_both_changed_is_shown_twice_and_written_when_it_is_meant(self) -> None:
        lead = make_lead(assigned_to=self.owner, city="Porto", tier="B")
        mine = self.drawn(lead) | {"city": "Faro", "tier": "A"}
        update_lead(lead, by=self.manager, city="Lisbon", source="Fair")

        answer = self.client.post(f"/leads/{lead.pk}/edit/", mine)

        self.assertContains(answer, "This is “Lisbon” now", status_code=422)
        self.assertEqual(list(answer.context["form"].errors), ["city", "__all__"])
        again = sent_of(answer)
        self.assertEqual((again["city"], again["tier"]), (["Faro"], ["A"]))
        self.client.post(f"/leads/{lead.pk}/edit/", again)
        lead.refresh_from_db()
        self.assertEqual((lead.city, lead.tier, lead.source), ("Faro", "A", "Fair"))

    def test_a_third_change_before_the_second_save_is_asked_about_too(self) -> None:
        lead = make_lead(assigned_to=self.owner, city="Porto")
        mine = self.drawn(lead) | {"city": "Faro"}
        update_lead(lead, by=self.manager, city="Lisbon")
        again = sent_of(self.client.post(f"/leads/{lead.pk}/edit/", mine))
        update_lead(lead, by=self.manager, city="Braga")

        answer = self.client.post(f"/leads/{lead.pk}/edit/", again)

        self.assertContains(answer, "This is “Braga” now", status_code=422)
        self.assertEqual(Lead.objects.get().city, "Braga")

    def test_a_place_is_two_numbers_that_one_person_writes(self) -> None:
        lead = make_lead(assigned_to=self.owner, latitude=51.5, longitude=-0.12)
        mine = self.drawn(lead) | {"latitude": "48.8"}
        update_lead(lead, by=self.manager, longitude=2.35)

        answer = self.client.post(f"/leads/{lead.pk}/edit/", mine)

        self.assertEqual(list(answer.context["form"].errors), ["longitude", "__all__"])

    def test_nonsense_about_how_it_was_drawn_is_no_fault_of_the_server(self) -> None:
        lead = make_lead(assigned_to=self.owner, city="Porto")
        cases = ("{", "[]", "[" * 9000, '{"city": {}}', '{"city": ["a"], "tier": "\\u0000"}')
        for told in cases:
            sent = self.drawn(lead) | {"drawn": told}
            with self.subTest(told[:9]):
                answer = self.client.post(f"/leads/{lead.pk}/edit/", sent)

                self.assertIn(answer.status_code, (302, 422))

    def test_an_owner_who_is_not_on_offer_stays(self) -> None:
        lead = make_lead(assigned_to=self.owner)
        type(self.owner).objects.filter(pk=self.owner.pk).update(is_active=False)
        self.client.force_login(self.manager)

        self.client.post(f"/leads/{lead.pk}/edit/", self.drawn(lead) | {"city": "Faro"})

        lead.refresh_from_db()
        self.assertEqual((lead.assigned_to, lead.city), (self.owner, "Faro"))

    def drawn(self, lead: Lead) -> dict[str, Any]:
        """What a browser sends of the form when nobody touches it."""
        return sent_of(self.client.get(f"/leads/{lead.pk}/edit/"))

    def test_a_lead_that_is_there_already_is_named(self) -> None:
        make_lead(assigned_to=self.owner, name="Café Noir", phone="+442079460000")

        answer = self.client.get("/leads/alike/", {"name": "x", "phone": "+44 20 7946 0000"})

        self.assertContains(answer, "Café Noir")

    def test_the_lead_itself_is_not_named_and_odd_digits_name_nobody(self) -> None:
        lead = make_lead(assigned_to=self.owner, name="Café Noir", phone="+442079460000")
        asked = {"name": "x", "phone": "+442079460000"}

        self.assertNotContains(self.client.get("/leads/alike/", asked | {"but": lead.pk}), "Noir")
        self.assertContains(self.client.get("/leads/alike/", asked | {"but": "²"}), "Noir")

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
