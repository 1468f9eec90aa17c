"""Order logs from text: one order a row, bad rows named and left out."""

import csv
import gzip
import zlib
from array import array
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from forecasting.arrays import Flags
from forecasting.cells import amounts_of, days_of
from forecasting.orders import OrderLog, one_event_a_day

GZIP = b"\x1f\x8b"
DELIMITERS = (";", "\t", "|", ",")  # tried in this order

# Compared by their letters and digits alone: `Customer ID` is customerid. The first found counts.
NAMES = {
    "account": (
        *("account", "accountid", "accountno", "accountnumber", "accountname"),
        *("customerid", "customerno", "customernumber", "customer", "customername", "customercode"),
        *("custid", "cust", "clientid", "client", "clientname", "leadid", "lead", "restaurant"),
        *("compte", "numclient", "codeclient", "kunde", "kundennummer"),
    ),
    "date": (
        *("date", "day", "orderdate", "orderday", "orderedat", "orderedon", "dateordered"),
        *("invoicedate", "transactiondate", "purchasedate", "salesdate", "saledate"),
        *("datetime", "timestamp", "datecommande", "datefacture", "datum"),
    ),
    "amount": (
        *("amount", "orderamount", "invoiceamount", "netamount", "totalamount", "amounttotal"),
        *("sales", "value", "ordervalue", "total", "ordertotal", "totalprice", "linetotal"),
        *("revenue", "turnover", "montant", "montantht", "betrag"),
    ),
}
STATUS = ("status", "orderstatus", "invoicestatus", "statut", "état", "etat")
NO_ORDER = {
    *("cancelled", "canceled", "cancel", "returned", "return", "refunded", "void", "voided"),
    *(
        "annulé",
        "annulée",
        "retourné",
        "retournée",
        "remboursé",
        "remboursée",
    ),
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
    """Read a CSV, also one packed with gzip; raise OSError or `UnreadableLog`.

    In UTF-8 or UTF-16 with a mark, else as Windows of Western Europe writes it.
    """
    with path.open("rb") as file:
        start = file.read(2)
    unpack = gzip.open if start == GZIP else open
    try:
        with unpack(path, "rb") as file:
            marked = file.read(2) in (BOM_UTF16_LE, BOM_UTF16_BE)
        for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
            with unpack(path, "rt", encoding=encoding, newline="") as lines:
                try:
                    return read_orders(lines)
                except UnicodeDecodeError:
                    continue
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableLog(f"{path} is damaged: {error}.") from error
    raise UnreadableLog(f"{path} is not a text file.")


@dataclass(slots=True)
class _Column:
    """The cells of a column, each text kept once: dates and names come again and again."""

    codes: dict[str, int] = field(default_factory=dict)
    cells: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, text: str) -> None:
        self.cells.append(self.codes.setdefault(text, len(self.codes)))

    def read(self, values: list[Any], empty: float) -> tuple[NDArray[Any], Flags]:
        """Return the value of each cell, and which cells have none but a reason."""
        bad = np.array([isinstance(value, str) for value in values], dtype=bool)
        known = np.array([empty if isinstance(v, str) else v for v in values], type(empty))
        cells = np.frombuffer(self.cells, dtype=np.int64) if self.cells else np.empty(0, np.int64)
        return known[cells], bad[cells]


def read_orders(lines: Iterable[str]) -> ReadLog:
    """Read rows of account, date and amount; raise `UnreadableLog` without such columns."""
    found, line = ReadLog(), array("q")
    names, dates, sums = _Column(), _Column(), _Column()
    for number, account, date, amount in _rows(lines, found.bad):
        line.append(number)
        names.add(account)
        dates.add(date)
        sums.add(amount)
    found.names = list(names.codes)
    days, amounts = days_of(list(dates.codes)), amounts_of(list(sums.codes))
    accounts, _ = names.read([*range(len(found.names))], 0)
    day, no_day = dates.read(days, 0)
    amount_, no_amount = sums.read(amounts, 0.0)
    bad = no_day | no_amount
    for at in np.flatnonzero(bad).tolist():
        why = days[dates.cells[at]] if no_day[at] else amounts[sums.cells[at]]
        found.bad.append(BadRow(line[at], str(why)))
    found.bad.sort(key=lambda row: row.line)
    found.log = one_event_a_day(accounts[~bad], day[~bad], amount_[~bad])
    return found


def _rows(lines: Iterable[str], bad: list[BadRow]) -> Iterator[tuple[int, str, str, str]]:
    """Yield the line and the three cells of each row that has them."""
    lines = iter(lines)
    before, header = _header(lines)
    columns = _columns(header)
    at = (columns.account, columns.date, columns.amount)
    reader = csv.reader(chain([header], lines), delimiter=columns.delimiter)
    try:
        next(reader, None)
        for cells in reader:
            if not any(cells):
                continue
            line = before + reader.line_num
            why = _no_order(cells, columns)
            if why:
                bad.append(BadRow(line, why))
                continue
            account, date, amount = (cells[place].strip() for place in at)
            yield line, account, _without_time(date), amount
    except csv.Error as error:
        raise UnreadableLog(f"line {before + reader.line_num}: {error}.") from error


@dataclass(frozen=True, slots=True)
class _Columns:
    """What stands between cells, and the places of the columns."""

    delimiter: str
    account: int
    date: int
    amount: int
    status: int | None


def _header(lines: Iterator[str]) -> tuple[int, str]:
    """Return the first line that says something, and how many stood before it."""
    for before, line in enumerate(lines):
        # Excel writes sep=; to say what stands between cells.
        if line.strip(" \t\r\n,;|") and not line.strip().lower().startswith("sep="):
            return before, line
    return 0, ""


def _no_order(cells: list[str], columns: _Columns) -> str:
    """Return why a row is no order before its date and amount are looked at, else nothing."""
    if len(cells) <= max(columns.account, columns.date, columns.amount):
        return "too few cells"
    if not cells[columns.account].strip():
        return "no account"
    if columns.status is not None and columns.status < len(cells):
        status = cells[columns.status].strip()
        return f"it is {status!r}, no order" if status.lower() in NO_ORDER else ""
    return ""


def _columns(header: str) -> _Columns:
    """Return where the columns are, or raise `UnreadableLog` with the one that is missing."""
    for delimiter in DELIMITERS:
        cells = [_plain(cell) for cell in next(csv.reader([header], delimiter=delimiter), [])]
        places = [_place(cells, names) for names in NAMES.values()]
        account, day, amount = places
        if account is not None and day is not None and amount is not None:
            return _Columns(delimiter, account, day, amount, _place(cells, STATUS))
    wanted = next(name for name, place in zip(NAMES, places, strict=True) if place is None)
    raise UnreadableLog(
        f"no column {wanted!r}: the header is {header.strip()[:200] or 'empty'}, "
        "wanted are account, date, amount."
    )


def _place(cells: list[str], names: tuple[str, ...]) -> int | None:
    return next((cells.index(name) for name in names if name in cells), None)


def _without_time(date: str) -> str:
    """Return the day of a moment: there are fewer of those."""
    return date[:10] if date[10:11] in ("T", " ") else date


def _plain(name: str) -> str:
    """Return a header's letters and digits, without what it has in brackets: a currency."""
    return "".join(letter for letter in name.split("(")[0].lower() if letter.isalnum())
