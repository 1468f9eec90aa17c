"""The table of accounts with the columns asked for, and the same rows as a file."""

import csv
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.test import TestCase
from django.utils import timezone

from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from performance_tracking.tests.orders import make_forecast
from users.models import User
from users.tests.cast import CastMixin
from web.results import table


class TableTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)

    def account(self, name: str, *, ordered: int = 0, before: int = 0, **fields: Any) -> Lead:
        facts = {"assigned_to": self.owner, "lead_status": "CONVERTED"} | fields
        lead = make_lead(name=name, potential_revenue=50_000, city="Oslo", **facts)
        for days, total in ((3, ordered), (35, before)):
            if total:
                log_interaction(
                    lead,
                    by=self.admin,
                    interaction_type="ORDER",
                    date=timezone.now() - timedelta(days=days),
                    order={"total_price": Decimal(total)},
                )
        return lead

    def rows(self, query: str = "") -> list[list[str]]:
        answer = self.client.get(f"/results/csv/{query}")
        text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
        return list(csv.reader(text.removeprefix("\ufeff").splitlines()))

    def names(self, query: str) -> list[str]:
        return [row[1] for row in self.rows(query)[1:]]

    def test_the_columns_asked_for_are_shown_and_no_others(self) -> None:
        self.account("Osteria", tier="A")

        page = self.client.get("/results/?cols=tier,nonsense&cols=health")

        shown = [column.name for column in page.context["columns"]]
        self.assertEqual(shown, ["account", "health", "tier"])
        self.assertNotContains(page, "12 weeks</th>")

    def test_a_phone_that_shows_no_heads_has_a_menu_to_sort_by(self) -> None:
        self.account("Osteria")

        page = self.client.get("/results/?sort=account&tab=performing")

        self.assertContains(page, '<a id="by-account" href="?tab=performing&sort=-account"')
        self.assertNotContains(page, 'id="by-weeks"')

    def test_heads_sort_the_page_and_the_file(self) -> None:
        for name, tier in (("Agave", "C"), ("Basil", ""), ("Clove", "A")):
            self.account(name, tier=tier)

        for sort, order in (("-account", "CBA"), ("tier", "CAB"), ("-tier", "ACB")):
            with self.subTest(sort):
                page = self.client.get(f"/results/?sort={sort}").context["accounts"]

                self.assertEqual("".join(row.lead.name[0] for row in page), order)
                self.assertEqual("".join(name[0] for name in self.names(f"?sort={sort}")), order)

    def test_a_head_turns_round_and_a_strange_order_is_the_usual_one(self) -> None:
        self.account("Osteria")

        page = self.client.get("/results/?sort=account")
        strange = self.client.get("/results/?sort=--account")

        self.assertContains(page, 'aria-sort="ascending"', count=1)
        self.assertContains(page, 'href="?sort=-account"')
        self.assertEqual(strange.context["asked"].sort, "-value")

    def test_owners_are_a_column_of_who_leads_people(self) -> None:
        self.account("Osteria")
        query = "?cols=account,owner"

        self.assertNotIn("Owner", self.rows(query)[0])
        self.client.force_login(self.manager)
        self.assertIn("Owner", self.rows(query)[0])

    def test_the_file_has_the_rows_of_the_page_in_its_order(self) -> None:
        for number in range(5):
            self.account(f"Place {number}", ordered=10 + number)
        self.account("Not mine", assigned_to=self.teammate, ordered=99)
        size, table.CHUNK = table.CHUNK, 2
        self.addCleanup(setattr, table, "CHUNK", size)

        page = self.client.get("/results/").context["accounts"]

        self.assertEqual(self.names(""), [row.lead.name for row in page])
        self.assertEqual(self.names(""), [f"Place {number}" for number in (4, 3, 2, 1, 0)])

    def test_the_file_keeps_to_the_tab_and_to_whose_accounts(self) -> None:
        self.account("Osteria")
        make_lead(assigned_to=self.teammate, name="Cold", lead_status="LOST")
        self.client.force_login(self.manager)

        self.assertEqual(self.names("?tab=underperforming"), ["Cold"])
        self.assertEqual(self.names("?tab=all"), ["Osteria"])
        self.assertEqual(self.names("?tab=all&scope=mine"), [])

    def test_its_numbers_are_numbers_and_its_names_run_nothing(self) -> None:
        lead = self.account("=HYPERLINK(1)", ordered=50, before=100)
        make_forecast(lead, health=31, at_risk=True, value_at_risk=70.126)

        rows = self.rows("?cols=value,change,share,months,health,at_stake")

        self.assertEqual(rows[0][:3], ["id", "Account", "City"])
        self.assertEqual(rows[1][1:6], ["'=HYPERLINK(1)", "Oslo", "50.00", "-50.0", "100.0"])
        self.assertEqual(rows[1][8:], ["31", "70.13"])

    def test_its_heads_are_in_the_reader_s_language(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(language="fr")

        self.assertEqual(self.rows("?cols=health")[0], ["id", "Compte", "Ville", "Santé"])

    def test_a_longer_table_is_shown_when_asked_for(self) -> None:
        size, table.SHOWN = table.SHOWN, 2
        self.addCleanup(setattr, table, "SHOWN", size)
        for number in range(3):
            self.account(f"Place {number}")

        few = self.client.get("/results/").context
        many = self.client.get("/results/?rows=more").context

        self.assertEqual((len(few["accounts"]), few["left_out"], few["more"]), (2, 1, 3))
        self.assertEqual((len(many["accounts"]), many["left_out"]), (3, 0))

    def test_more_rows_cost_the_file_no_more_queries(self) -> None:
        for _ in range(2):
            self.account("Another", ordered=5)
            # session, user, value, ids, accounts, their weeks, values, months
            with self.assertNumQueries(8):
                self.rows()
