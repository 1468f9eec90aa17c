"""Health: weighted measures, and what moved them."""

from datetime import date, timedelta

import numpy as np
from django.test import SimpleTestCase, TestCase

from performance_tracking.models import AccountForecast, HealthSnapshot
from performance_tracking.rules.health import what_changed
from performance_tracking.rules.measures import Facts, health_of, measures_of
from performance_tracking.services.refresh import refresh_forecasts
from performance_tracking.tests.orders import NOW, every, make_account

GOOD = {
    "overdue": 0.5,
    "last_28": 4,
    "last_84": 12,
    "age": 50,
    "days_late": -3,
    "days_since_contact": 5,
    "contacts": 3,
    "yearly": 12_000,
    "potential": 12_000,
}


def measured(**changes: float) -> dict[str, float]:
    columns = {name: np.array([float(value)]) for name, value in (GOOD | changes).items()}
    measures = measures_of(Facts(**columns))
    return {name: float(values[0]) for name, values in measures.items()} | {
        "health": float(health_of(measures)[0])
    }


class MeasureTests(SimpleTestCase):
    def test_an_account_that_does_everything_right_has_a_hundred(self) -> None:
        self.assertEqual(set(measured().values()), {100.0})

    def test_twice_the_usual_gap_is_half_the_rhythm(self) -> None:
        self.assertEqual(measured(overdue=2)["rhythm"], 50)
        self.assertEqual(measured(overdue=2)["health"], 80)

    def test_a_missing_measure_gives_its_weight_to_the_others(self) -> None:
        without = measured(overdue=3, potential=np.nan)

        self.assertTrue(np.isnan(without["potential"]))
        self.assertEqual(without["health"], round(100 * 0.45 / 0.85))

    def test_a_young_account_has_no_trend(self) -> None:
        self.assertTrue(np.isnan(measured(age=11)["trend"]))

    def test_half_the_orders_of_before_are_half_the_trend(self) -> None:
        self.assertEqual(measured(last_28=2, last_84=10)["trend"], 50)

    def test_a_planned_call_a_week_late_is_half_kept(self) -> None:
        self.assertEqual(measured(days_late=7)["coverage"], 50)

    def test_without_a_plan_the_last_contact_counts(self) -> None:
        self.assertEqual(measured(days_late=np.nan, days_since_contact=60)["coverage"], 50)

    def test_nothing_known_is_no_health(self) -> None:
        unknown = measured(**dict.fromkeys(GOOD, np.nan))

        self.assertTrue(np.isnan(unknown["health"]))


class ChangeTests(SimpleTestCase):
    before = {
        "day": date(2026, 5, 18), "health": 71, "rhythm": 80, "trend": 100, "coverage": 60,
        "contacts": 33, "potential": None,
    }  # fmt: skip

    def test_it_names_the_measures_that_moved(self) -> None:
        now = self.before | {"health": 62, "rhythm": 55, "trend": 90}

        self.assertEqual(
            what_changed(now, self.before),
            "Health 62, 9 lower than on 18 May: order rhythm 80 → 55, order trend 100 → 90.",
        )

    def test_what_moved_the_other_way_is_no_reason(self) -> None:
        now = self.before | {"health": 75, "rhythm": 100, "coverage": 30}

        self.assertEqual(
            what_changed(now, self.before),
            "Health 75, 4 higher than on 18 May: order rhythm 80 → 100.",
        )

    def test_no_change_is_nothing_to_say(self) -> None:
        self.assertEqual(what_changed(self.before, self.before), "")
        self.assertEqual(what_changed(self.before, None), "")


class SnapshotTests(TestCase):
    def test_a_day_is_kept_when_it_differs_from_the_one_before(self) -> None:
        make_account(*every(7, times=30, since=3))

        for day in (0, 1, 20):
            refresh_forecasts(now=NOW + timedelta(days=day))

        days = HealthSnapshot.objects.order_by("day").values_list("day", flat=True)
        self.assertEqual([str(day) for day in days], ["2026-06-01", "2026-06-21"])
        newest = HealthSnapshot.objects.latest("day")
        self.assertEqual(newest.health, AccountForecast.objects.get().health)
