"""The file with every field."""

import csv
import io

from django.test import TestCase

from leads.tests.factories import make_lead
from transfers.services.export_leads import FIELDS
from users.tests.cast import CastMixin


class WholeListTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)

    def rows(self, query: str = "") -> list[dict[str, str]]:
        answer = self.client.get(f"/leads/csv/all/{query}")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        return list(csv.DictReader(io.StringIO(text)))

    def test_it_has_every_field_of_what_is_in_reach(self) -> None:
        make_lead(assigned_to=self.owner, name="Rialto", website="https://rialto.example")
        make_lead(assigned_to=self.outsider, name="Foreign")

        rows = self.rows()

        self.assertEqual([row["name"] for row in rows], ["Rialto"])
        self.assertEqual(tuple(rows[0]), FIELDS)
        self.assertEqual(
            (rows[0]["website"], rows[0]["assigned_to"]), ("https://rialto.example", "owner")
        )

    def test_it_is_narrowed_and_sorted_as_the_list_is(self) -> None:
        for name, tier in (("A", "B"), ("B", "A"), ("C", "B")):
            make_lead(assigned_to=self.owner, name=name, tier=tier)

        self.assertEqual([row["name"] for row in self.rows("?tier=B&sort=-name")], ["C", "A"])

    def test_many_leads_take_few_queries(self) -> None:
        for number in range(30):
            make_lead(assigned_to=self.owner, name=f"R{number}")

        with self.assertNumQueries(4):  # session, user, ids, leads
            self.rows()
