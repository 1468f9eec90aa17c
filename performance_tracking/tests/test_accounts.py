"""What the lists and the page of an account say of its forecast."""

from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from django.test import TestCase
from django.utils import timezone

from interaction_tracking.services.sums import sum_up_many
from leads.models import Lead
from performance_tracking.models import AccountForecast
from performance_tracking.services.refresh import refresh_forecasts
from performance_tracking.services.rhythms import refresh_rhythms
from performance_tracking.tests.orders import add_orders, every, make_account, make_forecast
from users.tests.cast import CastMixin, client_of

KEYS = {
    "revenue", "average_order_value", "usual_gap_days", "days_since_last_order", "overdue_ratio",
    "trend", "probability_active", "next_order_date", "next_order_from", "next_order_to",
    "expected_orders", "expected_revenue", "value_at_risk", "grade", "health",
}  # fmt: skip
LISTS = ("performing-accounts", "underperforming-accounts", "order-patterns", "at-risk")


class AccountTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.now = timezone.now()

    def account(self, *days_ago: float, **fields: Any) -> Lead:
        values = {"assigned_to": self.owner, "potential_revenue": 20_000} | fields
        return make_account(*days_ago, now=self.now, **values)

    def get(self, path: str, **query: Any) -> Any:
        answer = client_of(self.owner).get(f"/performance/{path}/", query)
        self.assertEqual(answer.status_code, 200, answer.content)
        return answer

    def test_every_list_has_the_keys_and_the_forecast_in_them(self) -> None:
        self.account(*every(7, times=20, since=24))
        refresh_forecasts(now=self.now)

        for path in LISTS:
            with self.subTest(path):
                row = self.get(path).json()[0]
                self.assertLessEqual(KEYS, row.keys())
                self.assertEqual([name for name in KEYS if row[name] is None], [])
                self.assertEqual((row["revenue"], row["average_order_value"]), (2000, 100))

    def test_without_a_forecast_the_keys_are_null_and_the_rest_is_there(self) -> None:
        lead = self.account(*every(7, times=20, since=60))

        row = self.get("performing-accounts").json()[0]
        self.assertIsNone(row["probability_active"])
        self.assertEqual(row["overdue_ratio"], round(60 / 7, 2))
        self.assertEqual(self.get("underperforming-accounts").json()[0]["reason"], "OFF_RHYTHM")
        self.assertEqual(self.get("at-risk").json(), [])
        self.assertIn("Usually orders every 7 days", self.detail(lead)["sentence"])

    def detail(self, lead: Lead) -> Any:
        return self.get(f"accounts/{lead.pk}").json()

    def test_overdue_is_measured_against_the_shrunk_gap(self) -> None:
        lead = self.account(20, 30)
        AccountForecast.objects.all().delete()
        make_forecast(lead, gap_days=8.0)

        self.assertEqual(self.get("performing-accounts").json()[0]["overdue_ratio"], 2.5)

    def test_days_since_the_last_order_are_those_of_the_account_wherever_they_stand(self) -> None:
        self.now = datetime(2026, 5, 5, 2, tzinfo=UTC)
        lead = self.account(*every(7, times=9, since=1.9), timezone="America/Lima")  # 2nd, 23:24
        refresh_forecasts(now=self.now)

        with patch("django.utils.timezone.now", lambda: self.now):  # 21:00 of the 4th over there
            found = self.detail(lead)
            row = self.get("order-patterns").json()[0]

        self.assertIn("last order 2 days ago", found["sentence"])
        self.assertEqual((found["days_since_last_order"], row["days_since_last_order"]), (2, 2))
        self.assertEqual(found["overdue_ratio"], round(2 / found["gap_days"], 2))

    def test_an_order_that_lies_ahead_is_not_the_last_one(self) -> None:
        lead = self.account(*every(7, times=9, since=5))
        add_orders(lead, [-0.5], now=self.now)
        sum_up_many([lead.pk])
        refresh_rhythms([lead.pk])

        row = self.get("order-patterns").json()[0]

        self.assertEqual(row["days_since_last_order"], 5)
        self.assertIn("last order 5 days ago", self.detail(lead)["sentence"])

    def test_the_average_order_is_the_same_in_lists_and_alone(self) -> None:
        lead = self.account(1, price="100.01")
        add_orders(lead, [8], price="100.02", now=self.now)
        refresh_rhythms([lead.pk])

        row = self.get("order-patterns").json()[0]

        self.assertEqual(row["average_order_value"], 100.02)
        self.assertEqual(self.detail(lead)["average_order_value"], 100.02)

    def test_the_trend_is_the_same_wherever_it_is_said(self) -> None:
        lead = self.account(*every(7, times=20, since=60))
        refresh_forecasts(now=self.now)

        said = {path: self.get(path).json()[0]["trend"] for path in LISTS}

        self.assertEqual(said, dict.fromkeys(LISTS, "down"))
        self.assertEqual(self.detail(lead)["trend"], "down")

    def test_of_an_account_that_is_surely_gone_no_next_order_is_said(self) -> None:
        lead = self.account(*every(7, times=20, since=200))
        refresh_forecasts(now=self.now)

        found = self.detail(lead)

        self.assertLess(found["probability_active"], 0.05)
        self.assertEqual({found[f"next_order_{part}"] for part in ("from", "date", "to")}, {None})

    def test_where_no_price_is_known_no_money_is_said(self) -> None:
        lead = self.account(*every(7, times=20, since=24), price=None)
        refresh_forecasts(now=self.now)

        for row in (self.detail(lead), *(self.get(path).json()[0] for path in LISTS)):
            money = {row[name] for name in ("order_value", "expected_revenue", "value_at_risk")}
            self.assertEqual(money, {None})
            self.assertGreater(row["expected_orders"], 0)

    def test_where_no_price_is_known_the_months_ahead_have_orders_and_no_money(self) -> None:
        self.account(*every(7, times=20, since=3), price=None)
        refresh_forecasts(now=self.now)

        ahead = self.get("portfolio", months=2).json()[-1]

        self.assertGreater(ahead["expected_orders"], 0)
        self.assertIsNone(ahead["expected_revenue"])
        self.assertIsNone(ahead["expected_revenue_high"])

    def test_orders_given_away_are_expected_to_bring_nothing(self) -> None:
        lead = self.account(*every(7, times=20, since=3), price=0)
        refresh_forecasts(now=self.now)

        self.assertEqual(self.detail(lead)["expected_revenue"], 0)

    def test_this_month_against_last_has_a_name_of_its_own(self) -> None:
        self.now = datetime(2026, 5, 20, 12, tzinfo=UTC)
        self.account(2, 4, *every(7, times=20, since=60))
        refresh_forecasts(now=self.now)

        with patch("django.utils.timezone.now", lambda: self.now):
            row = self.get("order-patterns").json()[0]

        self.assertEqual((row["orders_this_month"], row["orders_last_month_to_date"]), (2, 0))
        self.assertEqual(row["month_trend"], "up")

    def test_at_risk_begins_with_what_is_most_at_stake(self) -> None:
        for value in (100.1, 300.5, 200.25):
            make_forecast(self.account(3), at_risk=True, value_at_risk=value)
        make_forecast(self.account(3), at_risk=False, value_at_risk=900)

        rows = self.get("at-risk").json()

        self.assertEqual([row["value_at_risk"] for row in rows], [300.5, 200.25, 100.1])

    def test_at_risk_is_read_page_by_page_without_a_gap(self) -> None:
        for value in (1 / 3, 1 / 3, 2 / 3, 1e-7, 5000 / 7):
            make_forecast(self.account(3), at_risk=True, value_at_risk=value)
        wanted = [row["id"] for row in self.get("at-risk").json()]

        found: list[int] = []
        url: str | None = "/performance/at-risk/?limit=2"
        while url:
            answer = client_of(self.owner).get(url)
            found += [row["id"] for row in answer.json()]
            link = answer.headers.get("Link", "")
            url = link.split(">")[0].lstrip("<") if 'rel="next"' in link.split(",")[0] else None

        self.assertEqual(found, wanted)
        self.assertEqual(len(set(found)), 5)

    def test_at_risk_is_filtered_and_searched_like_the_others(self) -> None:
        make_forecast(self.account(3, name="Osteria", city="Rome"), at_risk=True)
        make_forecast(self.account(3, name="Bistro", city="Lyon"), at_risk=True)

        for query in ({"city": "Rome"}, {"search": "oster"}, {"ordering": "id", "limit": 1}):
            with self.subTest(query):
                names = [row["name"] for row in self.get("at-risk", **query).json()]
                self.assertEqual(names, ["Osteria"])

    def test_a_lost_account_is_not_at_risk(self) -> None:
        make_forecast(self.account(3, lead_status="LOST"), at_risk=True)

        self.assertEqual(self.get("at-risk").json(), [])

    def test_a_late_account_is_at_risk_by_the_model(self) -> None:
        late = self.account(*every(7, times=20, since=60))
        self.account(*every(7, times=20, since=3))
        refresh_forecasts(now=self.now)

        self.assertEqual([row["id"] for row in self.get("at-risk").json()], [late.pk])

    def test_an_account_says_itself_in_words_and_how_healthy_it_is(self) -> None:
        lead = self.account(*every(7, times=20, since=3))
        refresh_forecasts(now=self.now)

        found = self.detail(lead)

        self.assertIn("Usually orders every 7 days", found["sentence"])
        self.assertIn("Evidence: 20 orders (A).", found["sentence"])
        self.assertEqual(found["health_measures"]["rhythm"], 100)
        self.assertEqual([day["health"] for day in found["health_history"]], [found["health"]])
        self.assertEqual(found["health_change"], "")

    def test_the_page_of_an_account_costs_no_more_for_more_orders(self) -> None:
        few, many = self.account(3), self.account(*every(7, times=30))
        refresh_forecasts(now=self.now)

        for lead in (few, many):
            with self.assertNumQueries(4):  # lead with forecast, totals, health, months
                self.detail(lead)

    def test_the_portfolio_goes_on_with_the_months_ahead(self) -> None:
        self.account(*every(7, times=20, since=3))
        refresh_forecasts(now=self.now)

        rows = self.get("portfolio", months=2).json()

        self.assertEqual(len(rows), 5)
        self.assertIsNone(rows[0]["expected_revenue"])
        self.assertIsNotNone(rows[1]["orders"])
        for row in rows[2:]:
            self.assertIsNone(row["orders"])
            low, high = row["expected_revenue_low"], row["expected_revenue_high"]
            self.assertLess(low, row["expected_revenue"])
            self.assertLess(row["expected_revenue"], high)

    def test_without_forecasts_the_portfolio_is_the_past(self) -> None:
        self.account(*every(7, times=20, since=3))

        self.assertEqual(len(self.get("portfolio", months=2).json()), 2)
