"""What the invented accounts order, and the rhythm that shows in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from demo.rules.clocks import DAY, HOUR, Floats, Ints
from demo.rules.products import PRODUCTS, USUAL, usual_products
from demo.rules.rhythm import DAYS_BACK, habits_of, order_days, order_values
from demo.services.batch import Batch
from demo.services.bulk import stamps
from demo.services.touches import NOTHING_SAID, Touches
from interaction_tracking.models import Order, OrderLine
from interaction_tracking.rules import OrderStatus
from performance_tracking.models import AccountRhythm
from performance_tracking.rules.statistics import Orders as Counted
from performance_tracking.rules.statistics import statistics_of

STATUSES = (
    OrderStatus.PLACED, OrderStatus.CONFIRMED, OrderStatus.DELIVERED, OrderStatus.CANCELLED,
    OrderStatus.RETURNED,
)  # fmt: skip
PLACED, CONFIRMED, DELIVERED, CANCELLED, RETURNED = range(len(STATUSES))
MOST_OF_ONE = 60
MOST_LINES, MOST_LINES_OF_MANY = 6, 2
SMALLEST_BASKET = 45.0
MICROSECONDS = 1_000_000
EPOCH = date(1970, 1, 1).toordinal()
PRICES = np.array([product.cents for product in PRODUCTS])


@dataclass
class Orders:
    """The orders of a batch, and their lines: `of` is the order a line belongs to."""

    who: Ints
    at: Ints
    status: Ints
    of: Ints
    product: Ints
    pieces: Ints

    @property
    def totals(self) -> Ints:
        """What each order costs, in cents."""
        return sums(self.of, self.pieces * PRICES[self.product], self.who.size)

    @property
    def texts(self) -> list[str]:
        """Each order in words, as the service that keeps orders says it."""
        lines = [
            f"{count} {PRODUCTS[product].unit} {PRODUCTS[product].name}"
            for count, product in zip(self.pieces.tolist(), self.product.tolist(), strict=True)
        ]
        ends = np.cumsum(np.bincount(self.of, minlength=self.who.size)).tolist()
        return [", ".join(lines[a:b]) for a, b in zip([0, *ends], ends, strict=False)]


def orders_of(batch: Batch, touches: Touches) -> tuple[Orders, int]:
    """Make up the orders; returns them and the place of the first among the interactions."""
    world, rng = batch.world, batch.world.rng
    row = np.flatnonzero(batch.won)
    today = world.clocks.day(batch.there[row], np.full(row.size, world.now))
    won_on = np.maximum(batch.converted, world.since)[row]
    age = np.clip(today - won_on // DAY, 0, DAYS_BACK)
    full_age = (world.now - batch.converted[row]) // DAY
    habits = habits_of(rng, tier=batch.tier[row], age=full_age)
    who, day = order_days(habits, rng, age=age, today=today)
    day = world.markets.worked_before(batch.city[row[who]], day)
    pair = np.unique(who * 1_000_000 + day)
    who, day = pair // 1_000_000, pair % 1_000_000
    wall = day * DAY + (rng.beta(1.6, 2.2, who.size) * 9.5 * HOUR).astype(np.int64) + 7 * HOUR
    at = world.clocks.moment(batch.there[row[who]], wall - wall % 60)
    kept = (at > won_on[who]) & (at < world.now - 600)
    who, day, at = who[kept], day[kept], at[kept]
    potential = np.array([float(batch.made[one].lead.potential_revenue or 0) for one in row])
    basket = potential * rng.uniform(0.3, 0.95, row.size) * habits.gap / 365
    value = order_values(
        habits, rng, basket=np.maximum(basket, SMALLEST_BASKET), who=who, day=day, today=today
    )
    cuisines = [batch.made[one].lead.cuisine_type for one in row]
    usual = usual_products(cuisines, rng) if row.size else np.zeros((0, USUAL), np.int64)
    lines = lines_of(
        rng, value, usual[who], most=MOST_LINES if world.detailed else MOST_LINES_OF_MANY
    )
    orders = Orders(row[who], at, statuses_of(rng, at, now=world.now), *lines)
    text = np.full(who.size, NOTHING_SAID)
    return orders, touches.add(orders.who, at, "ORDER", text)


def lines_of(
    rng: np.random.Generator, value: Floats, usual: Ints, *, most: int
) -> tuple[Ints, Ints, Ints]:
    """Return order, product and pieces of each line: some of the usual, worth about the value."""
    wanted = np.clip(value / 90, 1, most)
    counts = np.clip(rng.poisson(wanted) + 1, 1, most)
    of = np.repeat(np.arange(value.size), counts)
    number = np.arange(of.size) - np.repeat(np.cumsum(counts) - counts, counts)
    start = rng.integers(0, USUAL, value.size)
    product = usual[of, (start[of] + number) % USUAL]
    worth = value[of] / counts[of] * rng.uniform(0.6, 1.4, of.size) * 100
    pieces = np.clip(np.round(worth / PRICES[product]), 1, MOST_OF_ONE).astype(np.int64)
    return of, product, pieces


def statuses_of(rng: np.random.Generator, at: Ints, *, now: int) -> Ints:
    age = (now - at) / DAY
    status = np.where(age < 0.5, PLACED, np.where(age < 2, CONFIRMED, DELIVERED))
    draw = rng.random(at.size)
    status = np.where(draw < 0.012, CANCELLED, status)
    return np.where((draw > 0.996) & (age > 3), RETURNED, status)


def sums(of: Ints, values: Ints, size: int) -> Ints:
    return np.bincount(of, weights=values, minlength=size).astype(np.int64)


def keep_orders(batch: Batch, orders: Orders, interaction: Ints, texts: list[str]) -> None:
    """Keep orders, lines and rhythms."""
    ids = batch.world.ids.take(Order, orders.who.size)
    code = batch.world.code
    numbers = [f"{code}-{pk}" for pk in ids.tolist()] if batch.world.detailed else None
    rows: dict[str, Any] = {
        "id": ids,
        "interaction_id": interaction,
        "lead_id": batch.pk[orders.who],
        "product_details": texts,
        "quantity": sums(orders.of, orders.pieces, ids.size),
        "total_price": money(orders.totals),
        "ordered_at": stamps(orders.at),
        "external_id": numbers,
        "status": [str(STATUSES[status]) for status in orders.status.tolist()],
    }
    batch.keep(Order, rows)
    picked = orders.product.tolist()
    lines: dict[str, Any] = {
        "id": batch.world.ids.take(OrderLine, orders.of.size),
        "order_id": ids[orders.of],
        "sku": [PRODUCTS[product].sku for product in picked],
        "name": [PRODUCTS[product].name for product in picked],
        "quantity": orders.pieces,
        "unit": [PRODUCTS[product].unit for product in picked],
        "unit_price": money(PRICES[orders.product]),
    }
    batch.keep(OrderLine, lines)
    keep_rhythms(batch, orders)


def money(cents: Ints) -> list[str]:
    return [f"{cent // 100}.{cent % 100:02d}" for cent in cents.tolist()]


def keep_rhythms(batch: Batch, orders: Orders) -> None:
    """Keep each account's statistics, as performance computes them, and its last order."""
    counted = orders.status < CANCELLED
    who, at = orders.who[counted], orders.at[counted]
    leads = {made.lead.pk: made.lead for made in batch.made}
    columns = statistics_of(
        Counted(
            account=batch.pk[who],
            at=at * MICROSECONDS,
            day=batch.world.clocks.day(batch.there[who], at) + EPOCH,
            cents=orders.totals[counted].astype(np.float64),
        )
    )
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    batch.rhythms = [AccountRhythm(zone=leads[row["lead_id"]].timezone, **row) for row in rows]
    for rhythm in batch.rhythms:
        leads[rhythm.lead_id].last_order_at = rhythm.last_order_at
