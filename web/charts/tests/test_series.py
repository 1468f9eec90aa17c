"""The line that goes on into the forecast: its parts, and what the crosshair says."""

import json
from datetime import date
from html import unescape
from typing import Any

from django.test import SimpleTestCase

from performance_tracking.rules.coming import Band
from web.charts.ahead import Week, drawn, place_of, weeks_ahead
from web.charts.bars import Pairs, bars
from web.charts.series import Series, timeseries

WEDNESDAY = date(2026, 6, 3)


def whole(value: float) -> str:
    return f"{value:.0f}"


def points_in(chart: str) -> list[dict[str, Any]]:
    text = unescape(chart.split('data-points="')[1].split('"')[0])
    found: list[dict[str, Any]] = json.loads(text)
    return found


class SeriesTests(SimpleTestCase):
    def chart(self, **fields: Any) -> str:
        weeks = [Week(WEDNESDAY, Band(30, 20, 40)), Week(WEDNESDAY, Band(50, 10, 90))]
        series = Series(
            ["a", "b", "c", "d"], [10, 20, None], **drawn(weeks, [10.0, 20.0]), **fields
        )
        return str(timeseries(series, title="Orders", form=whole))

    def test_the_forecast_and_its_range_begin_behind_the_last_actual_value(self) -> None:
        rows = [point["rows"] for point in points_in(self.chart())]

        self.assertEqual(rows[1], [["Actual", "20"]])
        self.assertEqual(rows[2], [["Forecast", "30"], ["80% range", "20 \N{EN DASH} 40"]])
        self.assertEqual(rows[3], [["Forecast", "50"], ["80% range", "10 \N{EN DASH} 90"]])

    def test_a_line_of_noughts_is_not_drawn(self) -> None:
        series = Series(["a", "b"], [0, 0], before=[0, None])

        self.assertEqual(timeseries(series, title="Orders", form=whole), "")

    def test_today_lies_within_its_week(self) -> None:
        self.assertIn('class="k-now" x1="76.19%"', self.chart(now=2 + 2 / 7))

    def test_the_next_order_is_marked_with_its_window(self) -> None:
        chart = self.chart(due=(1.5, 2.0, 9.0))

        self.assertIn('class="k-due-window" x="50.00%" width="50.00%"', chart)
        self.assertIn("Next order", chart)

    def test_a_next_order_behind_the_last_week_is_not_drawn(self) -> None:
        self.assertNotIn("k-due", self.chart(due=(2.0, 4.0, 9.0)))


class WeeksAheadTests(SimpleTestCase):
    def test_of_the_running_week_its_days_that_are_left_are_expected(self) -> None:
        asked = []

        def expected(first: int, days: float) -> Band:
            asked.append((first, days))
            return Band(days, days, days)

        weeks = weeks_ahead(expected, so_far=100, today=WEDNESDAY, count=2)

        self.assertEqual([(first, round(days)) for first, days in asked], [(0, 4), (4, 7), (11, 7)])
        self.assertAlmostEqual(weeks[0].band.middle, 104)
        self.assertEqual([week.monday.day for week in weeks], [1, 8, 15])

    def test_a_week_s_orders_may_come_on_some_days_only(self) -> None:
        shares = [0.5, 0.25, 0.25, 0, 0, 0, 0]

        weeks = weeks_ahead(
            lambda first, days: Band(days, days, days),
            so_far=5,
            today=WEDNESDAY,
            count=0,
            weekdays=shares,
        )

        self.assertEqual(weeks[0].band.middle, 5)

    def test_a_day_lies_between_the_points_of_its_weeks(self) -> None:
        self.assertAlmostEqual(place_of(WEDNESDAY, first=date(2026, 5, 25)), 1 + 2 / 7)


class BarsTests(SimpleTestCase):
    def test_a_missing_bar_is_not_drawn_and_not_said(self) -> None:
        pairs = Pairs(["0 %", "10 %"], [0.5, None], [0.25, None], ("Said", "Happened"))

        chart = str(bars(pairs, ticks=[0, 1], title="Chances", form=lambda share: f"{share:.2f}"))

        self.assertEqual(chart.count("<rect"), 2)
        self.assertEqual(
            points_in(chart),
            [
                {"at": "0 %", "rows": [["Said", "0.50"], ["Happened", "0.25"]]},
                {"at": "10 %", "rows": []},
            ],
        )
