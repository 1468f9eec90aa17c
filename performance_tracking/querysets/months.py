"""Orders by month, from local midnight to local midnight."""

import itertools
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, Q, Sum

from interaction_tracking.models import Order
from interaction_tracking.querysets import OrderQuerySet
from kernel.clock import local_day, midnight, month_start
from kernel.money import cents
from leads.querysets import below_leads_of


class Months(NamedTuple):
    """The edges, in UTC, of last month and this, and where today would be in last month."""

    last: datetime
    last_to_date: datetime
    this: datetime
    now: datetime


def months_around(now: datetime, zone: ZoneInfo) -> Months:
    """Return the edges; on the 31st, `last_to_date` ends with a shorter month's last day."""
    today = local_day(now, zone)
    first, before = month_start(today), month_start(today, months_back=1)
    to_date = min(before + (today - first) + timedelta(days=1), first)
    return Months(midnight(before, zone), midnight(to_date, zone), midnight(first, zone), now)


def orders_of_months(lead_ids: Iterable[int], months: Months) -> dict[int, dict[str, Any]]:
    """Return per lead the counts of both months and this month's revenue; one query."""
    last = Q(ordered_at__lt=months.this)
    rows = (
        Order.objects.filter(lead__in=list(lead_ids), ordered_at__gte=months.last)
        .filter(ordered_at__lte=months.now)
        .counted()
        .values("lead_id")
        .annotate(
            orders_last_month=Count("id", filter=last),
            orders_this_month=Count("id", filter=~last),
            orders_last_month_to_date=Count("id", filter=Q(ordered_at__lt=months.last_to_date)),
            revenue_last_month=Sum("total_price", filter=last),
            revenue_this_month=Sum("total_price", filter=~last),
        )
    )
    return {row.pop("lead_id"): with_cents(row) for row in rows}


def with_cents(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its revenues to the cent; unknown stays unknown."""
    for name in ("revenue_last_month", "revenue_this_month"):
        row[name] = None if row[name] is None else cents(row[name])
    return row


NO_ORDERS: dict[str, Any] = {
    "orders_last_month": 0,
    "orders_this_month": 0,
    "orders_last_month_to_date": 0,
    "revenue_last_month": None,
    "revenue_this_month": None,
}


def monthly(orders: OrderQuerySet, *, now: datetime, zone: ZoneInfo, months: int) -> list[Any]:
    """Return one row a local month, oldest first: orders, revenue, accounts that ordered."""
    today = local_day(now, zone)
    starts = [month_start(today, months_back=back) for back in range(months - 1, -1, -1)]
    edges = [midnight(day, zone) for day in starts] + [now]
    wanted: dict[str, Any] = {}
    for index, (start, end) in enumerate(itertools.pairwise(edges)):
        inside = Q(ordered_at__gte=start, ordered_at__lt=end)
        wanted[f"orders{index}"] = Count("id", filter=inside)
        wanted[f"revenue{index}"] = Sum("total_price", filter=inside)
        wanted[f"accounts{index}"] = Count("lead", filter=inside, distinct=True)
    sums = orders.filter(ordered_at__gte=edges[0]).aggregate(**wanted)
    return [month_row(day, sums, index) for index, day in enumerate(starts)]


def month_row(day: date, sums: dict[str, Any], index: int) -> dict[str, Any]:
    return {
        "month": f"{day:%Y-%m}",
        "orders": sums[f"orders{index}"],
        "revenue": cents(sums[f"revenue{index}"]),
        "accounts": sums[f"accounts{index}"],
    }


def counted_orders(user: Any) -> OrderQuerySet:
    """The orders that count, of the leads in the user's reach."""
    orders: OrderQuerySet = Order.objects.filter(below_leads_of(user)).counted()
    return orders


def totals(orders: OrderQuerySet) -> dict[str, Any]:
    """Return count, revenue and average value of the orders, and the first and last of them."""
    sums = orders.aggregate(
        orders=Count("id"),
        revenue=Sum("total_price"),
        priced=Count("total_price"),
        first=Min("ordered_at"),
        last=Max("ordered_at"),
    )
    priced = sums.pop("priced")
    average = cents(sums["revenue"] / priced) if priced else None
    return {**sums, "revenue": cents(sums["revenue"]), "average_order_value": average}
