"""One row of an order log, read. Pure."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, time
from decimal import Decimal, InvalidOperation
from typing import NamedTuple
from zoneinfo import ZoneInfo

from transfers.rules import dates
from transfers.rules.money import money

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


def order_row(line: int, cells: Mapping[str, str], mapping: Mapping[str, str]) -> OrderRow:
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
        amount=amount(texts["amount"], "amount"),
        sku=texts.get("sku", ""),
        name=texts.get("name", ""),
        unit=texts.get("unit", ""),
        quantity=quantity(texts["quantity"]) if texts.get("quantity") else None,
        unit_price=amount(price, "unit_price") if price else None,
        external_id=texts.get("external_id", ""),
    )


def amount(text: str, field: str) -> Decimal:
    try:
        value = money(text)
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


def ordered_at(text: str, zone: ZoneInfo, *, latest: datetime) -> datetime:
    """Return the moment in UTC. A day without a clock is noon there, so that it stays that day
    in every zone near; a clock without a zone is the restaurant's. Raises CellRefused."""
    try:
        if len(text) > len("31 December 2026") or ":" in text:
            at = dates.moment(text, zone)
        else:
            at = datetime.combine(dates.day(text), NOON, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError) as mistake:
        raise CellRefused("date", str(mistake)) from None
    if at.year < EARLIEST:
        raise CellRefused("date", f"Before {EARLIEST}: is the year right?")
    if at > latest:
        raise CellRefused("date", "This lies in the future; an order is on record once it is made.")
    return at


def made_up_id(account: int, at: datetime, row: OrderRow, *, times: int) -> str:
    """Return the id of an order that brought none: the same row again is the same order, and the
    second equal row of a file another one."""
    parts = (account, at.isoformat(), row.amount, row.sku, row.name, row.quantity, times)
    return f"import:{hashlib.sha256(repr(parts).encode()).hexdigest()[:40]}"
