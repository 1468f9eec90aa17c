"""Judging published forecasts by what happened."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from interaction_tracking.models import Order
from kernel.clock import month_start, zone_of
from kernel.upsert import upsert
from leads.models import Lead
from performance_tracking.models import AccountRhythm, JudgedMonth, PublishedForecast
from performance_tracking.querysets.published import Rows
from performance_tracking.rules.track_record import RECORD, Said, judged

CHUNK = 2_000
# A day is over everywhere when it is over in the westernmost zone.
EVERYWHERE = timedelta(hours=12)
Days = dict[int, dict[date, float]]
Outcome = dict[str, Any]


def score_published(*, now: datetime, chunk: int = CHUNK) -> int:
    """Write on each forecast whose 28 days are over what happened in them; returns how many.

    Three queries a chunk; safe to run twice and to be ended in between. Ends with the sums of all.
    """
    done = 0
    while judged_now := score_some(now=now, chunk=chunk):
        done += judged_now
    keep_sums(now=now)
    return done


@transaction.atomic
def keep_sums(*, now: datetime) -> None:
    """Keep the sums of all accounts, month by month: two queries read, one row a month written."""
    since = month_start(now.astimezone(UTC).date() - RECORD)
    deciles, errors = PublishedForecast.objects.of_all().record(since=since)
    months = {row["month"] for row in deciles}
    for month in sorted(months):
        sums = {"by_decile": rows_of(deciles, month), "by_error": rows_of(errors, month)}
        JudgedMonth.objects.update_or_create(month=month, defaults=sums)
    JudgedMonth.objects.exclude(month__in=months).delete()


def rows_of(sums: Rows, month: date) -> Rows:
    """Return one month's rows without their month, which JSON does not know."""
    return [
        {name: value for name, value in row.items() if name != "month"}
        for row in sums
        if row["month"] == month
    ]


@transaction.atomic
def score_some(*, now: datetime, chunk: int) -> int:
    today = (now.astimezone(UTC) - EVERYWHERE).date()
    rows = list(PublishedForecast.objects.to_judge(today=today)[:chunk])
    if not rows:
        return 0
    hold({row.lead_id for row in rows})
    write(rows, outcomes_of(rows, now=now), now=now)
    return len(rows)


def judge_again(lead_ids: Sequence[int], *, now: datetime) -> int:
    """Put right what was judged of these accounts before an order of theirs came, changed or went.

    Returns how many forecasts it changed. Whoever calls it holds the leads; one query where nothing
    was judged yet, three where it was, one more where that is true no longer.
    """
    rows = list(PublishedForecast.objects.filter(lead__in=lead_ids, scored_at__isnull=False))
    wrong = [
        (row, outcome)
        for row, outcome in zip(rows, outcomes_of(rows, now=now), strict=True)
        if any(getattr(row, name) != value for name, value in outcome.items())
    ]
    if wrong:
        write([row for row, _ in wrong], [outcome for _, outcome in wrong], now=now)
    return len(wrong)


def hold(lead_ids: set[int]) -> None:
    """Have an order that comes meanwhile wait, and judge again after us."""
    leads = Lead.objects.filter(pk__in=lead_ids).order_by("pk")
    list(leads.select_for_update(no_key=True).values_list("pk"))


def outcomes_of(rows: Sequence[PublishedForecast], *, now: datetime) -> list[Outcome]:
    days = days_with_orders(rows, now=now) if rows else {}
    return [judged(said(row), days.get(row.lead_id, {})) for row in rows]


def write(rows: Sequence[PublishedForecast], outcomes: Sequence[Outcome], *, now: datetime) -> None:
    """Upsert needs every column that may not be null, also those that stay as they are."""
    told = [f.attname for f in PublishedForecast._meta.concrete_fields if not f.primary_key]
    whole = [
        {name: getattr(row, name) for name in told} | outcome | {"scored_at": now}
        for row, outcome in zip(rows, outcomes, strict=True)
    ]
    columns = {name: [row[name] for row in whole] for name in told}
    upsert(PublishedForecast, columns, unique=["lead_id", "as_of"])


def said(row: PublishedForecast) -> Said:
    return Said(row.as_of, row.over_on, row.next_order_from, row.next_order_date, row.next_order_to)


def days_with_orders(rows: Sequence[PublishedForecast], *, now: datetime) -> Days:
    """Return per account its local days with orders, and the sum of each."""
    ids = {row.lead_id for row in rows}
    first, last = min(row.as_of for row in rows), max(row.over_on for row in rows)
    edge = timedelta(days=1)
    since = datetime.combine(first - edge, datetime.min.time(), UTC)
    until = min(datetime.combine(last + 2 * edge, datetime.min.time(), UTC), now)
    zones = dict(AccountRhythm.objects.filter(lead__in=ids).values_list("lead_id", "zone"))
    orders = Order.objects.filter(lead__in=ids, ordered_at__gte=since, ordered_at__lte=until)
    orders = orders.counted().order_by("ordered_at", "pk")  # sums of floats go by it
    days: Days = defaultdict(dict)
    for pk, at, price in orders.values_list("lead_id", "ordered_at", "total_price"):
        day = at.astimezone(zone_of(zones.get(pk, ""))).date()
        days[pk][day] = days[pk].get(day, 0.0) + float(price or 0)
    return days
