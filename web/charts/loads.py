"""Days side by side: what stands on each now, what would, and the room there is."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from web.charts.shapes import round_ticks

# Shares of a day's width: two bars side by side, with air around them.
BAR, AIR = 0.3, 0.18
LABELS = 7


class Load(NamedTuple):
    label: str
    before: int
    after: int
    room: int


def loads(days: Sequence[Load], *, title: str) -> SafeString:
    """A grey bar for now, a coloured one for then, a line at the room; red where it is passed."""
    if not days:
        return SafeString("")
    top = round_ticks(max(max(day[1:]) for day in days))[-1]
    return format_html(
        '<kam-chart class="k-chart" tabindex="0" role="img" aria-label="{}" data-pairs'
        ' data-points="{}"><div class="k-plot k-plot-200">'
        '<svg class="k-root k-loads" width="100%" height="100%" aria-hidden="true">{}{}{}'
        '<line class="k-cross" x1="0" x2="0" y1="0" y2="100%"/></svg></div>'
        '<div class="k-tip" hidden></div></kam-chart>',
        title,
        json.dumps([point_of(day) for day in days]),
        grid(top),
        format_html_join("", "{}", ((drawn(i, days, top),) for i in range(len(days)))),
        labels(days),
    )


def point_of(day: Load) -> dict[str, object]:
    """Return what the crosshair says of a day."""
    rows = [(_("Now"), day.before), (_("Proposed"), day.after), (_("Room"), day.room)]
    return {"at": day.label, "rows": [[name, str(count)] for name, count in rows]}


def grid(top: float) -> SafeString:
    lines = [(f"{100 - 100 * tick / top:.2f}", round(tick)) for tick in round_ticks(top)]
    return format_html_join(
        "",
        '<line class="k-grid-line" x1="0" x2="100%" y1="{}%" y2="{}%"/>'
        '<text class="k-tick" x="0" y="{}%" dx="-8" dy="4" text-anchor="end">{}</text>',
        ((y, y, y, text) for y, text in lines),
    )


def drawn(index: int, days: Sequence[Load], top: float) -> SafeString:
    day, wide = days[index], 100 / len(days)
    left = index * wide
    tone = "danger" if day.after > day.room else "accent"
    room = f"{100 - 100 * day.room / top:.2f}"
    return format_html(
        '<g class="tone-{}">{}{}<line class="k-room" x1="{}%" x2="{}%" y1="{}%" y2="{}%"/></g>',
        tone,
        bar("k-bar-before", left + AIR * wide, BAR * wide, day.before / top),
        bar("k-bar", left + (AIR + BAR) * wide, BAR * wide, day.after / top),
        f"{left + AIR / 2 * wide:.2f}",
        f"{left + (1 - AIR / 2) * wide:.2f}",
        room,
        room,
    )


def bar(name: str, left: float, width: float, share: float) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}%" width="{}%" y="{}%" height="{}%" rx="2"/>',
        name,
        f"{left:.2f}",
        f"{width:.2f}",
        f"{100 - 100 * share:.2f}",
        f"{100 * share:.2f}",
    )


def labels(days: Sequence[Load]) -> SafeString:
    """Write some of the days under their bars; every second of them hides on a phone."""
    step = max(1, -(-len(days) // LABELS))
    shown = [
        (" k-tick-minor" if n % 2 else "", f"{(i + 0.5) * 100 / len(days):.2f}", days[i].label)
        for n, i in enumerate(range(0, len(days), step))
    ]
    return format_html_join(
        "", '<text class="k-tick{}" x="{}%" y="100%" dy="18" text-anchor="middle">{}</text>', shown
    )
