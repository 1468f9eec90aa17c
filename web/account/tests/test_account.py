"""The account page of a lead about which nothing is known yet."""

from django.test import TestCase

from leads.tests.factories import make_lead
from users.tests.cast import CastMixin


class NewAccountTests(CastMixin, TestCase):
    def test_a_lead_without_calls_and_orders_has_its_page(self) -> None:
        lead = make_lead(assigned_to=self.owner, name="Osteria Lucca")
        self.client.force_login(self.owner)

        for tab in ("", "orders", "history", "outlets"):
            with self.subTest(tab):
                answer = self.client.get(f"/leads/{lead.pk}/", {"tab": tab})

                self.assertContains(answer, "Osteria Lucca")
