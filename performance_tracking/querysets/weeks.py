"""Orders by week, counted in the database."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Func, IntegerField, Sum

from interaction_tracking.querysets import OrderQuerySet
from kernel.clock import local_day, midnight

WEEK = timedelta(weeks=1)
SECONDS = 604_800


class WeekSince(Func):
    """Whole weeks from a moment (Unix seconds) to the column; floor division on both databases."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        second = f"CAST(strftime('%%%%s', %(expressions)s) AS INTEGER) - {self.extra['since']}"
        text = f"CAST(({second}) / {SECONDS} AS INTEGER)"
        return super().as_sql(compiler, connection, template=text, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        second = f"EXTRACT(EPOCH FROM %(expressions)s) - {self.extra['since']}"
        text = f"FLOOR(({second}) / {SECONDS})::integer"
        return super().as_sql(compiler, connection, template=text, **extra)


def monday(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment this week began in the zone."""
    today = local_day(now, zone)
    return midnight(today - timedelta(days=today.weekday()), zone)


def weekly(
    orders: OrderQuerySet, *, now: datetime, zone: ZoneInfo, weeks: int
) -> list[tuple[datetime, int, float]]:
    """Return the last `weeks` weeks, the running one last: its Monday, orders, revenue.

    Weeks are of 168 hours back from this Monday; a change of clocks shifts older ones by an hour.
    """
    first = monday(now, zone) - WEEK * (weeks - 1)
    rows = (
        orders.filter(ordered_at__gte=first, ordered_at__lte=now)
        .order_by()
        .values_list(WeekSince("ordered_at", since=int(first.timestamp())))
        .annotate(orders=Count("id"), revenue=Sum("total_price"))
    )
    found = {week: (count, float(revenue or 0)) for week, count, revenue in rows}
    return [(first + WEEK * week, *found.get(week, (0, 0.0))) for week in range(weeks)]


def weekly_of_leads(
    orders: OrderQuerySet, lead_ids: Iterable[int], *, now: datetime, zone: ZoneInfo, weeks: int
) -> dict[int, list[float]]:
    """Return what each lead ordered in each of the last weeks, oldest first; one query."""
    first = monday(now, zone) - WEEK * (weeks - 1)
    week = WeekSince("ordered_at", since=int(first.timestamp()))
    rows = (
        orders.filter(lead__in=list(lead_ids), ordered_at__gte=first, ordered_at__lte=now)
        .order_by()
        .values_list("lead_id", week)
        .annotate(revenue=Sum("total_price"))
    )
    sums: dict[int, list[float]] = {}
    for lead, index, revenue in rows:
        sums.setdefault(lead, [0.0] * weeks)[index] = float(revenue or 0)
    return sums
