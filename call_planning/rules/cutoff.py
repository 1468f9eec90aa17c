"""The last useful moment to call: before the order cut-off of the next delivery."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from call_planning.rules.local_time import DAY, ServiceHours, good_blocks
from call_planning.rules.wall_time import moment_at, wall_time
from leads.rules.service_hours import WEEKDAYS

LOOKED_AHEAD = 9
MINUTE = timedelta(minutes=1)


class LastCall(NamedTuple):
    """A moment, in UTC, and the day of the delivery that a call until then can still lead to."""

    moment: datetime
    delivery: date


def call_by(
    now: datetime,
    *,
    zone: tzinfo,
    service_hours: ServiceHours | None,
    delivery_days: Collection[str],
    cutoff: time | None,
) -> datetime | None:
    """Return the moment alone of `last_call`."""
    found = last_call(
        now, zone=zone, service_hours=service_hours, delivery_days=delivery_days, cutoff=cutoff
    )
    return None if found is None else found.moment


def last_call(
    now: datetime,
    *,
    zone: tzinfo,
    service_hours: ServiceHours | None,
    delivery_days: Collection[str],
    cutoff: time | None,
) -> LastCall | None:
    """Return the moment by which a call can still lead to the next delivery.

    Orders are taken until `cutoff`, a clock time at the restaurant, on the day before a delivery.
    Where the line is not to be called just before that (closed, rush), it is the end of the last
    time before it that is. None: no cut-off, no delivery day, or no such moment within nine days.
    Raises ValueError for a naive `now`.
    """
    today = wall_time(now, zone=zone).date()
    if cutoff is None:
        return None
    for ahead in range(LOOKED_AHEAD):
        day = today + timedelta(days=ahead)
        if WEEKDAYS[(day.weekday() + 1) % 7] in delivery_days:
            last = _last_callable(now, day, cutoff, zone=zone, service_hours=service_hours)
            if last is not None:
                return LastCall(last, day + timedelta(days=1))
    return None


def _last_callable(
    now: datetime, day: date, cutoff: time, *, zone: tzinfo, service_hours: ServiceHours | None
) -> datetime | None:
    """Return the latest moment after `now`, up to the cut-off, until which one may call."""
    last = cutoff.hour * 60 + cutoff.minute
    while True:
        midnight = datetime.combine(day, time.min)
        if moment_at(midnight + last * MINUTE, zone=zone) <= now:
            return None
        blocks = good_blocks(service_hours or {}, weekday=day.weekday())
        end = max([min(end, last) for start, end in blocks if start < last], default=0)
        if end > 0:
            moment = moment_at(midnight + end * MINUTE, zone=zone)
            return moment if moment > now else None
        day, last = day - timedelta(days=1), DAY
