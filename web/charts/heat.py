"""Shares by weekday and hour as a grid of cells."""

import json
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
    said: Sequence[Sequence[str]],
    title: str,
) -> SafeString:
    """Draw `shares` (0 to 1, None where too little is known), one row a line; `said` words each."""
    return format_html(
        '<kam-chart class="k-chart tone-accent" tabindex="0" role="img" aria-label="{}"'
        ' data-columns="{}" data-points="{}"><div class="k-plot">'
        '<svg class="k-root" width="100%" height="{}" aria-hidden="true">{}{}</svg></div>'
        '<div class="k-tip" hidden></div></kam-chart>',
        title,
        len(columns),
        json.dumps(
            [
                {"at": f"{row} {column}", "rows": [[text, ""]]}
                for row, line in zip(rows, said, strict=True)
                for column, text in zip(columns, line, strict=True)
            ]
        ),
        len(rows) * ROW,
        cells(shares, len(columns)),
        names(rows, columns),
    )


def cells(shares: Sequence[Sequence[float | None]], columns: int) -> SafeString:
    width = 100 / columns
    drawn = [
        (level(share), f"{i * width + 0.3:.2f}", j * ROW + 1, f"{width - 0.6:.2f}")
        for j, line in enumerate(shares)
        for i, share in enumerate(line)
    ]
    return format_html_join(
        "",
        '<rect class="k-heat k-heat-{}" x="{}%" y="{}" width="{}%" height="33" rx="4"/>',
        drawn,
    )


def names(rows: Sequence[str], columns: Sequence[str]) -> SafeString:
    """Write the names beside the lines and, in two letters, under the columns."""
    width = 100 / len(columns)
    beside = [("0", "-8", j * ROW + 22, "end", name) for j, name in enumerate(rows)]
    under = [
        (f"{i * width + width / 2:.2f}%", "0", len(rows) * ROW + 14, "middle", name[:2])
        for i, name in enumerate(columns)
    ]
    return format_html_join(
        "",
        '<text class="k-tick" x="{}" dx="{}" y="{}" text-anchor="{}">{}</text>',
        [*beside, *under],
    )


def level(share: float | None) -> int:
    return 0 if not share else 1 + min(LEVELS - 1, int(share * LEVELS))
