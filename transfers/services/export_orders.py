"""Orders as a log that an import, and a forecast, reads: one line per product, the amount its part.

The amounts of an order's lines add up to its total, whatever the prices of the lines say.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from interaction_tracking.models import Order, OrderLine
from kernel.money import cents
from transfers.rules.orders import OUR_NUMBER, TARGETS

CHUNK = 1000
LINE_FIELDS = ("sku", "name", "quantity", "unit", "unit_price")


def order_lines() -> Iterator[list[Any]]:
    """Yield the cells of each line, in the order of TARGETS.

    An order whose total nobody knows has none to give, and is left out, as cancelled ones are.
    """
    rows = Order.objects.counted().filter(total_price__isnull=False, lead__deleted_at=None)
    rows = rows.select_related("lead").prefetch_related("lines").order_by("pk")
    for order in rows.iterator(chunk_size=CHUNK):
        yield from lines_of(order)


def lines_of(order: Order) -> Iterator[list[Any]]:
    told = {
        "account": order.lead.external_id or str(order.lead_id),
        "date": order.ordered_at.isoformat().replace("+00:00", "Z"),
        "external_id": order.external_id or f"{OUR_NUMBER}{order.pk}",
    }
    lines = list(order.lines.all())
    products = [products_of(line) for line in lines] or [{}]
    for product, amount in zip(products, parts_of(order, lines), strict=True):
        cells = {**told, "amount": amount, **product}
        yield [cells.get(name, "") for name in TARGETS]


def parts_of(order: Order, lines: list[OrderLine]) -> list[Decimal]:
    """Return what each line is of the total: its quantity at its price, the last what is left.

    Where that would be below zero, for lines dearer than the order, the first bears all.
    """
    total = order.total_price or Decimal(0)
    parts = [cents(line.quantity * (line.unit_price or 0)) or Decimal(0) for line in lines[:-1]]
    rest = total - sum(parts, Decimal(0))
    if rest < 0:
        return [total, *([Decimal(0)] * len(parts))]
    return [*parts, rest]


def products_of(line: OrderLine) -> dict[str, Any]:
    return {name: value for name in LINE_FIELDS if (value := getattr(line, name)) is not None}
