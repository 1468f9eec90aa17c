"""Judging published forecasts by what happened."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from interaction_tracking.models import Order
from kernel.clock import zone_of
from kernel.upsert import upsert
from performance_tracking.models import AccountRhythm, PublishedForecast
from performance_tracking.rules.track_record import Said, judged

CHUNK = 2_000
# A day is over everywhere when it is over in the westernmost zone.
EVERYWHERE = timedelta(hours=12)
Days = dict[int, dict[date, float]]


def score_published(*, now: datetime, chunk: int = CHUNK) -> int:
    """Write on each forecast whose 28 days are over what happened in them; returns how many.

    Three queries a chunk; safe to run twice and to be ended in between.
    """
    done = 0
    while judged_now := score_some(now=now, chunk=chunk):
        done += judged_now
    return done


@transaction.atomic
def score_some(*, now: datetime, chunk: int) -> int:
    today = (now.astimezone(UTC) - EVERYWHERE).date()
    rows = list(PublishedForecast.objects.to_judge(today=today)[:chunk])
    if not rows:
        return 0
    days = days_with_orders(rows, now=now)
    outcomes = [
        {
            "lead_id": row.lead_id,
            "as_of": row.as_of,
            "scored_at": now,
            **judged(said(row), days.get(row.lead_id, {})),
        }
        for row in rows
    ]
    write(rows, outcomes)
    return len(rows)


def write(rows: list[PublishedForecast], outcomes: list[dict[str, Any]]) -> None:
    """Upsert needs every column that may not be null, also those that stay as they are."""
    told = [f.attname for f in PublishedForecast._meta.concrete_fields if not f.primary_key]
    whole = [
        {name: getattr(row, name) for name in told} | outcome
        for row, outcome in zip(rows, outcomes, strict=True)
    ]
    columns = {name: [row[name] for row in whole] for name in told}
    upsert(PublishedForecast, columns, unique=["lead_id", "as_of"])


def said(row: PublishedForecast) -> Said:
    return Said(row.as_of, row.over_on, row.next_order_from, row.next_order_date, row.next_order_to)


def days_with_orders(rows: list[PublishedForecast], *, now: datetime) -> Days:
    """Return per account its local days with orders, and the sum of each."""
    ids = {row.lead_id for row in rows}
    first, last = min(row.as_of for row in rows), max(row.over_on for row in rows)
    edge = timedelta(days=1)
    since = datetime.combine(first - edge, datetime.min.time(), UTC)
    until = min(datetime.combine(last + 2 * edge, datetime.min.time(), UTC), now)
    zones = dict(AccountRhythm.objects.filter(lead__in=ids).values_list("lead_id", "zone"))
    orders = Order.objects.filter(lead__in=ids, ordered_at__gte=since, ordered_at__lte=until)
    days: Days = defaultdict(dict)
    for pk, at, price in orders.counted().values_list("lead_id", "ordered_at", "total_price"):
        day = at.astimezone(zone_of(zones.get(pk, ""))).date()
        days[pk][day] = days[pk].get(day, 0.0) + float(price or 0)
    return days
