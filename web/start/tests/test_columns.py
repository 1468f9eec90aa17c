"""Which column is read as what: shown with examples, and chosen."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from leads.models import Lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin

LIST = "Haus,Town,KAM\nRialto,Roma,teammate\nCafé Noir,Lyon,\n"


class ColumnsTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.manager)

    def send(self, text: str = LIST, kind: str = "leads", **more: str) -> Any:
        file = SimpleUploadedFile("list.csv", text.encode())
        return self.client.post("/import/", {"kind": kind, "file": file, **(more or {"save": "1"})})

    def read_as(self, answer: Any) -> dict[str, str]:
        return {column.header: column.read_as for column in answer.context["columns"].read}

    def test_a_file_without_a_known_name_asks_which_column_it_is(self) -> None:
        answer = self.send(check="1")

        self.assertContains(answer, "Say which column is: Name", status_code=422)
        self.assertContains(answer, 'name="read-as:Haus"', status_code=422)
        self.assertEqual(self.read_as(answer), {"Haus": "", "Town": "city", "KAM": "assigned_to"})

    def test_what_stands_in_a_column_is_shown(self) -> None:
        self.assertContains(self.send(check="1"), "Rialto · Café Noir", status_code=422)

    def test_columns_are_read_as_chosen(self) -> None:
        chosen = {"read-as:Haus": "name", "read-as:Town": "state", "read-as:KAM": ""}

        self.send(**chosen, save="1")

        rialto = Lead.objects.get(name="Rialto")
        self.assertEqual((rialto.state, rialto.city, rialto.assigned_to), ("Roma", "", None))

    def test_one_field_is_read_from_one_column(self) -> None:
        chosen = {"read-as:Haus": "name", "read-as:Town": "name", "read-as:KAM": ""}

        answer = self.send(**chosen, save="1")

        self.assertContains(answer, "Two columns are read as Name", status_code=422)
        self.assertFalse(Lead.objects.exists())

    def test_what_was_chosen_for_another_file_is_forgotten(self) -> None:
        answer = self.send("Name,City\nRialto,Roma\n", check="1", **{"read-as:Haus": "name"})

        self.assertEqual(self.read_as(answer), {"Name": "name", "City": "city"})

    def test_what_is_no_field_is_not_read(self) -> None:
        chosen = {"read-as:Haus": "name", "read-as:Town": "pk", "read-as:KAM": "deleted_at"}

        answer = self.send(check="1", **chosen)

        self.assertEqual(self.read_as(answer), {"Haus": "name", "Town": "", "KAM": ""})

    def test_a_kam_brings_a_list_and_hands_nothing_out(self) -> None:
        self.client.force_login(self.owner)
        make_lead(assigned_to=self.teammate, name="Rialto", city="Roma")

        answer = self.send(
            "Name,City,KAM\nRialto,Roma,teammate\n", owner=str(self.teammate.pk), save="1"
        )

        self.assertEqual(self.read_as(answer)["KAM"], "")
        self.assertEqual(Lead.objects.filter(assigned_to=self.owner).count(), 1)

    def test_a_manager_hands_out_within_the_team(self) -> None:
        answer = self.send("Name\nRialto\n", owner=str(self.outsider.pk), save="1")

        self.assertEqual(answer.status_code, 422)
        self.assertFalse(Lead.objects.exists())
