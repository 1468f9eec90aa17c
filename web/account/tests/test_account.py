"""The account page: what it shows of anybody, and that each change on it can be taken back."""

import json
from decimal import Decimal
from typing import Any

from django.test import TestCase

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from contact.models import Contact
from contact.tests.factories import make_contact
from interaction_tracking.models import Interaction, Order
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.rules.status import LeadStatus
from leads.services.pipeline import change_lead_status
from leads.services.writing import update_lead
from leads.tests.factories import make_lead
from tests.snapshots import whole_database
from users.models import User
from users.tests.cast import CastMixin
from web.account.tabs import TABS

PERSON = {"role_code": "OTHER", "decision_role": "UNKNOWN", "preferred_channel": "PHONE"}


class AccountTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner, name="Osteria Lucca")
        self.here = f"/leads/{self.lead.pk}"

    def post(self, path: str, **data: Any) -> str:
        """Change something; return the token of the way back."""
        answer = self.client.post(path, data)
        self.assertEqual(answer.status_code, 204, answer.content)
        return str(json.loads(answer["HX-Trigger"])["kam:toast"]["undo"])

    def undo(self, token: str) -> None:
        self.assertEqual(self.client.post("/undo/", {"token": token}).status_code, 204)

    def test_a_lead_nothing_is_known_of_has_a_page(self) -> None:
        for tab in ("", *(f"?tab={name}" for name in TABS), "?tab=nonsense"):
            self.assertContains(self.client.get(f"{self.here}/{tab}"), "Osteria Lucca")

    def test_the_timeline_says_what_was_ordered(self) -> None:
        self.post(f"{self.here}/orders/new/", name0="Burrata", quantity0="10", price0="2.50")

        self.assertContains(self.client.get(f"{self.here}/"), "10 Burrata")

    def test_a_plan_may_begin_on_a_day(self) -> None:
        self.post(f"{self.here}/plan/", frequency="WEEKLY", first="2099-01-05")
        refused = self.client.post(
            f"{self.here}/plan/", {"frequency": "WEEKLY", "first": "2020-01-05"}
        )

        self.assertEqual(str(CallPlan.objects.get().due_at), "2099-01-05 00:00:00+00:00")
        self.assertContains(refused, "This day has passed.", status_code=422)

    def test_whom_the_lead_names_is_offered_as_its_first_contact_alone(self) -> None:
        Lead.objects.update(contact_person="Marco Polo", phone="+39 055 218550")
        form = f"{self.here}/contacts/new/"

        self.assertContains(self.client.get(form), 'value="Marco Polo"')
        make_contact(self.lead, by=self.owner, name="Jo")
        self.assertNotContains(self.client.get(form), "Marco Polo")

    def test_the_timeline_names_what_was_changed_in_the_reader_s_language(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(language="fr")
        update_lead(self.lead, by=self.manager, tier="A")
        change_lead_status(self.lead, to=LeadStatus.LOST, by=self.manager, reason="PRICE")

        self.assertContains(self.client.get(f"{self.here}/"), "a modifié\xa0: catégorie")
        self.assertContains(self.client.get(f"{self.here}/?tab=history"), "· Prix")

    def test_who_orders_before_the_stage_says_so_can_be_converted_there(self) -> None:
        log_interaction(self.lead, by=self.owner, interaction_type="ORDER")
        self.assertContains(self.client.get(f"{self.here}/"), "Mark as converted")

        self.client.post(f"{self.here}/status/?to=CONVERTED")

        self.assertNotContains(self.client.get(f"{self.here}/"), "Mark as converted")

    def test_each_change_is_taken_back(self) -> None:
        contact = make_contact(self.lead, by=self.owner, name="Marco")
        changes: list[tuple[str, dict[str, str], Any]] = [
            ("/status/", {"to": "CONTACTED"}, lambda: Lead.objects.get().lead_status),
            ("/note/", {"interaction_type": "NOTE", "details": "x"}, self.touches),
            ("/contacts/new/", {"name": "Jo", **PERSON}, self.people),
            ("/plan/", {"frequency": "WEEKLY"}, CallPlan.objects.count),
            ("/orders/new/", {"name0": "Burrata", "quantity0": "2"}, self.touches),
        ]
        for path, data, told in changes:
            with self.subTest(path):
                before = told()
                token = self.post(f"{self.here}{path}", **data)
                self.assertNotEqual(told(), before)
                self.undo(token)
                self.assertEqual(told(), before)
        token = self.post(f"/contacts/{contact.pk}/delete/")
        self.assertEqual(self.people(), [])
        self.undo(token)
        self.assertEqual(self.people(), ["Marco"])

    def touches(self) -> int:
        return Interaction.objects.filter(deleted_at=None).count()

    def people(self) -> list[str]:
        return list(Contact.objects.filter(deleted_at=None).values_list("name", flat=True))

    def test_the_last_order_is_entered_again_in_one_step_and_taken_back(self) -> None:
        self.post(f"{self.here}/orders/new/", name0="Burrata", quantity0="10", price0="2.50")

        token = self.post(f"{self.here}/orders/repeat/")

        new = Order.objects.order_by("-pk").first()
        assert new is not None
        line = new.lines.get()
        self.assertEqual((line.name, line.quantity, new.total_price), ("Burrata", 10, Decimal(25)))
        self.undo(token)
        self.assertEqual(Order.objects.counted().count(), 1)

    def test_an_order_in_words_is_repeated_too(self) -> None:
        order = {"product_details": "The usual", "total_price": Decimal(90)}
        log_interaction(self.lead, by=self.owner, interaction_type="ORDER", order=order)

        self.post(f"{self.here}/orders/repeat/")

        self.assertEqual(Order.objects.filter(product_details="The usual").count(), 2)

    def test_without_an_order_there_is_nothing_to_repeat(self) -> None:
        before = whole_database()

        self.assertEqual(self.client.post(f"{self.here}/orders/repeat/").status_code, 409)
        self.assertEqual(whole_database(), before)

    def test_the_lines_offer_the_usual_products_and_the_last_order(self) -> None:
        self.post(f"{self.here}/orders/new/", name0="Burrata", quantity0="10", price0="2.50")

        usual = self.client.get(f"{self.here}/orders/lines/").content.decode()
        again = self.client.get(f"{self.here}/orders/lines/?repeat=1&ids=panel").content.decode()

        self.assertIn('<option value="Burrata" data-unit="" data-price="2.50">', usual)
        self.assertIn('name="quantity0" value="10"', again)
        self.assertIn('id="panel_name0"', again)

    def test_quantities_and_prices_are_read_in_french(self) -> None:
        self.owner.language = "fr"
        self.owner.save()

        self.post(f"{self.here}/orders/new/", name0="Burrata", quantity0="1,5", price0="2,50")

        self.assertEqual(Order.objects.get().total_price, Decimal("3.75"))

    def test_only_managers_are_offered_owners(self) -> None:
        self.assertNotContains(self.client.get(f"{self.here}/"), "/cell/owner/")
        self.client.force_login(self.manager)

        self.assertContains(self.client.get(f"{self.here}/"), "/cell/owner/")

    def test_what_came_earlier_stands_where_the_button_was(self) -> None:
        for number in range(40):
            log_interaction(
                self.lead, by=self.owner, interaction_type="NOTE", details=f"n{number}."
            )
        page = self.client.get(f"{self.here}/")
        before = page.context["timeline"].before

        headers = {"HX-Request": "true", "HX-Target": "more"}
        more = self.client.get(f"{self.here}/", {"before": before}, headers=headers)

        text = more.content.decode()
        self.assertNotIn("<html", text)
        self.assertNotIn("n39.", text)
        self.assertIn("n5.", text)
        self.assertIn("HX-Target", more["Vary"])

    def test_the_button_calls_who_may_be_called_and_else_the_house(self) -> None:
        self.lead.phone = self.lead.phone_e164 = "+442079460000"
        self.lead.save()
        self.assertContains(self.client.get(f"{self.here}/"), 'href="tel:+442079460000"')
        make_contact(self.lead, by=self.owner, name="Al", phone="+442079460001", do_not_call=True)
        make_contact(self.lead, by=self.owner, name="Anika Rao", phone="+442079460002")

        page = self.client.get(f"{self.here}/").content.decode()

        self.assertIn("Call Anika</span></a>", page)
        self.assertNotIn("Call Al", page)

    def test_facts_are_told_in_the_reader_s_language(self) -> None:
        create_plan(self.lead, by=self.owner, frequency="WEEKLY")
        self.owner.language = "fr"
        self.owner.save()

        self.assertContains(self.client.get(f"{self.here}/"), "owner a planifié ses appels")

    def test_a_longer_story_costs_no_more_queries(self) -> None:
        self.client.get(f"{self.here}/")
        for number in range(3):
            make_contact(self.lead, by=self.owner, name=f"Jo {number}")
            self.post(f"{self.here}/orders/new/", name0="Burrata", quantity0="2")
            for tab in ("", "?tab=orders"):
                # session, user, lead, its forecast and rhythm, health, orders summed, people, plan,
                # orders by week, counts, what the tab shows (2), sidebar count
                with self.subTest(tab), self.assertNumQueries(13):
                    self.client.get(f"{self.here}/{tab}")
