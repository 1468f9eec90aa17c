"""A CSV file, read row by row, whatever wrote it."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from transfers.rules.decoding import FileUnreadable, TextLines, open_text
from transfers.rules.text import tidy
from transfers.rules.writing import as_meant

DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """One record: the line it starts on, its cells by column, and what is wrong with it."""

    line_number: int
    cells: dict[str, str]
    problem: str = ""


class Table(NamedTuple):
    headers: list[str]
    rows: Iterator[Row]
    notes: list[str]


@contextmanager
def read_table(file: BinaryIO) -> Iterator[Table]:
    """The file's columns and rows. Only a file that cannot be read at all raises FileUnreadable."""
    with open_text(file) as (lines, notes):
        delimiter = _delimiter_line(lines) or _sniffed(lines.peek())
        records = csv.reader(lines, delimiter=delimiter)
        headers = _headers(records)
        yield Table(headers, _rows(records, lines, headers), notes)


def _rows(records: Iterator[list[str]], lines: TextLines, headers: list[str]) -> Iterator[Row]:
    while True:
        start = lines.count + 1
        try:
            cells = next(records)
        except StopIteration:
            return
        except (csv.Error, ValueError) as mistake:
            yield Row(start, {}, _unreadable(mistake, start, lines.count))
            continue
        if any(cell.strip() for cell in cells):
            problem = _problem(cells, headers, start, lines.count)
            yield Row(start, dict(zip(headers, map(as_meant, cells), strict=False)), problem)


def _problem(cells: list[str], headers: list[str], start: int, end: int) -> str:
    if any("\0" in cell for cell in cells):
        return "The row holds a NUL byte, which is no text: save the file as UTF-8 text."
    if len(cells) == len(headers):
        return ""
    wrong = f"The row has {len(cells)} cells where the header has {len(headers)}"
    return f"{wrong}{_hint(start, end)}."


def _unreadable(mistake: Exception, start: int, end: int) -> str:
    if isinstance(mistake, FileUnreadable):
        raise mistake
    reason = str(mistake)
    if "field larger" in reason:
        reason = f"a cell is longer than {csv.field_size_limit()} characters"
    return f"The row cannot be read: {reason}{_hint(start, end)}."


def _hint(start: int, end: int) -> str:
    return f"; it runs to line {end}: is a quote left open?" if end > start else ""


def _delimiter_line(lines: TextLines) -> str:
    """Excel may open a file with 'sep=;'."""
    first = lines.peek().strip()
    if len(first) == len("sep=;") and first.lower().startswith("sep=") and first[-1] in DELIMITERS:
        next(lines)
        return first[-1]
    return ""


def _sniffed(header: str) -> str:
    """The delimiter that the header holds most of, outside its quotes."""
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _headers(records: Iterator[list[str]]) -> list[str]:
    try:
        headers = [
            tidy(name) or f"Column {position}" for position, name in enumerate(next(records), 1)
        ]
    except StopIteration:
        raise FileUnreadable("The file is empty: its first line must name the columns.") from None
    except (csv.Error, ValueError) as mistake:
        raise FileUnreadable(f"The first line cannot be read: {mistake}.") from mistake
    _check_headers(headers)
    return headers


def _check_headers(headers: Sequence[str]) -> None:
    if all(name == f"Column {position}" for position, name in enumerate(headers, 1)):
        raise FileUnreadable("The first line is empty: it must name the columns.")
    if any("\0" in name for name in headers):
        raise FileUnreadable("The first line holds a NUL byte: save the file as UTF-8 text.")
    name, times = Counter(headers).most_common(1)[0]
    if times > 1:
        raise FileUnreadable(f"{times} columns are called '{name}': give each its own name.")
