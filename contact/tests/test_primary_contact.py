"""Exactly one contact of a restaurant is primary."""

from django.test import TestCase

from contact.models import Contact
from contact.services.writing import delete_contact, restore_contact, update_contact
from contact.tests.factories import make_contact
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of


class PrimaryContactTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner)
        self.first = make_contact(self.lead, by=self.owner, name="First")
        self.second = make_contact(self.lead, by=self.owner, name="Second")

    def primary(self) -> list[str]:
        rows = Contact.objects.filter(restaurant=self.lead, is_primary=True, deleted_at=None)
        return list(rows.values_list("name", flat=True))

    def test_the_first_is_primary_by_itself(self) -> None:
        self.assertEqual(self.primary(), ["First"])

    def test_a_new_choice_takes_over(self) -> None:
        update_contact(self.second, by=self.owner, is_primary=True)

        self.assertEqual(self.primary(), ["Second"])

    def test_who_gives_it_up_hands_it_on(self) -> None:
        update_contact(self.first, by=self.owner, is_primary=False)

        self.assertEqual(self.primary(), ["Second"])

    def test_the_only_one_stays_primary(self) -> None:
        delete_contact(self.second, by=self.owner)

        update_contact(self.first, by=self.owner, is_primary=False)

        self.assertEqual(self.primary(), ["First"])

    def test_who_left_hands_it_on(self) -> None:
        update_contact(self.first, by=self.owner, left_on="2026-01-01")

        self.assertEqual(self.primary(), ["Second"])

    def test_who_is_deleted_hands_it_on_and_comes_back_without(self) -> None:
        delete_contact(self.first, by=self.owner)
        self.assertEqual(self.primary(), ["Second"])

        self.first.refresh_from_db()
        restore_contact(self.first, by=self.owner)
        self.assertEqual(self.primary(), ["Second"])

    def test_more_rows_cost_no_more_queries(self) -> None:
        client = client_of(self.owner)
        for number in range(3):
            make_contact(self.lead, by=self.owner, name=f"More {number}")
            with self.assertNumQueries(1):  # the contacts
                client.get("/contact/contacts/")
