"""The small ones: a line in a row, a bar in a cell, a ring in a header."""

import math
from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from web.charts.shapes import smooth_path

RADIUS = 15
AROUND = 2 * math.pi * RADIUS


def spark(values: Sequence[float], tone: str = "slate", label: str = "") -> SafeString:
    """A line over the values, oldest first; nothing to draw below two."""
    if len(values) < 2:
        return SafeString("")
    low, high = min(values), max(values)
    spread = (high - low) or 1
    points = [
        (2 + i * 96 / (len(values) - 1), 26 - (value - low) / spread * 22)
        for i, value in enumerate(values)
    ]
    line = smooth_path(points)
    return format_html(
        '<svg class="k-spark tone-{}" viewBox="0 0 100 30" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><path class="k-area" d="{}L{} 30L{} 30Z"/>'
        '<path class="k-line" d="{}"/></svg>',
        tone,
        label,
        line,
        f"{points[-1][0]:.2f}",
        f"{points[0][0]:.2f}",
        line,
    )


def meter(value: float, most: float = 100, tone: str = "accent", label: str = "") -> SafeString:
    """A horizontal bar, `value` of `most` full."""
    share = max(0.0, min(100.0, float(value) / float(most) * 100)) if most else 0.0
    return format_html(
        '<svg class="k-meter tone-{}" role="img" aria-label="{}">'
        '<rect class="k-track" width="100%" height="100%" rx="3"/>'
        '<rect class="k-fill" width="{}%" height="100%" rx="3"/></svg>',
        tone,
        label,
        f"{share:.1f}",
    )


def ring(share: float, tone: str = "accent", label: str = "") -> SafeString:
    """A ring, `share` percent of the way round."""
    length = AROUND * max(0.0, min(100.0, float(share))) / 100
    fill = format_html(
        '<circle class="k-ring-fill" cx="18" cy="18" r="15" stroke-dasharray="{} {}"'
        ' transform="rotate(-90 18 18)"/>',
        f"{length:.1f}",
        f"{AROUND:.1f}",
    )
    return format_html(
        '<svg class="k-ring tone-{}" viewBox="0 0 36 36" role="img" aria-label="{}">'
        '<circle class="k-ring-track" cx="18" cy="18" r="15"/>{}</svg>',
        tone,
        label,
        fill if length else "",  # its round ends would make a dot of nothing
    )


def pair(
    before: int, until: int, now: int, most: int, tone: str = "accent", label: str = ""
) -> SafeString:
    """Two bars below each other, grey for what was, with a mark at `until` of it."""
    was, mark, is_now = (f"{100 * value / (most or 1):.2f}" for value in (before, until, now))
    return format_html(
        '<svg class="k-pair tone-{}" width="100%" height="18" role="img" aria-label="{}">'
        '<title>{}</title><rect class="k-bar-before" y="1" width="{}%" height="7" rx="2"/>'
        '<rect class="k-bar" y="10" width="{}%" height="7" rx="2"/>'
        '<line class="k-pair-mark" x1="{}%" x2="{}%" y1="0" y2="9"/></svg>',
        *(tone, label, label, was, is_now, mark, mark),
    )
