"""The clocks of many places at once: what `kernel.clock` says of one moment, for arrays of them.

Moments are whole seconds of Unix time, days are counted from 1970-01-01.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
HOUR = 3_600
DAY = 86_400
EDGE = 72


class Clocks:
    """The offsets of some zones for each hour from `first` to `last`; ours shift on the hour."""

    def __init__(self, zones: Sequence[str], *, first: int, last: int) -> None:
        self.index = {zone: number for number, zone in enumerate(zones)}
        self.start = first // HOUR - EDGE
        hours = last // HOUR + EDGE - self.start
        self.offsets = np.stack([self._offsets(ZoneInfo(zone), hours) for zone in zones])

    def wall(self, zone: Ints, moment: Ints) -> Ints:
        """The seconds the clock on the wall shows in the zone (an index) at the moment."""
        return moment + self._offset(zone, moment)

    def moment(self, zone: Ints, wall: Ints) -> Ints:
        """The moment at which the clock in the zone shows `wall`."""
        near = wall - self._offset(zone, wall)
        return wall - self._offset(zone, near)

    def day(self, zone: Ints, moment: Ints) -> Ints:
        """The local day of the moment."""
        return self.wall(zone, moment) // DAY

    def _offset(self, zone: Ints, moment: Ints) -> Ints:
        hour = np.clip(moment // HOUR - self.start, 0, self.offsets.shape[1] - 1)
        return np.asarray(self.offsets[zone, hour])

    def _offsets(self, zone: ZoneInfo, hours: int) -> Ints:
        """Look at each day's ends, and at its hours only when the clocks change in between."""
        offsets = np.empty(hours, np.int64)
        before = self._seconds(zone, 0)
        for hour in range(0, hours, 24):
            end = min(hour + 24, hours)
            after = self._seconds(zone, end)
            offsets[hour:end] = before
            if after != before:
                offsets[hour:end] = [self._seconds(zone, each) for each in range(hour, end)]
            before = after
        return offsets

    def _seconds(self, zone: ZoneInfo, hour: int) -> int:
        moment = datetime.fromtimestamp((self.start + hour) * HOUR, UTC)
        offset = moment.astimezone(zone).utcoffset()
        return 0 if offset is None else int(offset.total_seconds())


def months_later(day: Ints, months: Ints) -> Ints:
    """The same day of the month so many months on, or that month's last day when it is shorter."""
    date = day.astype("datetime64[D]")
    month = date.astype("datetime64[M]")
    of_month = date - month.astype("datetime64[D]")
    there = month + months.astype("timedelta64[M]")
    first, following = there.astype("datetime64[D]"), (there + 1).astype("datetime64[D]")
    there_on = np.minimum(first + of_month, following - 1)
    return np.asarray(there_on.astype(np.int64))


def day_of_month(day: Ints) -> Ints:
    date = day.astype("datetime64[D]")
    first = date.astype("datetime64[M]").astype("datetime64[D]")
    return np.asarray((date - first).astype(np.int64) + 1)
