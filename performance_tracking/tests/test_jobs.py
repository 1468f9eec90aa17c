"""Forecasts by the clock, and soon after many orders came."""

from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from jobs.models import Job
from jobs.services.worker import Loop
from performance_tracking.models import AccountForecast, AccountRhythm, Cohort
from performance_tracking.services.asking import ask_for_refresh
from performance_tracking.services.refresh import refresh_forecasts
from performance_tracking.tests.orders import every, make_account


@override_settings(PERIODIC_JOBS={})
class RefreshJobTests(TestCase):
    def setUp(self) -> None:
        self.now = timezone.now()

    def make_accounts(self, count: int) -> None:
        for since in range(1, count + 1):
            make_account(*every(7, times=6, since=since), now=self.now)

    def test_a_worker_forecasts_every_account_and_says_how_far_it_is(self) -> None:
        self.make_accounts(3)
        ask_for_refresh(accounts=3)

        Loop("w", burst=True).run()

        job = Job.objects.select_related("task").get()
        self.assertEqual((job.state, job.done, job.of), ("DONE", 3, 3))
        self.assertEqual(job.task.return_value, {"recounted": 0, "scored": 3, "judged": 0})
        self.assertEqual(AccountForecast.objects.count(), 3)

    def test_an_empty_house_is_no_failure(self) -> None:
        ask_for_refresh(accounts=1)

        Loop("w", burst=True).run()

        self.assertEqual(Job.objects.select_related("task").get().state, "DONE")

    def test_an_order_that_lay_ahead_counts_once_it_has_come(self) -> None:
        account = make_account(*every(7, times=6), -1, now=self.now - timedelta(days=2))
        ask_for_refresh(accounts=1)

        Loop("w", burst=True).run()

        self.assertEqual(AccountRhythm.objects.get(lead=account).orders, 7)

    def test_one_refresh_waits_however_often_orders_come(self) -> None:
        self.assertTrue(ask_for_refresh(accounts=5))

        self.assertFalse(ask_for_refresh(accounts=5))
        self.assertEqual(Job.objects.count(), 1)

    def test_a_refresh_that_runs_already_may_miss_them_so_another_waits(self) -> None:
        ask_for_refresh(accounts=5)
        Job.objects.update(due_at=None, leased_until=self.now + timedelta(minutes=1))

        self.assertTrue(ask_for_refresh(accounts=5))

    def test_few_accounts_of_many_wait_for_the_night(self) -> None:
        self.make_accounts(1)
        refresh_forecasts(now=self.now)
        Cohort.objects.update(accounts=101)

        self.assertFalse(ask_for_refresh(accounts=10))
        self.assertTrue(ask_for_refresh(accounts=11))

    def test_no_account_asks_for_nothing(self) -> None:
        self.assertFalse(ask_for_refresh(accounts=0))
