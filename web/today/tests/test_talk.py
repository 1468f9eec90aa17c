"""What the panel proposes to say of an account's orders."""

from typing import Any

from django.test import TestCase
from django.utils import timezone

from call_planning.services.plans import create_plan
from interaction_tracking.models import Order, OrderLine
from leads.models import Lead
from performance_tracking.models import AccountForecast
from performance_tracking.services.refresh import refresh_forecasts
from performance_tracking.tests.orders import every, make_account
from users.tests.cast import CastMixin


class TalkTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.now = timezone.now()
        self.client.force_login(self.owner)

    def due(self, *days_ago: float) -> Lead:
        lead = make_account(*days_ago, now=self.now, assigned_to=self.owner)
        create_plan(lead, by=self.owner, frequency="WEEKLY", next_call_date=self.now)
        return lead

    def points(self) -> Any:
        return self.client.get("/").context["points"]

    def test_it_says_the_rhythm_the_next_order_and_what_is_usually_taken(self) -> None:
        self.due(*every(7, times=20, since=3))
        for order in Order.objects.all():
            OrderLine.objects.create(order=order, name="Burrata", quantity=2)
        refresh_forecasts(now=self.now)

        said = self.points()[0]

        self.assertIn("Usually orders every 7 days", said)
        self.assertIn("Next order expected", said)
        self.assertIn("Usually takes Burrata.", said)

    def test_the_row_tells_the_accounts_own_gap_not_the_shrunk_one(self) -> None:
        self.due(*every(7, times=20, since=9))
        refresh_forecasts(now=self.now)
        AccountForecast.objects.update(gap_days=5.0)

        self.assertIn("usually every 7 days", self.client.get("/").context["first"].why)

    def test_without_a_forecast_it_says_the_last_order_only(self) -> None:
        self.due(*every(7, times=20, since=3))

        (said,) = self.points()
        self.assertIn("Last order", said)
