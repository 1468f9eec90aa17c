"""What the invented accounts order."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np

from demo.rules.rhythm import DAYS_BACK, habit_of, order_days, order_values
from demo.rules.words import PRODUCTS
from demo.services.restaurants import SECONDS_A_DAY
from demo.services.touches import Story
from interaction_tracking.rules import OrderStatus
from leads.rules.status import STAGES, StageType
from performance_tracking.services import rhythm_of

ORDERS_A_YEAR = {"A": 90, "B": 60, "C": 40, "D": 25}
MOST_OF_ONE = 40
Product = tuple[str, str, str, float]


def orders_of(story: Story) -> None:
    """Write the orders of a won account, from the day it converted."""
    lead = story.made.lead
    if STAGES[lead.lead_status].type != StageType.WON or lead.converted_at is None:
        return
    rng, now = story.rng, datetime.fromtimestamp(story.now, UTC)
    share = float(rng.uniform(0.25, 0.8))
    basket = max(60.0, float(lead.potential_revenue or 0) * share / ORDERS_A_YEAR[lead.tier])
    habit = habit_of(rng, basket=basket)
    zone = ZoneInfo(lead.timezone)
    today = now.astimezone(zone).date()
    first = min(DAYS_BACK, (now - lead.converted_at).days)
    days = order_days(habit, rng, first=first, today_weekday=today.weekday())
    months = np.array([(today - timedelta(days=int(d))).month - 1 for d in days], dtype=np.int64)
    values = order_values(habit, rng, days, months)
    usual = [
        PRODUCTS[i] for i in rng.choice(len(PRODUCTS), int(rng.integers(5, 13)), replace=False)
    ]
    offset = zone.utcoffset(now.replace(tzinfo=None)) or timedelta()
    midnight = int(datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp())
    counted = []
    for ago, value in zip(days.tolist(), values.tolist(), strict=True):
        local = midnight - ago * SECONDS_A_DAY + int(rng.integers(7 * 60, 15 * 60)) * 60
        at = min(local - int(offset.total_seconds()), story.now - 600)
        if one_order(story, at, float(value), usual):
            counted.append(datetime.fromtimestamp(at, UTC))
    if counted:
        lead.last_order_at = max(counted)
        story.batch.rhythms.append(rhythm_of(lead.pk, counted))


def one_order(story: Story, at: int, value: float, usual: list[Product]) -> bool:
    """Write one order; tells whether it counts."""
    rng, pk = story.rng, story.ids.take("order")
    cancelled = rng.random() < 0.015
    recent = at > story.now - 2 * SECONDS_A_DAY
    status = OrderStatus.PLACED if recent else OrderStatus.DELIVERED
    status = OrderStatus.CANCELLED if cancelled else status
    if story.rich or at > story.now - 30 * SECONDS_A_DAY:
        text, quantity, total = with_lines(story, pk, value, usual)
    else:
        name, unit = usual[0][1], usual[0][2]
        count = max(1, round(value / usual[0][3]))
        text, quantity, total = f"{count} {unit} {name}", str(count), f"{value:.2f}"
    touch = story.touch("ORDER", at, details=text)
    from_text = (pk, touch, story.made.lead.pk, text, quantity, total)
    story.batch.orders.append((*from_text, story.batch.interactions[-1][8], str(status)))
    return not cancelled


def with_lines(
    story: Story, order: int, value: float, usual: list[Product]
) -> tuple[str, str, str]:
    """Write the lines; returns the order's text, quantity and total, which they add up to."""
    rng = story.rng
    picked = rng.choice(len(usual), size=min(len(usual), int(rng.integers(1, 7))), replace=False)
    total, pieces, texts = Decimal(0), 0, []
    for index in picked.tolist():
        sku, name, unit, price = usual[index]
        count = min(MOST_OF_ONE, max(1, round(value / len(picked) / price)))
        exact = Decimal(f"{price:.2f}")
        total += exact * count
        pieces += count
        texts.append(f"{count} {unit} {name}")
        story.batch.lines.append((order, sku, name, str(count), unit, str(exact)))
    return ", ".join(texts), str(pieces), str(total)
