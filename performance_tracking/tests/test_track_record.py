"""Published forecasts are judged by what happened, each once its 28 days are over."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.db import connection
from django.test import SimpleTestCase, TestCase

from interaction_tracking.models import Order
from interaction_tracking.services.log import log_interaction, update_interaction
from leads.models import Lead
from performance_tracking.api.details import track_record
from performance_tracking.models import PublishedForecast
from performance_tracking.rules.track_record import Said, dates_of, judged, median_of
from performance_tracking.services.refresh import refresh_forecasts
from performance_tracking.services.track_record import judge_again, score_published
from performance_tracking.tests.orders import NOW, add_orders, every, make_account
from users.tests.cast import CastMixin, client_of

DAY = date(2026, 6, 1)
URL = "/performance/track-record/"


def on(day: int) -> date:
    return DAY + timedelta(days=day)


class JudgingTests(SimpleTestCase):
    said = Said(DAY, on(28), on(5), on(7), on(10))

    def test_an_order_in_the_window(self) -> None:
        found = judged(self.said, {on(6): 80.0, on(20): 120.0})

        self.assertEqual((found["ordered_7"], found["ordered_28"], found["orders"]), (1, 1, 2))
        self.assertEqual((found["revenue"], found["days_off"], found["in_window"]), (200, 1, 1))

    def test_the_day_it_was_said_and_the_day_after_the_last_do_not_count(self) -> None:
        found = judged(self.said, {on(0): 80.0, on(29): 80.0})

        self.assertEqual((found["ordered_28"], found["orders"], found["days_off"]), (0, 0, None))

    def test_a_first_order_is_before_the_window_in_it_or_not_there_by_its_end(self) -> None:
        for days, fell in (([4, 6], 0), ([5], 1), ([10], 1), ([11], 2), ([], 2)):
            with self.subTest(days):
                found = judged(self.said, {on(day): 1.0 for day in days})

                self.assertEqual(found["in_window"], fell)

    def test_a_window_that_ends_after_the_28_days_is_not_judged_by_its_early_orders(self) -> None:
        open_still = self.said._replace(latest=on(40))

        self.assertIsNone(judged(open_still, {})["in_window"])
        self.assertIsNone(judged(open_still, {on(6): 1.0})["in_window"])

    def test_windows_are_told_of_those_that_ordered_and_of_all(self) -> None:
        rows = [(1, 2, 8), (5, 0, 1), (9, 2, 1), (None, 2, 10), (3, None, 4), (None, None, 5)]
        names = ("days_off", "in_window", "forecasts")

        found = dates_of([dict(zip(names, row, strict=True)) for row in [(0, 1, 30), *rows]])

        self.assertEqual((found["dates"], found["windows"]), (44, 50))
        self.assertEqual(found["inside_window"], 0.75)
        self.assertEqual(found["no_order_by_window_end"], 0.38)

    def test_the_median_of_counts(self) -> None:
        self.assertEqual(median_of({0: 1, 2: 1, 9: 1}), 2)
        self.assertEqual(median_of({1: 2, 4: 2}), 2.5)
        self.assertIsNone(median_of({}))


class TrackRecordTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.lead = make_account(*every(7, times=20, since=3), assigned_to=self.owner)
        refresh_forecasts(now=NOW)
        add_orders(self.lead, [-4, -11], price=80)

    def row(self) -> PublishedForecast:
        return PublishedForecast.objects.get(lead=self.lead)

    def answer(self, user: Any) -> Any:
        later = datetime(2026, 7, 10, tzinfo=UTC)
        with patch("performance_tracking.api.views.timezone.now", lambda: later):
            return client_of(user).get(URL).json()

    def test_nothing_is_judged_before_its_days_are_over(self) -> None:
        self.assertEqual(score_published(now=NOW + timedelta(days=28)), 0)

    def test_what_happened_is_written_once(self) -> None:
        over = NOW + timedelta(days=30)

        self.assertEqual((score_published(now=over), score_published(now=over)), (1, 0))

        row = self.row()
        self.assertEqual((row.ordered_7, row.ordered_28, row.orders), (1, 1, 2))
        self.assertEqual((row.revenue, row.days_off, row.in_window), (160, 0, 1))

    def test_an_order_that_is_written_down_late_is_judged_after_all(self) -> None:
        PublishedForecast.objects.update(next_order_date=on(20), next_order_to=on(22))
        score_published(now=NOW + timedelta(days=30))

        with self.later():
            log_interaction(
                self.lead, by=self.owner, interaction_type="ORDER", order={"total_price": 90},
                date=NOW + timedelta(days=19),
            )  # fmt: skip

        row = self.row()
        self.assertEqual((row.orders, row.revenue, row.ordered_28), (3, 250, 1))

    def test_an_order_that_is_cancelled_late_did_not_happen(self) -> None:
        score_published(now=NOW + timedelta(days=30))

        with self.later():
            for order in Order.objects.filter(ordered_at__gt=NOW):
                touch = order.interaction
                update_interaction(touch, by=self.owner, order={"status": "CANCELLED"})

        row = self.row()
        self.assertEqual((row.orders, row.revenue), (0, 0))
        self.assertEqual((row.ordered_7, row.ordered_28, row.days_off), (0, 0, None))

    def test_orders_that_change_nothing_of_the_past_cost_no_write(self) -> None:
        score_published(now=NOW + timedelta(days=30))
        judged_at = self.row().scored_at

        with self.later(), self.assertNumQueries(3):  # the forecasts, the zone, the orders
            self.assertEqual(judge_again([self.lead.pk], now=NOW + timedelta(days=60)), 0)

        self.assertEqual(self.row().scored_at, judged_at)

    def later(self) -> Any:
        return patch("django.utils.timezone.now", lambda: NOW + timedelta(days=60))

    def test_what_was_said_stays_as_it_was(self) -> None:
        before = self.row()

        score_published(now=NOW + timedelta(days=30))

        after = self.row()
        for name in ("chance_7", "chance_28", "expected_revenue", "next_order_date", "as_of"):
            self.assertEqual(getattr(after, name), getattr(before, name))

    def test_the_record_says_what_was_said_and_what_happened(self) -> None:
        score_published(now=NOW + timedelta(days=30))

        found = self.answer(self.owner)

        said = round(self.row().chance_28, 4)
        self.assertEqual((found["all"]["said"], found["all"]["happened"]), (said, 1.0))
        tenth = next(row for row in found["reliability"] if row["forecasts"])
        self.assertLessEqual(tenth["low"], said)
        self.assertEqual((tenth["said"], tenth["happened"]), (said, 1.0))
        self.assertEqual((found["all"]["median_days_off"], found["all"]["inside_window"]), (0, 1))
        self.assertEqual([row["month"] for row in found["months"]], ["2026-06"])
        self.assertEqual(found["this_month"]["forecasts"], 0)

    def test_before_anything_is_over_the_record_is_empty_and_says_so(self) -> None:
        found = self.answer(self.owner)

        self.assertEqual((found["all"]["forecasts"], found["all"]["said"]), (0, None))
        self.assertEqual((found["waiting"], found["next_judged_after"]), (1, "2026-06-29"))
        self.assertEqual({row["forecasts"] for row in found["reliability"]}, {0})

    def test_an_admin_is_told_the_sums_that_the_last_refresh_kept(self) -> None:
        score_published(now=NOW + timedelta(days=30))
        walked = self.answer(self.owner)

        with self.assertNumQueries(2):  # the sums, those that wait
            self.assertEqual(track_record(self.admin, today=date(2026, 7, 10)), walked)

        PublishedForecast.objects.update(ordered_28=0)
        self.assertEqual(self.answer(self.admin)["all"]["happened"], 1.0)
        score_published(now=NOW + timedelta(days=31))
        self.assertEqual(self.answer(self.admin)["all"]["happened"], 0.0)

    def test_windows_judged_by_the_old_rule_are_told_apart(self) -> None:
        score_published(now=NOW + timedelta(days=30))
        step = import_module("performance_tracking.migrations.0010_windows_not_by_their_end")
        cases = [  # days off, said of the window of old, days it ends after the 28; what it is now
            ((None, 0, -5), (2, True)),
            ((9, 0, -5), (0, False)),
            ((3, 1, -5), (1, True)),
            ((3, 1, 5), (None, True)),
        ]
        for (days_off, old, after), expected in cases:
            with self.subTest(days_off=days_off, old=old, after=after):
                row = self.row()
                row.days_off, row.in_window, row.scored_at = days_off, old, NOW
                row.next_order_to = row.over_on + timedelta(days=after)
                row.save()

                step.tell(apps, SimpleNamespace(connection=connection))

                row = self.row()
                self.assertEqual((row.in_window, row.scored_at is not None), expected)

    def test_sums_leave_out_what_is_in_the_trash(self) -> None:
        Lead.objects.update(deleted_at=NOW)

        score_published(now=NOW + timedelta(days=30))

        self.assertEqual(self.answer(self.admin)["all"]["forecasts"], 0)

    def test_it_goes_no_further_than_the_reach(self) -> None:
        score_published(now=NOW + timedelta(days=30))

        self.assertEqual(self.answer(self.teammate)["all"]["forecasts"], 0)
        self.assertEqual(self.answer(self.manager)["all"]["forecasts"], 1)
        self.assertEqual(self.answer(self.outsider)["all"]["forecasts"], 0)
