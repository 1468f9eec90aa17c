"""Rows as lines of CSV that no spreadsheet runs, and that come in again as they were."""

import csv
from collections.abc import Sequence
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def line(cells: Sequence[Any]) -> str:
    """Return the cells as one line of a file; what is text runs nothing."""
    safe = [harmless(cell) if isinstance(cell, str) else cell for cell in cells]
    return str(csv.writer(Echo()).writerow(safe))


def harmless(text: str) -> str:
    """A spreadsheet must not run what somebody typed into a name."""
    return f"{GUARD}{text}" if text.startswith(FORMULA) else text


def as_meant(cell: str) -> str:
    """Return the text that `harmless`, or a spreadsheet that does the same, put the mark before."""
    return cell[1:] if cell[:1] == GUARD and cell[1:].startswith(FORMULA) else cell
