"""Writing orders set by set, and changing those that are there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.services import Fact, record_many
from interaction_tracking.models import Interaction, Order, OrderLine
from interaction_tracking.rules import InteractionType
from interaction_tracking.services.log import update_interaction
from kernel.clock import local_day
from kernel.money import cents
from transfers.rules.orders import LARGEST, OUR_NUMBER, OrderRow, is_our_number
from transfers.services.import_leads import Problem
from users.models import User

COLUMNS = ("lead_id", "total_price", "ordered_at", "interaction_id")


@dataclass
class NewOrder:
    """An order of the file: the rows that make it up.

    `day_in`: the zone by whose calendar it is dated, where the file names a day alone; its clock
    is noon then, for want of another.
    """

    external_id: str
    lead_id: int
    at: datetime
    rows: list[OrderRow]
    day_in: ZoneInfo | None = None

    def came_at(self, now: datetime, *, known: datetime | None = None) -> datetime:
        """Return the moment to write: one of today has come, even where it is not noon yet.

        `known` is when it came, as an earlier import of it this morning wrote.
        """
        zone = self.day_in
        if zone is None or self.at <= now or local_day(now, zone) != local_day(self.at, zone):
            return self.at
        if known is not None and known <= now and local_day(known, zone) == local_day(now, zone):
            return known
        return now

    @property
    def total(self) -> Decimal:
        return cents(sum((row.amount for row in self.rows), Decimal(0))) or Decimal(0)

    @property
    def lines(self) -> list[OrderRow]:
        return [row for row in self.rows if row.has_line]

    @property
    def quantity(self) -> Decimal | None:
        lines = self.lines
        return sum((quantity_of(row) for row in lines), Decimal(0)) if lines else None

    @property
    def text(self) -> str:
        said = (
            f"{quantity_of(row).normalize():f} {row.unit} {row.name or row.sku}".replace("  ", " ")
            for row in self.lines
        )
        return ", ".join(text.strip() for text in said)[:5000]


@dataclass
class Found:
    """What writing a chunk came to."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


def quantity_of(row: OrderRow) -> Decimal:
    return Decimal(1) if row.quantity is None else row.quantity


def existing_orders(orders: Sequence[NewOrder]) -> dict[str, dict[str, Any]]:
    """Return the orders that are there already, by the number the file gives them."""
    names = [order.external_id for order in orders]
    rows = Order.objects.filter(external_id__in=names).values("external_id", *COLUMNS)
    return exported_here(orders) | {row["external_id"]: row for row in rows}


def exported_here(orders: Sequence[NewOrder]) -> dict[str, dict[str, Any]]:
    """Return those that have no number of their own, and left this database under our id.

    It is the same order only if it is this account's, of this moment: in another database the id is
    another order's.
    """
    named = {order.external_id: order for order in orders if is_our_number(order.external_id)}
    ids = {name: int(name.removeprefix(OUR_NUMBER)) for name in named}
    rows = Order.objects.filter(pk__in=ids.values(), external_id=None)
    known: dict[int, dict[str, Any]] = {row["pk"]: dict(row) for row in rows.values("pk", *COLUMNS)}
    return {
        name: row
        for name, order in named.items()
        if (row := known.get(ids[name])) is not None
        and (row["lead_id"], row["ordered_at"]) == (order.lead_id, order.at)
    }


def write_orders(
    orders: Sequence[NewOrder], there: Mapping[str, Mapping[str, Any]], *, by: User
) -> Found:
    """Write the new ones together and the changed ones one by one; inside a transaction."""
    found, now = Found(), timezone.now()
    new = []
    for order in orders:
        known = there.get(order.external_id)
        if order.total >= LARGEST:
            words = "The lines add up to more money than we can keep."
            found.problems.append(Problem(order.rows[0].line, "amount", words))
        elif known is None:
            new.append(order)
        elif known["lead_id"] != order.lead_id:
            words = "This order number belongs to another account."
            found.problems.append(Problem(order.rows[0].line, "external_id", words))
        else:
            at = order.came_at(now, known=known["ordered_at"])
            if (known["total_price"], known["ordered_at"]) == (order.total, at):
                found.unchanged += 1
                continue
            change_order(order, known["interaction_id"], at=at, by=by)
            found.updated += 1
    insert_orders(new, by=by)
    found.created = len(new)
    return found


def change_order(order: NewOrder, interaction_id: int, *, at: datetime, by: User) -> None:
    """Bring one that is there in line with the file, by the service that changes any order."""
    interaction = Interaction.objects.select_related("lead").get(pk=interaction_id)
    block: dict[str, Any] = {"total_price": order.total, "order_date": at}
    if order.lines:
        block["lines"] = [line_values(row) for row in order.lines]
    update_interaction(interaction, by=by, date=at, order=block)


def line_values(row: OrderRow) -> dict[str, Any]:
    quantity = quantity_of(row)
    price = row.unit_price
    if price is None and quantity:
        price = cents(row.amount / quantity)
    return {
        "sku": row.sku,
        "name": row.name,
        "unit": row.unit,
        "quantity": quantity,
        "unit_price": price,
    }


def insert_orders(orders: Sequence[NewOrder], *, by: User) -> None:
    """Write interactions, orders, lines and events, one statement each."""
    now = timezone.now()
    touches = Interaction.objects.bulk_create(
        Interaction(
            lead_id=order.lead_id,
            interaction_type=InteractionType.ORDER,
            details=order.text,
            order_placed=True,
            date=order.came_at(now),
            created_by=by,
            created_at=now,
            updated_at=now,
        )
        for order in orders
    )
    kept = Order.objects.bulk_create(
        Order(
            interaction=touch,
            lead_id=order.lead_id,
            product_details=order.text,
            quantity=order.quantity,
            total_price=order.total,
            ordered_at=touch.date,
            external_id=order.external_id,
        )
        for touch, order in zip(touches, orders, strict=True)
    )
    OrderLine.objects.bulk_create(
        OrderLine(order=one, **line_values(row))
        for one, order in zip(kept, orders, strict=True)
        for row in order.lines
    )
    facts = (
        Fact(touch.pk, order.lead_id, {"after": told(order), "via": "import"})
        for touch, order in zip(touches, orders, strict=True)
    )
    record_many("interaction.logged", Interaction, facts, by=by)


def told(order: NewOrder) -> dict[str, Any]:
    block = {"external_id": order.external_id, "total_price": order.total, "order_date": order.at}
    return {"interaction_type": InteractionType.ORDER, "order": block}
