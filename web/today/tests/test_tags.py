"""When orders count as falling or growing: as everywhere else, by the trend that is stored."""

from datetime import timedelta
from decimal import Decimal

from django.test import TestCase
from django.utils import timezone

from call_planning.services.plans import create_plan
from interaction_tracking.services.log import log_interaction
from leads.tests.factories import make_lead
from performance_tracking.models import AccountForecast
from performance_tracking.services.refresh import refresh_forecasts
from users.tests.cast import CastMixin
from web.today.board import board_for
from web.today.tags import trend_tone


class TrendTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.now = timezone.now()
        self.lead = make_lead(assigned_to=self.owner, lead_status="CONVERTED")
        create_plan(self.lead, by=self.owner, frequency="WEEKLY", next_call_date=self.now)

    def order(self, days_ago: int, price: int | None) -> None:
        at = self.now - timedelta(days=days_ago)
        block = {"total_price": price and Decimal(price), "product_details": "x"}
        log_interaction(self.lead, by=self.owner, interaction_type="ORDER", date=at, order=block)

    def told(self) -> tuple[str, str]:
        """Return the trend that the API tells, and the tone of the line on Today."""
        refresh_forecasts(now=self.now)
        (group,) = board_for(self.owner, now=self.now, everybody=False).groups
        return AccountForecast.objects.get().trend, group.calls[0].trend_tone

    def test_as_many_orders_without_a_price_are_no_drop(self) -> None:
        for days in range(1, 84, 4):
            self.order(days, 100 if days > 28 else None)

        self.assertEqual(self.told(), ("flat", "slate"))

    def test_fewer_orders_than_in_the_two_periods_before_are_one(self) -> None:
        for days in [1, 5, *range(30, 84, 4)]:
            self.order(days, 100)

        self.assertEqual(self.told(), ("down", "danger"))

    def test_an_account_without_a_trend_has_no_tone(self) -> None:
        self.assertEqual(trend_tone(""), "slate")
