"""The last useful moment to call: before the order cut-off of the next delivery."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta, tzinfo

from call_planning.rules.local_time import (
    BEFORE_OPENING,
    DAY,
    USUAL_END,
    ServiceHours,
    blocks_around,
    callable_now,
)
from call_planning.rules.wall_time import moment_at, wall_time
from leads.rules.service_hours import WEEKDAYS

LOOKED_AHEAD = 9
MINUTE = timedelta(minutes=1)


def call_by(
    now: datetime,
    *,
    zone: tzinfo,
    service_hours: ServiceHours | None,
    delivery_days: Collection[str],
    cutoff: time | None,
) -> datetime | None:
    """Return the moment, in UTC, by which a call can still lead to the next delivery.

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
                return last
    return None


def _last_callable(
    now: datetime, day: date, cutoff: time, *, zone: tzinfo, service_hours: ServiceHours | None
) -> datetime | None:
    """Return the latest moment after `now`, up to the cut-off, just before which one may call."""
    last = cutoff.hour * 60 + cutoff.minute
    while True:
        for minute in _ends(day, last, service_hours or {}):
            moment = moment_at(datetime.combine(day, _clock(minute)), zone=zone)
            if moment <= now:
                return None
            before = moment - MINUTE
            if callable_now(before, zone=zone, service_hours=service_hours).callable:
                return moment
        day, last = day - timedelta(days=1), DAY - 1


def _ends(day: date, last: int, week: ServiceHours) -> list[int]:
    """Return the minutes of the day at which a time to call may end, the latest first."""
    opens = blocks_around(week, kind="open", weekday=day.weekday())
    rushes = blocks_around(week, kind="rush", weekday=day.weekday())
    ends = {last, USUAL_END, 0, *(end for _, end in opens), *(start for start, _ in rushes)}
    ends |= {start - BEFORE_OPENING[1] for start, _ in opens}
    return sorted((minute for minute in ends if 0 <= minute <= last), reverse=True)


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)
