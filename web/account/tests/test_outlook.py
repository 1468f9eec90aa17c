"""What the account page says of the days ahead, from stored rows."""

from datetime import date, timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone, translation

from leads.models import Lead
from performance_tracking.models import AccountForecast, HealthSnapshot
from performance_tracking.services.refresh import refresh_forecasts
from performance_tracking.tests.orders import every, make_account, make_forecast
from users.tests.cast import CastMixin
from web.outlook import next_order


class OutlookTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.now = timezone.now()
        self.client.force_login(self.owner)

    def account(self, *days_ago: float, **fields: Any) -> Lead:
        values = {"assigned_to": self.owner, "potential_revenue": 20_000} | fields
        return make_account(*days_ago, now=self.now, **values)

    def page(self, lead: Lead, **query: str) -> Any:
        answer = self.client.get(f"/leads/{lead.pk}/", query)
        self.assertEqual(answer.status_code, 200)
        return answer

    def test_a_late_account_is_at_risk_and_says_why(self) -> None:
        lead = self.account(*every(7, times=20, since=60))
        refresh_forecasts(now=self.now)

        answer = self.page(lead)

        self.assertContains(answer, "At risk")
        self.assertContains(answer, "k-note tone-danger")
        self.assertContains(answer, "Usually orders every 7 days")
        self.assertNotContains(answer, "Next order expected")

    def test_an_account_on_rhythm_goes_on_with_four_weeks_and_its_next_order(self) -> None:
        lead = self.account(*every(7, times=20, since=3))
        refresh_forecasts(now=self.now)

        answer = self.page(lead)

        self.assertNotContains(answer, "At risk")
        self.assertContains(answer, "k-note tone-ok")
        self.assertContains(answer, "Next order expected")
        for part in ("k-line k-dash", "k-band", "k-due-window", "k-now"):
            self.assertContains(answer, part)
        weeks = answer.context["ahead"]
        self.assertEqual(len(weeks), 5)
        for _label, week in weeks[1:]:
            self.assertLessEqual(week.band.low, week.band.middle)
            self.assertGreater(week.band.high, week.band.middle)

    def test_the_running_week_keeps_what_has_come(self) -> None:
        lead = self.account(*every(1, times=30, since=0), price=50)
        refresh_forecasts(now=self.now)

        answer = self.page(lead)

        so_far = answer.context["table"][-1][2]
        self.assertGreaterEqual(answer.context["ahead"][0][1].band.low, so_far)

    def test_four_weeks_are_28_of_the_30_days_stored(self) -> None:
        lead = self.account(3)
        AccountForecast.objects.all().delete()
        make_forecast(lead, expected_orders=3.0, order_value=100.0, chance_28=0.9)

        outlook = self.page(lead).context["outlook"]

        self.assertAlmostEqual(outlook.four_weeks.middle, 280)

    def test_where_no_price_is_known_the_money_is_a_dash(self) -> None:
        lead = self.account(*every(7, times=8, since=3), price=None)
        refresh_forecasts(now=self.now)

        answer = self.page(lead)

        self.assertContains(answer, "No order has a price yet")
        self.assertNotContains(answer, "Most likely nothing")
        self.assertContains(answer, "<b>\N{EN DASH}</b>")

    def test_before_the_first_refresh_it_says_when_the_forecast_comes(self) -> None:
        answer = self.page(self.account(*every(7, times=8, since=3)))

        self.assertContains(answer, "it comes with the next refresh")
        self.assertNotContains(answer, "k-dash")

    def test_without_an_order_it_says_what_is_missing(self) -> None:
        self.assertContains(self.page(self.account()), "it takes an order first")

    def test_health_says_how_it_moved_and_why(self) -> None:
        lead = self.account(3)
        today = self.now.date()
        known = {"trend": 80, "coverage": 100}
        HealthSnapshot.objects.create(
            lead=lead, day=today - timedelta(days=7), health=80, rhythm=100, **known
        )
        HealthSnapshot.objects.create(lead=lead, day=today, health=61, rhythm=50, **known)

        answer = self.page(lead)

        self.assertContains(answer, "Health 61, 19 lower than on")
        self.assertContains(answer, "order rhythm 100 → 50")
        self.assertEqual(answer.context["health"].moved, -19)

    def test_more_orders_cost_no_more_queries(self) -> None:
        few, many = self.account(3), self.account(*every(3, times=60))
        refresh_forecasts(now=self.now)
        self.page(few)

        for lead in (few, many):
            with self.subTest(lead.pk), self.assertNumQueries(14):
                self.page(lead)


class NextOrderTests(CastMixin, TestCase):
    TODAY = date(2026, 6, 1)

    def said(self, **fields: Any) -> str:
        days = {
            "next_order_from": date(2026, 6, 3),
            "next_order_date": date(2026, 6, 5),
            "next_order_to": date(2026, 6, 9),
            "probability_active": 0.9,
        }
        return next_order(AccountForecast(**days | fields), today=self.TODAY)

    def test_it_says_the_day_and_the_window(self) -> None:
        self.assertEqual(
            self.said(),
            "Next order expected Fri 5 Jun; if it orders, about 8 times in 10 from 3 Jun to 9 Jun.",
        )

    def test_of_a_doubtful_account_it_says_so_and_of_a_lost_one_nothing(self) -> None:
        self.assertIn("If still active", self.said(probability_active=0.4))
        self.assertEqual(self.said(next_order_date=None), "")

    def test_a_window_that_is_over_is_past(self) -> None:
        self.assertIn("was expected by Sun 31 May", self.said(next_order_to=date(2026, 5, 31)))

    def test_it_speaks_french(self) -> None:
        with translation.override("fr"):
            self.assertIn("Prochaine commande attendue", self.said())
