"""Keeping the order that an interaction brought."""

from typing import Any

from django.db import IntegrityError, transaction

from interaction_tracking.models import Interaction, Order, OrderLine
from interaction_tracking.rules import LARGEST_PRICE, total_of
from kernel.errors import Invalid

OWN_FIELDS = ("product_details", "quantity", "total_price", "external_id", "status")
LINE_FIELDS = ("sku", "name", "quantity", "unit", "unit_price")


def keep_order(interaction: Interaction, block: dict[str, Any] | None) -> Order:
    """Make or change the order of the interaction; without a block its text is the details."""
    block = dict(block or {})
    lines = block.pop("lines", None)
    order = Order.objects.filter(interaction=interaction).first()
    values = {name: block[name] for name in OWN_FIELDS if name in block}
    if order is None:
        order = Order(interaction=interaction, product_details=interaction.details)
        values.setdefault("ordered_at", interaction.date)
    if "order_date" in block:
        values["ordered_at"] = block["order_date"]
    order.lead_id = interaction.lead_id
    for name, value in values.items():
        setattr(order, name, value)
    if lines is not None:
        sum_up(order, lines, given=values)
    save_or_explain(order)
    if lines is not None:
        order.lines.all().delete()
        OrderLine.objects.bulk_create([OrderLine(order=order, **line) for line in lines])
    return order


def told_order(interaction: Interaction, block: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what the order holds of that which the block is about to change."""
    order = Order.objects.filter(interaction=interaction).first() if block is not None else None
    if order is None:
        return None
    names = {"order_date": "ordered_at"} | {name: name for name in OWN_FIELDS}
    told = {name: getattr(order, column) for name, column in names.items()}
    if "lines" in (block or {}):
        told["lines"] = list(order.lines.order_by("pk").values(*LINE_FIELDS))
    return told


def sum_up(order: Order, lines: list[dict[str, Any]], *, given: dict[str, Any]) -> None:
    """Fill what the lines tell and nobody said: total, quantity, text."""
    if "total_price" not in given:
        order.total_price = total_of([(ln["quantity"], ln.get("unit_price")) for ln in lines])
    if order.total_price is not None and order.total_price >= LARGEST_PRICE:
        raise Invalid(order="The total must be below 10,000,000,000.")
    if "quantity" not in given:
        order.quantity = sum(line["quantity"] for line in lines)
    if "product_details" not in given:
        order.product_details = ", ".join(
            f"{line['quantity'].normalize():f} {line.get('unit', '')} "
            f"{line.get('name') or line.get('sku', '')}".replace("  ", " ").strip()
            for line in lines
        )


def save_or_explain(order: Order) -> None:
    try:
        with transaction.atomic():
            order.save()
    except IntegrityError:
        raise Invalid(order="Another order has this external_id.") from None
