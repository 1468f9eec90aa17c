"""A line over time: actual solid, forecast dashed, its range filled, last year dotted."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.charts.shapes import Point, round_ticks, smooth_path

Values = Sequence[float | None]
SIDE = 1000
LABELS = 7


@dataclass(frozen=True)
class Series:
    """What is drawn: one label per point; `actual` ends with today, `forecast` goes on from it."""

    labels: Sequence[str]
    actual: Values
    before: Values = ()
    forecast: Values = ()
    low: Values = ()
    high: Values = ()

    @property
    def top(self) -> list[float]:
        every = [*self.actual, *self.before, *self.forecast, *self.high]
        return round_ticks(max([value for value in every if value is not None], default=0) * 1.04)

    @property
    def last(self) -> int:
        return max((i for i, value in enumerate(self.actual) if value is not None), default=0)


def timeseries(
    series: Series, *, title: str, form: Callable[[float], str], height: int = 240
) -> SafeString:
    """Return the chart; `form` words a value. Colour comes from the tone class around it."""
    count = len(series.labels)
    if count < 2:
        return SafeString("")
    ticks = series.top
    scale = Scale(count, ticks[-1])
    return format_html(
        '<kam-chart class="k-chart tone-accent" tabindex="0" role="img" aria-label="{}"'
        ' data-points="{}"><div class="k-plot k-plot-{}">'
        '<svg class="k-root" width="100%" height="100%" aria-hidden="true">{}'
        '<svg viewBox="0 0 1000 1000" preserveAspectRatio="none" width="100%" height="100%">'
        "{}</svg>"
        '{}{}{}<line class="k-cross" x1="0" x2="0" y1="0" y2="100%"/></svg></div>'
        '<div class="k-tip" hidden></div></kam-chart>',
        title,
        json.dumps(points_of(series, form)),
        height,
        grid(ticks, form),
        lines(series, scale),
        today(series, scale) if series.forecast else "",
        dates(series.labels),
        "",
    )


@dataclass(frozen=True)
class Scale:
    count: int
    top: float

    def point(self, index: int, value: float) -> Point:
        return index * SIDE / (self.count - 1), SIDE - value / self.top * SIDE

    def points(self, values: Values) -> list[Point]:
        return [self.point(i, value) for i, value in enumerate(values) if value is not None]


def lines(series: Series, scale: Scale) -> SafeString:
    parts: list[tuple[str, str]] = []
    if series.high and series.low:
        up, down = scale.points(series.high), scale.points(series.low)[::-1]
        parts.append(("k-band", f"{smooth_path(up)}L{smooth_path(down)[1:]}Z"))
    if any(value is not None for value in series.before):
        parts.append(("k-before", smooth_path(scale.points(series.before))))
    actual = scale.points(series.actual)
    if len(actual) > 1:
        path = smooth_path(actual)
        parts.append(("k-area", f"{path}L{actual[-1][0]:.1f} {SIDE}L{actual[0][0]:.1f} {SIDE}Z"))
        parts.append(("k-line", path))
    if series.forecast:
        parts.append(("k-line k-dash", smooth_path(scale.points(series.forecast))))
    return format_html_join("", '<path class="{}" d="{}"/>', parts)


def grid(ticks: Sequence[float], form: Callable[[float], str]) -> SafeString:
    top = ticks[-1]
    rows = [(f"{100 - tick / top * 100:.2f}", form(tick) if tick else "0") for tick in ticks]
    drawn = [(y, y, y, text) for y, text in rows]
    return format_html_join(
        "",
        '<line class="k-grid-line" x1="0" x2="100%" y1="{}%" y2="{}%"/>'
        '<text class="k-tick" x="0" y="{}%" dx="-8" dy="4" text-anchor="end">{}</text>',
        drawn,
    )


def dates(labels: Sequence[str]) -> SafeString:
    """Write some of the labels under the axis; every second of them hides on a phone."""
    count = len(labels)
    step = max(1, count // LABELS)
    shown = [
        (
            " k-tick-minor" if number % 2 else "",
            f"{index * 100 / (count - 1):.2f}",
            "start" if index == 0 else "end" if index == count - 1 else "middle",
            labels[index],
        )
        for number, index in enumerate(range(0, count, step))
    ]
    return format_html_join(
        "", '<text class="k-tick{}" x="{}%" y="100%" dy="18" text-anchor="{}">{}</text>', shown
    )


def today(series: Series, scale: Scale) -> SafeString:
    x, y = scale.point(series.last, series.actual[series.last] or 0)
    return format_html(
        '<line class="k-now" x1="{}%" x2="{}%" y1="0" y2="100%"/>'
        '<circle class="k-mark" cx="{}%" cy="{}%" r="4"/>',
        *[f"{value / 10:.2f}" for value in (x, x, x, y)],
    )


def points_of(series: Series, form: Callable[[float], str]) -> list[dict[str, Any]]:
    """Return what the crosshair says at each point."""
    named = (
        (_("Actual"), series.actual),
        (_("Forecast"), series.forecast),
        (_("Last year"), series.before),
    )
    return [
        {
            "at": label,
            "rows": [
                [name, form(value)]
                for name, values in named
                if index < len(values) and (value := values[index]) is not None
            ],
        }
        for index, label in enumerate(series.labels)
    ]
