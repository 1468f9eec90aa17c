"""The board: sums of all that matches, and moves that never overwrite another's."""

import json
from decimal import Decimal

from django.test import TestCase

from leads.models import Lead
from leads.services.pipeline import change_lead_status
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin
from web.lists.saved import save_view


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

    def test_filters_in_the_address_narrow_cards_and_sums_and_can_be_saved(self) -> None:
        make_lead(assigned_to=self.owner, potential_revenue=9000, city="Rome", lead_status="LOST")
        top = make_lead(assigned_to=self.owner, potential_revenue=5000, city="Rome")

        page = self.client.get("/pipeline/?from=2000&city=rome")

        cards = [card.lead for column in page.context["columns"] for card in column.cards]
        self.assertEqual((cards, page.context["totals"]["potential"]), ([top], 5000))
        self.assertContains(page, "Save as new view")
        self.assertContains(page, "/leads/?city=rome&amp;from=2000&amp;type=open")

    def test_a_view_of_the_table_is_used_on_the_board_and_back(self) -> None:
        view = save_view(by=self.owner, name="Top", page="leads", query="tier=A", shared=False)
        table = self.client.get(f"/leads/?tier=A&view={view.pk}")

        board = self.client.get(table.context["asked"].other_layout)
        back = self.client.get(board.context["asked"].other_layout)

        self.assertEqual(board.context["view"], view)
        self.assertNotContains(board, "Save as new view")
        self.assertEqual(back.context["asked"].query, "type=open&tier=A")
        self.assertEqual(back.context["view"], view)

    def test_a_view_of_the_board_is_not_called_changed_in_the_table(self) -> None:
        view = save_view(by=self.owner, name="Top", page="pipeline", query="tier=A", shared=False)
        path = f"/pipeline/?tier=A&view={view.pk}"

        table = self.client.get(self.client.get(path).context["asked"].other_layout)

        self.assertEqual((table.context["view"], table.context["view_changed"]), (view, False))

    def test_a_changed_view_is_saved_in_its_own_layout_only(self) -> None:
        view = save_view(by=self.owner, name="Top", page="leads", query="status=NEW", shared=False)

        board = self.client.get(f"/pipeline/?tier=B&view={view.pk}")

        self.assertContains(board, "Save as new view")
        self.assertNotContains(board, "Save the view")

    def test_a_view_of_the_board_counts_what_is_open(self) -> None:
        make_lead(assigned_to=self.owner, lead_status="CONVERTED")
        save_view(by=self.owner, name="Mine", page="pipeline", query="", shared=False)

        side = self.client.get("/views/").content.decode()

        self.assertIn("/pipeline/?view=", side)
        self.assertIn('<span class="k-nav-count">1</span>', side)

    def test_more_cards_cost_no_more_queries(self) -> None:
        self.client.get("/pipeline/")
        for _ in range(3):
            make_lead(assigned_to=self.owner)
            # session, user, sums, four stages, saved views, sidebar count
            with self.assertNumQueries(9):
                self.client.get("/pipeline/")
