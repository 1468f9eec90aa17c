"""The board: sums of all that matches, and moves that never overwrite another's."""

import json
from decimal import Decimal

from django.test import TestCase

from leads.models import Lead
from leads.services.pipeline import change_lead_status
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin


class PipelineTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner, potential_revenue=1000)

    def status(self) -> str:
        return Lead.objects.get(pk=self.lead.pk).lead_status

    def move(self, **data: str) -> tuple[int, str]:
        answer = self.client.post(f"/pipeline/{self.lead.pk}/move/", data)
        toast = json.loads(answer["HX-Trigger"])["kam:toast"]
        return answer.status_code, str(toast["undo"] or toast["text"])

    def test_the_header_weighs_what_is_open(self) -> None:
        make_lead(assigned_to=self.owner, potential_revenue=1000, lead_status="NEGOTIATING")

        totals = self.client.get("/pipeline/").context["totals"]

        self.assertEqual((totals["leads"], totals["weighted"]), (2, Decimal(700)))

    def test_a_card_moves_and_goes_back(self) -> None:
        _, token = self.move(to="CONTACTED", was="NEW")
        self.assertEqual(self.status(), "CONTACTED")

        self.client.post("/undo/", {"token": token})

        self.assertEqual(self.status(), "NEW")

    def test_who_moves_second_is_told_who_was_first(self) -> None:
        change_lead_status(self.lead, to="NEGOTIATING", by=self.manager)  # type: ignore[arg-type]

        code, words = self.move(to="CONTACTED", was="NEW")

        self.assertEqual((code, self.status()), (409, "NEGOTIATING"))
        self.assertIn("to Negotiating first", words)

    def test_more_cards_cost_no_more_queries(self) -> None:
        self.client.get("/pipeline/")
        for _ in range(3):
            make_lead(assigned_to=self.owner)
            # session, user, sums, four stages, sidebar count
            with self.assertNumQueries(8):
                self.client.get("/pipeline/")
