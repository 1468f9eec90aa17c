"""What the portfolio will bring, who may be lost, and how good the forecasts were."""

from datetime import timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from leads.models import Lead
from performance_tracking.models import AccountForecast, PublishedForecast
from performance_tracking.services.refresh import refresh_forecasts
from performance_tracking.tests.orders import every, make_account
from users.tests.cast import CastMixin


class PortfolioTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.now = timezone.now()
        self.client.force_login(self.owner)

    def account(self, *days_ago: float, **fields: Any) -> Lead:
        values = {"assigned_to": self.owner} | fields
        return make_account(*days_ago, now=self.now, **values)

    def page(self, path: str = "/results/") -> Any:
        answer = self.client.get(path)
        self.assertEqual(answer.status_code, 200)
        return answer

    def test_the_forecast_is_the_sum_of_the_accounts(self) -> None:
        for _number in range(3):
            self.account(*every(7, times=20, since=3))
        refresh_forecasts(now=self.now)

        ahead = self.page().context["ahead"]

        stored = AccountForecast.objects.values_list("expected_revenue", flat=True)
        self.assertAlmostEqual(ahead.four_weeks.middle, sum(stored) * 28 / 30)
        self.assertLess(ahead.four_weeks.low, ahead.four_weeks.middle)

    def test_the_chart_and_its_table_go_on_for_eight_weeks(self) -> None:
        self.account(*every(7, times=20, since=3))
        refresh_forecasts(now=self.now)

        answer = self.page()

        self.assertEqual(len(answer.context["weeks_ahead"]), 9)
        self.assertContains(answer, "k-line k-dash")

    def test_what_is_most_at_stake_stands_first_with_its_sentence(self) -> None:
        self.account(*every(7, times=20, since=60), name="Bistro", price=100)
        self.account(*every(7, times=20, since=60), name="Osteria", price=300)
        self.account(*every(7, times=20, since=3), name="Steady")
        refresh_forecasts(now=self.now)

        answer = self.page()

        rows = answer.context["at_risk"]
        self.assertEqual([row.lead.name for row in rows], ["Osteria", "Bistro"])
        self.assertIn("last order 60 days ago", rows[0].sentence)
        self.assertEqual(answer.context["risk"]["names"], "Osteria, Bistro")
        at_stake = sum(row.at_stake for row in rows)
        self.assertAlmostEqual(answer.context["risk"]["value"], at_stake)

    def test_forecasts_of_others_are_out_of_reach_and_a_manager_can_look_at_their_own(self) -> None:
        self.account(*every(7, times=20, since=60))
        refresh_forecasts(now=self.now)

        for user, path in ((self.outsider, "/results/"), (self.manager, "/results/?scope=mine")):
            with self.subTest(user.username):
                self.client.force_login(user)
                context = self.page(path).context
                self.assertEqual((context["at_risk"], context["ahead"].sums), ([], None))
        self.client.force_login(self.manager)
        self.assertEqual(len(self.page().context["at_risk"]), 1)

    def test_before_the_first_refresh_it_is_calm(self) -> None:
        self.account(*every(7, times=20, since=60))

        answer = self.page()

        self.assertContains(answer, "It comes with the first refresh")
        self.assertNotContains(answer, "k-dash")

    def test_more_accounts_at_risk_cost_no_more_queries(self) -> None:
        self.account(*every(7, times=20, since=60))
        refresh_forecasts(now=self.now)
        self.page()
        with self.assertNumQueries(21):
            self.page()
        for _number in range(3):
            self.account(*every(7, times=20, since=60))
        refresh_forecasts(now=self.now)
        with self.assertNumQueries(21):
            self.page()


class TrackRecordTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.today = timezone.now().date()
        self.client.force_login(self.owner)
        self.lead = make_account(3, now=timezone.now(), assigned_to=self.owner)

    def judged(self, *, said: float, happened: bool, weeks: int = 5) -> None:
        as_of = self.today - timedelta(weeks=weeks)
        PublishedForecast.objects.create(
            lead=self.lead,
            as_of=as_of,
            over_on=as_of + timedelta(days=28),
            grade="A",
            chance_7=said / 2,
            chance_28=said,
            decile=int(said * 10),
            expected_orders=2,
            expected_revenue=200,
            scored_at=timezone.now(),
            ordered_7=int(happened),
            ordered_28=int(happened),
            orders=int(happened),
            revenue=150,
            days_off=2,
            in_window=1,
        )

    def page(self) -> Any:
        answer = self.client.get("/results/track-record/")
        self.assertEqual(answer.status_code, 200)
        return answer

    def test_it_says_what_was_said_and_what_happened(self) -> None:
        self.judged(said=0.72, happened=True)
        self.judged(said=0.78, happened=False, weeks=6)

        answer = self.page()

        self.assertContains(answer, "we said 75% on average, it happened in 50%")
        self.assertEqual([row["forecasts"] for row in answer.context["tenths"]], [2])
        self.assertContains(answer, '<rect class="k-bar"', count=1)
        self.assertContains(answer, "2 d off")

    def test_nothing_judged_says_when_the_first_is(self) -> None:
        PublishedForecast.objects.create(
            lead=self.lead,
            as_of=self.today,
            over_on=self.today + timedelta(days=28),
            grade="A",
            chance_7=0.1,
            chance_28=0.2,
            decile=2,
            expected_orders=1,
            expected_revenue=1,
        )

        self.assertContains(self.page(), "the first are judged after")

    def test_others_records_are_out_of_reach(self) -> None:
        self.judged(said=0.7, happened=True)
        self.client.force_login(self.outsider)

        self.assertEqual(self.page().context["all"]["forecasts"], 0)

    def test_more_forecasts_cost_no_more_queries(self) -> None:
        self.judged(said=0.7, happened=True)
        self.page()
        for weeks in (6, 10, 20):
            self.judged(said=weeks / 30, happened=False, weeks=weeks)
            with self.assertNumQueries(6):  # session, user, by tenth, by error, waiting, sidebar
                self.page()
