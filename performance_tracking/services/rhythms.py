"""Keeping each account's statistics in line with its orders."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from django.db import transaction
from django.utils import timezone

from interaction_tracking.models import Order
from kernel.clock import zone_of
from kernel.upsert import upsert
from leads.models import Lead
from performance_tracking.models import AccountForecast, AccountRhythm
from performance_tracking.rules.statistics import Orders, statistics_of
from performance_tracking.services.scoring import rescore
from performance_tracking.services.track_record import judge_again


class Counted(NamedTuple):
    """The orders up to now, and of each account the first that lies ahead."""

    orders: Orders
    ahead: dict[int, datetime]


@transaction.atomic
def refresh_rhythms(lead_ids: Iterable[int], *, now: datetime | None = None) -> None:
    """Compute statistics and forecast of these leads anew; as many queries for many as for one.

    Forecasts that were judged before, by other orders, are judged again.
    """
    wanted = sorted(set(lead_ids))
    zones = held(wanted)
    # After the wait: who was there first has an order of a moment ago.
    moment = now or timezone.now()
    recount(zones, now=moment)
    if rescore(wanted, now=moment):
        judge_again(wanted, now=moment)


def held(lead_ids: Sequence[int]) -> dict[int, str]:
    """Hold the leads, and return their zones; of two orders at once the second waits here."""
    locked = Lead.objects.filter(pk__in=lead_ids).order_by("pk").select_for_update(no_key=True)
    return dict(locked.values_list("pk", "timezone"))


def recount(zones: Mapping[int, str], *, now: datetime) -> None:
    """Compute the statistics of these leads, which are held, from their orders up to now."""
    counted = orders_of(zones, now=now)
    columns = statistics_of(counted.orders)
    known = columns["lead_id"]
    columns["zone"] = [zones[pk] for pk in known]
    columns["recount_at"] = [counted.ahead.get(pk) for pk in known]
    gone = zones.keys() - set(known)
    if gone:
        AccountRhythm.objects.filter(lead__in=gone).delete()
        AccountForecast.objects.filter(lead__in=gone).delete()
    upsert(AccountRhythm, columns, unique=["lead_id"])


def orders_of(zones: Mapping[int, str], *, now: datetime) -> Counted:
    """Read the orders that count of the leads, each at the day of its own zone; one query."""
    rows = Order.objects.filter(lead__in=list(zones)).counted()
    clocks = {name: zone_of(name) for name in set(zones.values())}
    places = {pk: clocks[name] for pk, name in zones.items()}
    ahead: dict[int, datetime] = {}
    found: list[tuple[int, int, int, float]] = []
    for pk, at, price in rows.values_list("lead_id", "ordered_at", "total_price").iterator():
        if at > now:
            ahead[pk] = min(at, ahead.get(pk, at))
            continue
        day = at.astimezone(places[pk]).toordinal()
        found.append(
            (pk, round(at.timestamp() * 1e6), day, np.nan if price is None else float(price))
        )
    account, moment, day_, amount = zip(*found, strict=True) if found else ((), (), (), ())
    orders = Orders(
        account=np.array(account, dtype=np.int64),
        at=np.array(moment, dtype=np.int64),
        day=np.array(day_, dtype=np.int64),
        cents=np.rint(np.array(amount, dtype=np.float64) * 100),
    )
    return Counted(orders, ahead)
