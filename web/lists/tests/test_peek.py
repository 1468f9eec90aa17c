"""The drawer, and the way to the next in the same list."""

from django.test import TestCase
from django.utils.http import urlencode

from contact.tests.factories import make_contact
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin
from web.lists.peek import Neighbours


class PeekTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.leads = {
            name: make_lead(assigned_to=self.owner, name=name, tier=tier)
            for name, tier in (("Ada", "A"), ("Bo", "B"), ("Cy", "A"), ("Di", "A"))
        }

    def beside(self, name: str, url: str, **more: int) -> Neighbours:
        query = urlencode([("in", url), *more.items()])
        answer = self.client.get(f"/leads/{self.leads[name].pk}/peek/?{query}")
        found: Neighbours = answer.context["beside"]
        return found

    def names(self, name: str, url: str) -> tuple[str, str]:
        found = self.beside(name, url)
        return tuple(one.name if one else "" for one in (found.previous, found.next))  # type: ignore[return-value]

    def test_neighbours_follow_the_lists_own_order_and_filter(self) -> None:
        self.assertEqual(self.names("Cy", "/leads/?tier=A"), ("Ada", "Di"))
        self.assertEqual(self.names("Cy", "/leads/?tier=A&sort=-name"), ("Di", "Ada"))
        self.assertEqual(self.names("Ada", "/leads/"), ("", "Bo"))

    def test_a_lead_that_fits_no_more_still_has_neighbours(self) -> None:
        Lead.objects.filter(name="Cy").update(tier="C")

        self.assertEqual(self.names("Cy", "/leads/?tier=A"), ("Ada", "Di"))

    def test_an_address_that_is_no_list_has_none(self) -> None:
        for url in ("", "/nowhere/", "//evil.example/leads/", "http://[", "/trash/"):
            self.assertEqual(self.beside("Bo", url), Neighbours())

    def test_rows_of_others_are_never_named(self) -> None:
        make_lead(assigned_to=self.teammate, name="Cx")

        self.assertEqual(self.names("Bo", "/leads/"), ("Ada", "Cy"))

    def test_a_list_of_contacts_walks_contacts(self) -> None:
        first = make_contact(self.leads["Di"], by=self.owner, name="Xan")
        second = make_contact(self.leads["Ada"], by=self.owner, name="Yan")

        found = self.beside("Di", "/contacts/", at=first.pk)

        self.assertIsNone(found.previous)
        self.assertEqual(found.next and found.next.lead, self.leads["Ada"].pk)
        self.assertIn(f"at={second.pk}", found.next.peek if found.next else "")

    def test_it_tells_what_was_last_said_and_ordered(self) -> None:
        lead = self.leads["Bo"]
        make_contact(lead, by=self.owner, name="Jo Chef")
        log_interaction(
            lead,
            by=self.owner,
            interaction_type="ORDER",
            details="By phone",
            order={"product_details": "12 kg burrata", "total_price": 250},
        )

        answer = self.client.get(f"/leads/{lead.pk}/peek/")

        for text in ("Jo Chef", "By phone", "12 kg burrata", "$250"):
            self.assertContains(answer, text)

    def test_it_costs_the_same_for_a_lead_with_a_long_history(self) -> None:
        lead = self.leads["Bo"]
        for _ in range(2):
            log_interaction(lead, by=self.owner, interaction_type="ORDER", order={"total_price": 5})
            # session, user, lead, plan, people, interactions, orders; row, before, after
            with self.assertNumQueries(10):
                self.client.get(f"/leads/{lead.pk}/peek/?in=/leads/")
