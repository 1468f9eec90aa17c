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
    """What is drawn: one label per point; `actual` ends with today, `forecast` goes on from it.

    A point is where its week begins; `now` and the days of `due` (earliest, day, latest) lie
    between points.
    """

    labels: Sequence[str]
    actual: Values
    before: Values = ()
    forecast: Values = ()
    low: Values = ()
    high: Values = ()
    now: float | None = None
    due: tuple[float, float, float] | None = None

    @property
    def most(self) -> float:
        every = [*self.actual, *self.before, *self.forecast, *self.high]
        return max([value for value in every if value is not None], default=0)

    @property
    def says_something(self) -> bool:
        """Whether there is more to see than a line of noughts."""
        return self.most > 0

    @property
    def top(self) -> list[float]:
        return round_ticks(self.most * 1.04)

    @property
    def last(self) -> int:
        return max((i for i, value in enumerate(self.actual) if value is not None), default=0)


def timeseries(
    series: Series, *, title: str, form: Callable[[float], str], height: int = 240
) -> SafeString:
    """Return the chart; `form` words a value. Colour comes from the tone class around it."""
    count = len(series.labels)
    if count < 2 or not series.says_something:
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
        next_order(series, scale),
        today(series, scale) if series.forecast else "",
        dates(series.labels),
    )


@dataclass(frozen=True)
class Scale:
    count: int
    top: float

    def point(self, index: int, value: float) -> Point:
        return index * SIDE / (self.count - 1), SIDE - value / self.top * SIDE

    def across(self, place: float) -> str:
        """Return a place on either axis as a share of it."""
        return f"{place / 10:.2f}%"

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
    now = scale.across(x if series.now is None else series.now * SIDE / (scale.count - 1))
    return format_html(
        '<line class="k-now" x1="{}" x2="{}" y1="0" y2="100%"/>'
        '<circle class="k-mark" cx="{}" cy="{}" r="4"/>',
        *[now, now, scale.across(x), scale.across(y)],
    )


def next_order(series: Series, scale: Scale) -> SafeString:
    """Shade the days in which the next order is expected, and mark the day."""
    if series.due is None:
        return SafeString("")
    last = scale.count - 1
    early, day, late = (min(max(at, 0.0), last) * SIDE / last for at in series.due)
    if series.due[1] > last:
        return SafeString("")
    return format_html(
        '<rect class="k-due-window" x="{}" width="{}" y="0" height="100%"/>'
        '<line class="k-due" x1="{}" x2="{}" y1="0" y2="100%"/>'
        '<text class="k-tick k-due-text" x="{}" y="0" dx="{}" dy="14" text-anchor="{}">{}</text>',
        scale.across(early),
        scale.across(max(late - early, 2.0)),
        *[scale.across(day)] * 3,
        *((-5, "end") if day > SIDE / 2 else (5, "start")),
        _("Next order"),
    )


def points_of(series: Series, form: Callable[[float], str]) -> list[dict[str, Any]]:
    """Return what the crosshair says at each point."""
    week = _("Week of %s")
    return [
        {
            "at": week % label,
            "rows": [[name, text] for name, text in rows_at(series, index, form) if text],
        }
        for index, label in enumerate(series.labels)
    ]


def rows_at(series: Series, index: int, form: Callable[[float], str]) -> list[tuple[str, str]]:
    """Forecast and range begin behind the last actual value, which they only start from."""

    def said(values: Values) -> str:
        value = values[index] if index < len(values) else None
        return "" if value is None else form(value)

    ahead = index > series.last
    low, high = said(series.low), said(series.high)
    return [
        (_("Actual"), said(series.actual)),
        (_("Forecast"), said(series.forecast) if ahead else ""),
        (_("80% range"), f"{low} \N{EN DASH} {high}" if ahead and low else ""),
        (_("Last year"), said(series.before)),
    ]
