"""The refresh: fits, scores in chunks, goes on where it stopped, changes nothing when repeated."""

from datetime import datetime, timedelta
from decimal import Decimal
from importlib import import_module
from io import StringIO
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leads.models import Lead
from performance_tracking.models import (
    AccountForecast,
    AccountRhythm,
    Cohort,
    HealthSnapshot,
    PublishedForecast,
)
from performance_tracking.services.refresh import bring_in_line, clock_from, refresh_forecasts
from performance_tracking.services.rhythms import refresh_rhythms
from performance_tracking.tests.orders import NOW, add_orders, every, make_account

TABLES = (AccountRhythm, AccountForecast, PublishedForecast, HealthSnapshot)


def kept() -> list[Any]:
    return [list(model._default_manager.order_by("lead_id").values()) for model in TABLES]


class Killed(Exception):
    pass


class RefreshTests(TestCase):
    def setUp(self) -> None:
        self.accounts = [make_account(*every(7, times=6, since=n)) for n in range(1, 6)]

    def killed_after(self, accounts: int) -> Any:
        def progress(done: int, total: int) -> None:
            if done >= accounts:
                raise Killed

        return progress

    def test_every_account_gets_a_forecast(self) -> None:
        done = refresh_forecasts(now=NOW)

        self.assertEqual((done.scored, AccountForecast.objects.count()), (5, 5))
        forecast = AccountForecast.objects.get(lead=self.accounts[0])
        self.assertEqual((forecast.orders, forecast.grade), (6, "B"))
        self.assertEqual(f"{forecast.as_of}", "2026-06-01")

    def test_a_small_company_goes_by_the_default_parameters(self) -> None:
        refresh_forecasts(now=NOW)

        cohort = Cohort.objects.get()
        self.assertTrue(cohort.is_default)
        self.assertEqual((cohort.accounts, cohort.k, cohort.typical_gap), (5, 2, 7.0))

    def test_a_run_that_died_goes_on_behind_its_last_chunk(self) -> None:
        with self.assertRaises(Killed):
            refresh_forecasts(now=NOW, chunk=2, on_progress=self.killed_after(2))
        self.assertEqual(AccountForecast.objects.count(), 2)
        AccountForecast.objects.update(order_value=-1)

        done = refresh_forecasts(now=NOW + timedelta(hours=1), chunk=2)

        self.assertEqual((done.scored, AccountForecast.objects.count()), (3, 5))
        self.assertEqual(AccountForecast.objects.filter(order_value=-1).count(), 2)

    def test_the_next_day_begins_anew(self) -> None:
        with self.assertRaises(Killed):
            refresh_forecasts(now=NOW, chunk=2, on_progress=self.killed_after(2))

        done = refresh_forecasts(now=NOW + timedelta(days=1), chunk=2)

        self.assertEqual(done.scored, 5)

    def test_a_second_run_changes_nothing(self) -> None:
        refresh_forecasts(now=NOW)
        before = kept()

        refresh_forecasts(now=NOW)

        self.assertEqual(kept(), before)

    def test_only_orders_up_to_now_are_read(self) -> None:
        refresh_forecasts(now=NOW - timedelta(days=20))

        forecast = AccountForecast.objects.get(lead=self.accounts[0])
        self.assertEqual(forecast.orders, 3)

    def test_what_a_careless_writer_left_is_brought_in_line(self) -> None:
        add_orders(self.accounts[0], [0.1])
        Lead.objects.filter(pk=self.accounts[0].pk).update(last_order_at=NOW - timedelta(days=0.1))
        AccountRhythm.objects.filter(lead=self.accounts[1]).delete()

        done = refresh_forecasts(now=NOW)

        self.assertEqual(done.recounted, 2)
        self.assertEqual(AccountForecast.objects.get(lead=self.accounts[0]).orders, 7)

    def test_an_order_that_comes_while_the_run_waits_for_its_account_stays_counted(self) -> None:
        one = self.accounts[0]
        AccountRhythm.objects.filter(lead=one).delete()
        looks = count()

        def clock() -> datetime:
            look = next(looks)
            if look == 1:  # it has waited
                add_orders(one, [-0.001])
                Lead.objects.filter(pk=one.pk).update(last_order_at=NOW + timedelta(days=0.001))
                refresh_rhythms([one.pk], now=NOW + timedelta(days=0.01))
            return NOW + timedelta(days=0.01) * min(look, 1)

        done = bring_in_line(clock, chunk=100)

        self.assertEqual((done, AccountRhythm.objects.get(lead=one).orders), (0, 7))

    def test_the_clock_of_a_run_goes_on(self) -> None:
        clock = clock_from(NOW)

        self.assertTrue(NOW < clock() < clock())

    def test_averages_rounded_of_old_are_counted_anew_once(self) -> None:
        rhythms = AccountRhythm.objects.filter(lead=self.accounts[0])
        rhythms.update(average_order_value=Decimal("99.99"))
        step = import_module("performance_tracking.migrations.0009_recount_averages")
        step.recount(apps, SimpleNamespace(connection=connection))

        done = [refresh_forecasts(now=timezone.now()).recounted for _ in range(2)]

        self.assertEqual(done, [5, 0])
        self.assertEqual(rhythms.get().average_order_value, 100)

    def test_what_lies_in_the_trash_is_left_alone(self) -> None:
        Lead.objects.filter(pk=self.accounts[0].pk).update(deleted_at=NOW)

        self.assertEqual(refresh_forecasts(now=NOW).scored, 4)

    def test_each_account_is_scored_at_the_day_it_is_there(self) -> None:
        far = make_account(1, 8, timezone="Pacific/Kiritimati")
        near = make_account(1, 8, timezone="Pacific/Pago_Pago")

        refresh_forecasts(now=NOW)

        days = dict(AccountForecast.objects.values_list("lead_id", "as_of"))
        self.assertEqual(f"{days[far.pk]}", "2026-06-02")
        self.assertEqual(f"{days[near.pk]}", "2026-06-01")

    def test_forecasts_are_published_once_a_week(self) -> None:
        for day in range(9):
            refresh_forecasts(now=NOW + timedelta(days=day))

        days = PublishedForecast.objects.values_list("as_of", flat=True).distinct()
        self.assertEqual(sorted(str(day) for day in days), ["2026-06-01", "2026-06-08"])

    def test_a_chunk_costs_as_many_queries_however_large(self) -> None:
        self.queries()
        few = self.queries()
        for number in range(6):
            make_account(*every(7, times=4, since=number + 1))
        self.queries()

        self.assertEqual(self.queries(), few)

    def queries(self) -> int:
        with CaptureQueriesContext(connection) as queries:
            refresh_forecasts(now=NOW)
        return len(queries)

    def test_the_command_says_what_it_did(self) -> None:
        out = StringIO()

        call_command("refresh_forecasts", stdout=out)

        self.assertIn("5 accounts scored", out.getvalue())
