"""The figures of the page are those of the orders and calls on record."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.test import TestCase
from django.utils import timezone

from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin


class ResultsTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = self.account("Osteria")

    def account(self, name: str) -> Lead:
        return make_lead(
            assigned_to=self.owner, name=name, lead_status="CONVERTED", potential_revenue=50_000
        )

    def order(
        self, days: int, total: int, *, lead: Lead | None = None, by: User | None = None
    ) -> None:
        log_interaction(
            lead or self.lead,
            by=by or self.owner,
            interaction_type="ORDER",
            date=timezone.now() - timedelta(days=days),
            order={"total_price": Decimal(total)},
        )

    def context(self, query: str = "") -> Any:
        answer = self.client.get(f"/results/{query}")
        self.assertEqual(answer.status_code, 200)
        return answer.context

    def test_four_weeks_stand_against_the_four_before(self) -> None:
        self.order(3, 120)
        self.order(35, 100)

        value = self.context()["value"]

        self.assertEqual((value.now, value.before, round(value.share)), (120, 100, 20))

    def test_somebody_else_s_accounts_are_not_counted(self) -> None:
        self.order(3, 120)
        self.client.force_login(self.outsider)

        self.assertEqual(self.context()["value"].now, 0)

    def test_a_manager_sees_the_team_or_only_their_own(self) -> None:
        self.order(3, 120)
        self.client.force_login(self.manager)

        self.assertEqual(self.context()["value"].now, 120)
        self.assertEqual(self.context("?scope=mine")["value"].now, 0)

    def test_the_weekly_table_adds_up(self) -> None:
        for days in (8, 9, 40):
            self.order(days, 50)

        table = self.context()["week_table"]

        self.assertEqual(sum(row[2] for row in table), 150)

    def test_who_ordered_most_stands_first(self) -> None:
        other = self.account("Brasserie")
        self.order(3, 10)
        self.order(3, 20, lead=other)

        names = [row.lead.name for row in self.context()["accounts"]]

        self.assertEqual(names, ["Brasserie", "Osteria"])

    def test_more_accounts_cost_no_more_queries(self) -> None:
        self.order(3, 10)
        self.client.get("/results/")
        for number in range(2):
            self.order(3, 10, lead=self.account(f"More {number}"))
            # session, user, value, at risk (sum, rows), forecasts summed, cohort, plan kept,
            # converted, three tab counts, accounts, their weeks, values, months,
            # the funnel in two, answers, weekly, sidebar
            with self.assertNumQueries(21):
                self.client.get("/results/")

    def test_the_pace_is_that_of_the_biggest_however_the_table_is_sorted(self) -> None:
        other = self.account("Brasserie")
        self.order(3, 10)
        self.order(3, 20, lead=other)

        usual = self.client.get("/results/").context["pattern"]
        sorted_anew = self.client.get("/results/?sort=account&tab=performing").context["pattern"]

        self.assertEqual([pace.lead.name for pace in usual["rows"]], ["Brasserie", "Osteria"])
        self.assertEqual(sorted_anew["rows"], usual["rows"])

    def test_the_pipeline_says_what_its_open_leads_are_worth(self) -> None:
        make_lead(assigned_to=self.owner, name="New", potential_revenue=5_000)

        said = self.context()["funnel_finding"]

        self.assertEqual(said, "1 open lead, worth $500 a year by its chance to be won.")

    def test_a_pipeline_without_open_leads_says_so(self) -> None:
        self.assertEqual(self.context()["funnel_finding"], "No open lead in the pipeline.")
