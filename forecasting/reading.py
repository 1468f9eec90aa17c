"""Order logs from text: one order a row, bad rows named and left out."""

import csv
import gzip
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO

import numpy as np

from forecasting.orders import OrderLog, one_event_a_day

NAMES = {
    "account": ("account", "cust", "customer", "customer_id", "client", "lead", "lead_id"),
    "date": ("date", "day", "order_date", "ordered_at", "ordered_on"),
    "amount": ("amount", "sales", "value", "total", "revenue"),
}


class UnreadableLog(Exception):
    """The file is not an order log at all; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row left out; `line` counts from 1, the header's."""

    line: int
    why: str


@dataclass(slots=True)
class ReadLog:
    """What a file held: the names of the accounts, their orders by number, the bad rows."""

    names: list[str] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    log: OrderLog = field(
        default_factory=lambda: one_event_a_day(
            np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
        )
    )


def read_file(path: Path) -> ReadLog:
    """Read a CSV, or one packed with gzip; raise OSError or `UnreadableLog`."""
    packed = path.suffix == ".gz"
    try:
        with _open(path, packed=packed) as file:
            return read_orders(file)
    except (UnicodeDecodeError, EOFError, gzip.BadGzipFile) as error:
        raise UnreadableLog(f"{path} is not a text file in UTF-8: {error}.") from error


def _open(path: Path, *, packed: bool) -> TextIO:
    if packed:
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def read_orders(lines: Iterable[str]) -> ReadLog:
    """Read rows of account, date and amount; raise `UnreadableLog` without such columns."""
    found, numbers = ReadLog(), dict[str, int]()
    accounts, days, amounts = list[int](), list[int](), list[float]()
    for account, day, amount in _rows(lines, found.bad):
        accounts.append(numbers.setdefault(account, len(numbers)))
        days.append(day)
        amounts.append(amount)
    found.names = list(numbers)
    found.log = one_event_a_day(
        np.array(accounts, dtype=np.int64), np.array(days, dtype=np.int64), np.array(amounts, float)
    )
    return found


def _rows(lines: Iterable[str], bad: list[BadRow]) -> Iterator[tuple[str, int, float]]:
    reader = csv.reader(lines)
    try:
        places = _columns(next(reader, []))
        for cells in reader:
            if not any(cells):
                continue
            try:
                yield _order(cells, places)
            except ValueError as error:
                bad.append(BadRow(reader.line_num, str(error)))
    except csv.Error as error:
        raise UnreadableLog(f"line {reader.line_num}: {error}.") from error


def _columns(header: list[str]) -> tuple[int, int, int]:
    cells = [cell.strip().lower() for cell in header]
    places = []
    for wanted, names in NAMES.items():
        place = next((cells.index(name) for name in names if name in cells), None)
        if place is None:
            raise UnreadableLog(
                f"no column {wanted!r}: the header is {', '.join(header) or 'empty'}, "
                "wanted are account, date, amount."
            )
        places.append(place)
    return places[0], places[1], places[2]


def _order(cells: list[str], places: tuple[int, int, int]) -> tuple[str, int, float]:
    if len(cells) <= max(places):
        raise ValueError("too few cells")
    account, day, amount = (cells[place].strip() for place in places)
    if not account:
        raise ValueError("no account")
    return account, _day(day), _amount(amount)


def _day(text: str) -> int:
    """Return the ordinal of a date, or of a moment's own calendar day."""
    try:
        return date.fromisoformat(text[:10] if "-" in text else text).toordinal()
    except ValueError:
        raise ValueError(f"date {text!r} is not like 2026-11-24") from None


def _amount(text: str) -> float:
    try:
        amount = float(text)
    except ValueError:
        raise ValueError(f"amount {text!r} is not a number") from None
    if not math.isfinite(amount) or amount < 0:
        raise ValueError(f"amount {text!r} is not a number from 0 up")
    return amount
