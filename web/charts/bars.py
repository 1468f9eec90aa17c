"""Pairs of bars: what was said beside what happened."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from web.charts.series import grid

GAP, BETWEEN = 0.28, 0.04  # of the width of a pair


@dataclass(frozen=True)
class Pairs:
    """One label a pair; None where there is no bar. `names` are those of the two."""

    labels: Sequence[str]
    first: Sequence[float | None]
    second: Sequence[float | None]
    names: tuple[str, str]


def bars(
    pairs: Pairs, *, ticks: Sequence[float], title: str, form: Callable[[float], str]
) -> SafeString:
    """Return the chart; the first of a pair is grey, the second has the tone around it."""
    count = len(pairs.labels)
    return format_html(
        '<kam-chart class="k-chart tone-accent" tabindex="0" role="img" aria-label="{}" data-pairs'
        ' data-points="{}"><div class="k-plot k-plot-240">'
        '<svg class="k-root" width="100%" height="100%" aria-hidden="true">{}{}{}{}'
        '<line class="k-cross" x1="0" x2="0" y1="0" y2="100%"/></svg></div>'
        '<div class="k-tip" hidden></div></kam-chart>',
        title,
        json.dumps(points_of(pairs, form)),
        grid(ticks, form),
        drawn("k-bar-before", pairs.first, 0, count, ticks[-1]),
        drawn("k-bar", pairs.second, 1, count, ticks[-1]),
        labels(pairs.labels),
    )


def drawn(
    style: str, values: Sequence[float | None], place: int, count: int, top: float
) -> SafeString:
    pair = 100 / count
    width = pair * (1 - GAP - BETWEEN) / 2
    left = pair * GAP / 2 + place * (width + pair * BETWEEN)
    rects = [
        (style, *[f"{part:.2f}" for part in (i * pair + left, 100 - high, width, high)])
        for i, value in enumerate(values)
        if value is not None and (high := value / top * 100) >= 0
    ]
    return format_html_join(
        "", '<rect class="{}" x="{}%" y="{}%" width="{}%" height="{}%" rx="2"/>', rects
    )


def labels(texts: Sequence[str]) -> SafeString:
    """Write them under their pairs; every second hides on a phone."""
    places = [
        (" k-tick-minor" if i % 2 else "", f"{(i + 0.5) * 100 / len(texts):.2f}", text)
        for i, text in enumerate(texts)
    ]
    return format_html_join(
        "",
        '<text class="k-tick{}" x="{}%" y="100%" dy="18" text-anchor="middle">{}</text>',
        places,
    )


def points_of(pairs: Pairs, form: Callable[[float], str]) -> list[dict[str, object]]:
    columns = list(zip(pairs.names, (pairs.first, pairs.second), strict=True))
    return [
        {
            "at": label,
            "rows": [
                [name, form(value)]
                for name, values in columns
                if (value := values[index]) is not None
            ],
        }
        for index, label in enumerate(pairs.labels)
    ]
