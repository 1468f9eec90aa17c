"""The list of contacts: whose, and how it is narrowed."""

from django.test import TestCase

from contact.services.writing import delete_contact
from contact.tests.factories import make_contact
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin, client_of


class ContactListTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_lead(assigned_to=self.owner)
        self.ada = make_contact(self.lead, by=self.owner, name="Ada Lovelace", role_code="OWNER")
        self.bo = make_contact(self.lead, by=self.owner, name="Bo", left_on="2026-01-01")

    def names(self, query: str = "", *, user: User | None = None) -> list[str]:
        answer = client_of(user or self.owner).get(f"/contact/contacts/{query}")
        return [row["name"] for row in answer.json()]

    def test_an_outsider_sees_nobody(self) -> None:
        self.assertEqual(self.names(user=self.outsider), [])

    def test_a_manager_sees_the_team_s_people(self) -> None:
        self.assertEqual(self.names(user=self.manager), ["Ada Lovelace", "Bo"])

    def test_a_role_narrows(self) -> None:
        self.assertEqual(self.names("?role_code=OWNER"), ["Ada Lovelace"])

    def test_a_search_finds_part_of_a_name(self) -> None:
        self.assertEqual(self.names("?search=lovel"), ["Ada Lovelace"])

    def test_a_picker_offers_who_is_still_there(self) -> None:
        self.assertEqual(self.names("?present=true"), ["Ada Lovelace"])

    def test_who_is_deleted_is_gone_from_the_list(self) -> None:
        delete_contact(self.ada, by=self.owner)

        self.assertEqual(self.names(), ["Bo"])

    def test_a_contact_out_of_reach_cannot_be_restored(self) -> None:
        delete_contact(self.ada, by=self.owner)

        answer = client_of(self.outsider).post(f"/contact/contacts/{self.ada.pk}/restore/")

        self.assertEqual(answer.status_code, 404)
