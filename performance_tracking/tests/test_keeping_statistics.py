"""Statistics and forecast follow each order, in the order's own transaction."""

from datetime import datetime, timedelta

from django.test import TestCase
from django.utils import timezone

from interaction_tracking.models import Interaction
from interaction_tracking.services.log import (
    delete_interaction,
    log_interaction,
    restore_interaction,
    update_interaction,
)
from leads.models import Lead
from leads.services.trash import restore_lead, trash_lead
from leads.services.writing import update_lead
from performance_tracking.models import AccountForecast, AccountRhythm, Cohort
from performance_tracking.services.refresh import refresh_forecasts
from performance_tracking.tests.orders import every, make_account
from users.models import User
from users.rules import Role


class KeepingStatisticsTests(TestCase):
    def setUp(self) -> None:
        self.now = timezone.now()
        self.by = User.objects.create(username="admin", role=Role.ADMIN)
        self.lead = make_account(*every(7, times=9, since=14), now=self.now, assigned_to=self.by)
        refresh_forecasts(now=self.now)

    def order(self, days_ago: float, **block: object) -> Interaction:
        return log_interaction(
            self.lead,
            by=self.by,
            interaction_type="ORDER",
            date=self.now - timedelta(days=days_ago),
            order={"total_price": 80, **block},
        )

    @property
    def rhythm(self) -> AccountRhythm:
        return AccountRhythm.objects.get(lead=self.lead)

    @property
    def forecast(self) -> AccountForecast:
        return AccountForecast.objects.get(lead=self.lead)

    def test_a_new_order_moves_the_forecast_at_once(self) -> None:
        before = self.forecast

        self.order(0)

        after = self.forecast
        self.assertEqual(after.orders, before.orders + 1)
        self.assertGreater(after.probability_active, before.probability_active)
        self.assertLess(after.value_at_risk, before.value_at_risk)

    def test_the_date_of_the_next_order_moves_on_by_a_gap(self) -> None:
        self.lead = make_account(*every(7, times=9, since=5), now=self.now, assigned_to=self.by)
        refresh_forecasts(now=self.now)
        soon = self.forecast.next_order_date

        self.order(0)

        self.assertEqual(soon, self.now.date() + timedelta(days=2))
        assert self.forecast.next_order_date is not None
        self.assertGreater(self.forecast.next_order_date, self.now.date() + timedelta(days=3))

    def test_an_order_between_others_shortens_the_gaps(self) -> None:
        self.order(17.5)

        self.assertEqual((self.rhythm.gaps, self.rhythm.orders), (9, 10))
        self.assertLess(self.rhythm.log_gaps, 0)

    def test_a_cancelled_order_counts_nowhere(self) -> None:
        before = self.rhythm.last_day
        order = self.order(0)

        update_interaction(order, by=self.by, order={"status": "CANCELLED"})

        self.assertEqual((self.rhythm.last_day, self.rhythm.orders), (before, 9))
        self.assertEqual(self.forecast.orders, 9)

    def test_a_deleted_order_is_gone_and_a_restored_one_back(self) -> None:
        order = self.order(0)

        delete_interaction(order, by=self.by)
        self.assertEqual(self.forecast.orders, 9)

        restore_interaction(order, by=self.by)
        self.assertEqual(self.forecast.orders, 10)

    def test_an_account_whose_only_order_went_has_neither_rhythm_nor_forecast(self) -> None:
        self.lead = make_account(3, now=self.now, assigned_to=self.by)
        refresh_forecasts(now=self.now)
        only = Interaction.objects.get(lead=self.lead)

        delete_interaction(only, by=self.by)

        self.assertFalse(AccountRhythm.objects.filter(lead=self.lead).exists())
        self.assertFalse(AccountForecast.objects.filter(lead=self.lead).exists())

    def test_an_order_that_lies_ahead_is_counted_when_it_has_come(self) -> None:
        ahead = self.now + timedelta(hours=3)
        self.order(0, order_date=ahead)
        self.assertEqual(self.rhythm.orders, 9)
        self.assertEqual(self.rhythm.recount_at, ahead)

        refresh_forecasts(now=self.now + timedelta(days=1))

        self.assertEqual((self.rhythm.orders, self.rhythm.recount_at), (10, None))

    def test_an_order_falls_on_the_day_it_was_where_the_account_is(self) -> None:
        noon = datetime.fromisoformat("2026-05-04T22:30:00+00:00")
        self.lead = make_account(0, now=noon, timezone="Asia/Kolkata", assigned_to=self.by)

        self.assertEqual(f"{self.rhythm.last_day}", "2026-05-05")

    def test_another_zone_moves_the_days(self) -> None:
        evening = datetime.fromisoformat("2026-05-04T22:30:00+00:00")
        self.lead = make_account(0, now=evening, assigned_to=self.by)

        update_lead(self.lead, by=self.by, timezone="Asia/Kolkata")

        self.assertEqual(f"{self.rhythm.last_day}", "2026-05-05")

    def test_an_account_back_from_the_trash_is_forecast_anew(self) -> None:
        trash_lead(self.lead, by=self.by)
        AccountForecast.objects.filter(lead=self.lead).update(as_of="2020-01-01")

        restore_lead(Lead.objects.get(pk=self.lead.pk), by=self.by)

        self.assertEqual(f"{self.forecast.as_of}", f"{timezone.now():%Y-%m-%d}")

    def test_without_a_cohort_there_are_statistics_and_no_forecast(self) -> None:
        AccountForecast.objects.all().delete()
        Cohort.objects.all().delete()

        self.order(0)

        self.assertEqual(self.rhythm.orders, 10)
        self.assertFalse(AccountForecast.objects.exists())
