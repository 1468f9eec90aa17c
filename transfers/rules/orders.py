"""One row of an order log, read. Pure."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal, InvalidOperation
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kernel.text import is_id
from transfers.rules import dates
from transfers.rules.dates import DayOrder
from transfers.rules.money import decimal_told, money

TARGETS = (
    "account",
    "date",
    "amount",
    "sku",
    "name",
    "quantity",
    "unit",
    "unit_price",
    "external_id",
)
REQUIRED = ("account", "date", "amount")
SYNONYMS = {
    "account": ("Account id", "Customer", "Customer id", "Cust", "Client", "Restaurant", "Lead"),
    "date": ("Order date", "Ordered at", "Day", "Invoice date", "Placed at"),
    "amount": ("Total", "Total price", "Sales", "Value", "Revenue", "Order value", "Net"),
    "sku": ("Item", "Item code", "Product code", "Article", "Article number"),
    "name": ("Product", "Product name", "Item name", "Description"),
    "quantity": ("Qty", "Units", "Count", "Pieces"),
    "unit": ("Uom", "Unit of measure"),
    "unit_price": ("Price", "Price per unit"),
    "external_id": ("Order", "Order id", "Order number", "Invoice", "Invoice number"),
}
NOON = time(12)
OUR_NUMBER = "KAM-"  # before our id of an order that has no number of its own
OWN_ZONE = re.compile(r":\d\d.*(?:Z|[+-]\d\d:?\d\d)$")
EARLIEST = 1970
LIMITS = {"account": 100, "sku": 100, "name": 300, "unit": 30, "external_id": 100}
LARGEST = Decimal(10) ** 10
LARGEST_QUANTITY = Decimal(10) ** 8
THOUSANDTH = Decimal("0.001")


class CellRefused(ValueError):
    """A cell cannot be used; `field` is the target it was mapped to."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


class OrderRow(NamedTuple):
    """A row whose cells make sense; `date` is read later, in the account's own zone."""

    line: int
    account: str
    date: str
    amount: Decimal
    sku: str = ""
    name: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    external_id: str = ""

    @property
    def has_line(self) -> bool:
        return bool(self.sku or self.name or self.quantity is not None)


class Habits(NamedTuple):
    """How the file writes what could be read in two ways."""

    dates: DayOrder = DayOrder.UNKNOWN
    decimal: str = ""

    def __str__(self) -> str:
        said = {"dmy": "Dates are read day first.", "mdy": "Dates are read month first."}
        marks = {".": "Amounts have a decimal point.", ",": "Amounts have a decimal comma."}
        return " ".join(filter(None, [said.get(self.dates), marks.get(self.decimal)]))


NONE_KNOWN = Habits()


def habits_of(rows: Sequence[Mapping[str, str]], mapping: Mapping[str, str]) -> Habits:
    """Look at what the rows say clearly."""

    def texts(target: str) -> list[str]:
        return [cells.get(mapping.get(target, ""), "") for cells in rows]

    return Habits(dates.order_told(texts("date")), decimal_told(texts("amount")))


def order_row(
    line: int, cells: Mapping[str, str], mapping: Mapping[str, str], habits: Habits = NONE_KNOWN
) -> OrderRow:
    """Read the cells; raises CellRefused with what would be right."""
    texts = {target: cells.get(column, "").strip() for target, column in mapping.items()}
    for field, text in texts.items():
        if not text and field in REQUIRED:
            raise CellRefused(field, "This cell is empty.")
        if len(text) > LIMITS.get(field, 200):
            raise CellRefused(field, f"At most {LIMITS.get(field, 200)} characters are kept.")
    price = texts.get("unit_price")
    return OrderRow(
        line=line,
        account=texts["account"],
        date=texts["date"],
        amount=amount(texts["amount"], "amount", habits.decimal),
        sku=texts.get("sku", ""),
        name=texts.get("name", ""),
        unit=texts.get("unit", ""),
        quantity=quantity(texts["quantity"]) if texts.get("quantity") else None,
        unit_price=amount(price, "unit_price", habits.decimal) if price else None,
        external_id=texts.get("external_id", ""),
    )


def amount(text: str, field: str, decimal: str = "") -> Decimal:
    try:
        value = money(text, decimal)
    except ValueError as mistake:
        raise CellRefused(field, str(mistake)) from None
    if value < 0:
        raise CellRefused(field, "Below zero: cancel or return the order it belongs to instead.")
    if value >= LARGEST:
        raise CellRefused(field, "This is more money than we can keep.")
    return value


def quantity(text: str) -> Decimal:
    wrong = CellRefused("quantity", f"{text[:40]!r} is no quantity, such as 12 or 2.5.")
    try:
        value = Decimal(text.replace(",", ".") if text.count(",") == 1 else text)
    except InvalidOperation:
        raise wrong from None
    if not value.is_finite() or not 0 <= value < LARGEST_QUANTITY:
        raise wrong
    return value.quantize(THOUSANDTH)


def ordered_at(
    text: str, zone: ZoneInfo, *, latest: datetime, order: DayOrder = DayOrder.UNKNOWN
) -> datetime:
    """Return the moment in UTC. A day without a clock is noon there, so that it stays that day
    in every zone near; a clock without a zone is the restaurant's. Raises CellRefused."""
    try:
        at = moment_of(text, zone, order)
    except (ValueError, OverflowError) as mistake:
        raise CellRefused("date", str(mistake)) from None
    if at.year < EARLIEST:
        raise CellRefused("date", f"Before {EARLIEST}: is the year right?")
    if at > latest:
        raise CellRefused("date", "This lies in the future; an order is on record once it is made.")
    return at


def moment_of(text: str, zone: ZoneInfo, order: DayOrder) -> datetime:
    if text[:4].isdigit() and ":" in text:
        return dates.moment(text, zone)
    clock = dates.clock(text) or NOON
    return datetime.combine(dates.day(text, order), clock, tzinfo=zone).astimezone(UTC)


def is_day_alone(text: str) -> bool:
    """Tell whether the cell names a day and no clock."""
    return ":" not in text and dates.clock(text) is None


def is_our_number(text: str) -> bool:
    return text.startswith(OUR_NUMBER) and is_id(text.removeprefix(OUR_NUMBER))


def made_up_id(account: int, at: datetime, row: OrderRow, *, zone: ZoneInfo, times: int) -> str:
    """Return the id of an order that brought none: the same row again is the same order, and the
    second equal row of a file another one.

    By the clock at the restaurant, unless the row says a zone: a restaurant that gets another
    time zone must not get all its orders a second time.
    """
    when = at if OWN_ZONE.search(row.date) else at.astimezone(zone).replace(tzinfo=None)
    parts = (account, when.isoformat(), row.amount, row.sku, row.name, row.quantity, times)
    return f"import:{hashlib.sha256(repr(parts).encode()).hexdigest()[:40]}"
