"""Shares by weekday and hour as a grid of cells."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ROW = 36
LEVELS = 5


def heatmap(
    shares: Sequence[Sequence[float | None]],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    title: str,
) -> SafeString:
    """Draw `shares` (0 to 1, None where too little is known), one row a line."""
    return format_html(
        '<div class="k-chart tone-accent" role="img" aria-label="{}">'
        '<div class="k-plot k-plot-260">'
        '<svg class="k-root" width="100%" height="100%" aria-hidden="true">{}{}</svg>'
        "</div></div>",
        title,
        cells(shares, rows, columns),
        names(rows, columns),
    )


def cells(
    shares: Sequence[Sequence[float | None]], rows: Sequence[str], columns: Sequence[str]
) -> SafeString:
    width = 100 / len(columns)
    drawn = [
        (
            level(share),
            f"{i * width + 0.3:.2f}",
            j * ROW + 1,
            f"{width - 0.6:.2f}",
            f"{rows[j]} {columns[i]}: {'?' if share is None else f'{share:.0%}'}",
        )
        for j, line in enumerate(shares)
        for i, share in enumerate(line)
    ]
    return format_html_join(
        "",
        '<rect class="k-heat k-heat-{}" x="{}%" y="{}" width="{}%" height="33" rx="4">'
        "<title>{}</title></rect>",
        drawn,
    )


def names(rows: Sequence[str], columns: Sequence[str]) -> SafeString:
    """Write the names beside the lines and under the columns."""
    width = 100 / len(columns)
    beside = [("0", "-8", j * ROW + 22, "end", name) for j, name in enumerate(rows)]
    under = [
        (f"{i * width + width / 2:.2f}%", "0", len(rows) * ROW + 14, "middle", name)
        for i, name in enumerate(columns)
    ]
    return format_html_join(
        "",
        '<text class="k-tick" x="{}" dx="{}" y="{}" text-anchor="{}">{}</text>',
        [*beside, *under],
    )


def level(share: float | None) -> int:
    return 0 if not share else 1 + min(LEVELS - 1, int(share * LEVELS))
