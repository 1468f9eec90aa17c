"""A list of interactions is found by its ids first, and is still the list that was asked for."""

from datetime import datetime, timedelta

from django.test import TestCase
from django.utils import timezone

from interaction_tracking.models import Interaction
from interaction_tracking.services.log import delete_interaction, log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin, client_of

PATH = "/track/interactions/"


class ListInteractionsTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.leads = [make_lead(assigned_to=self.owner) for _ in range(3)]
        self.noon = timezone.now() - timedelta(days=2)

    def touch(self, lead: Lead, at: datetime, *, ordered: bool = False) -> Interaction:
        kind = "ORDER" if ordered else "VISIT"
        return log_interaction(
            lead, by=self.admin, interaction_type=kind, order_placed=ordered, date=at
        )

    def walked(self, path: str) -> list[int]:
        """Return the ids of all pages."""
        found: list[int] = []
        while path:
            answer = client_of(self.owner).get(path)
            self.assertEqual(answer.status_code, 200, answer.content)
            found += [row["id"] for row in answer.json()]
            links = answer.headers.get("Link", "").split(", ")
            path = next((link[1:].split(">")[0] for link in links if 'rel="next"' in link), "")
        return found

    def test_pages_by_date_follow_each_other_without_a_gap_or_a_repeat(self) -> None:
        moments = [self.noon, self.noon, self.noon - timedelta(hours=1)]
        rows = [self.touch(lead, at) for lead in self.leads for at in moments]
        expected = sorted(rows, key=lambda row: (row.date, row.pk), reverse=True)

        found = self.walked(f"{PATH}?ordering=-date&limit=2")

        self.assertEqual(found, [row.pk for row in expected])

    def test_what_is_deleted_or_out_of_reach_takes_no_place_on_a_page(self) -> None:
        kept = self.touch(self.leads[0], self.noon)
        delete_interaction(self.touch(self.leads[1], self.noon), by=self.admin)
        self.touch(make_lead(assigned_to=self.outsider), self.noon)

        self.assertEqual(self.walked(f"{PATH}?ordering=-date&limit=1"), [kept.pk])

    def test_orders_are_chosen_before_the_page_is_cut(self) -> None:
        order = self.touch(self.leads[0], self.noon - timedelta(hours=9), ordered=True)
        for lead in self.leads:
            self.touch(lead, self.noon)

        self.assertEqual(self.walked(f"{PATH}orders/?ordering=-date&limit=1"), [order.pk])
