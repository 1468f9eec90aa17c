"""The demo has a past of forecasts, and what came of them."""

from django.test import TestCase
from django.utils import timezone

from demo.services.loading import load_company
from demo.services.looking_back import WEEKS, forecast_the_past
from performance_tracking.models import (
    AccountForecast,
    Cohort,
    HealthSnapshot,
    PublishedForecast,
)


class LookingBackTests(TestCase):
    def setUp(self) -> None:
        now = timezone.now()
        load_company(accounts=40, seed=1, password="demo", now=now)
        forecast_the_past(now=now, accounts=40)

    def test_forecasts_of_each_week_are_kept_and_the_old_ones_judged(self) -> None:
        self.assertEqual(Cohort.objects.filter(publishes=True).count(), WEEKS + 1)
        self.assertTrue(PublishedForecast.objects.exclude(scored_at=None).exists())

    def test_every_account_ends_with_the_forecast_of_today(self) -> None:
        newest = AccountForecast.objects.order_by("as_of").values_list("as_of", flat=True)[0]

        self.assertLessEqual((timezone.now().date() - newest).days, 1)
        self.assertTrue(HealthSnapshot.objects.filter(day__lt=newest).exists())
