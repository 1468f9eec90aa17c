"""On which days people work, for arrays of days; each answer comes from the product's own rule."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from call_planning.rules.working_days import WorkingCalendar
from demo.rules.clocks import Ints

EPOCH = date(1970, 1, 1)


class Calendars:
    """Some working calendars, looked up by their index and a day."""

    def __init__(self, calendars: Sequence[WorkingCalendar], *, first: int, last: int) -> None:
        self.first = first
        known: dict[WorkingCalendar, Ints] = {}
        for calendar in calendars:
            if calendar not in known:
                known[calendar] = table_of(calendar, first=first, last=last)
        self.table = np.stack([known[calendar] for calendar in calendars])

    def worked_before(self, calendar: Ints, day: Ints) -> Ints:
        """The day itself when it is worked, else the working day before it."""
        return self._look_up(0, calendar, day)

    def worked_after(self, calendar: Ints, day: Ints) -> Ints:
        return self._look_up(1, calendar, day)

    def _look_up(self, row: int, calendar: Ints, day: Ints) -> Ints:
        inside = np.clip(day - self.first, 0, self.table.shape[2] - 1)
        return np.asarray(self.table[calendar, row, inside])


def table_of(calendar: WorkingCalendar, *, first: int, last: int) -> Ints:
    """Return the working days before and after each day, as two rows."""
    days = [EPOCH + timedelta(days=day) for day in range(first, last + 1)]
    before = [(calendar.nearest_before(day) - EPOCH).days for day in days]
    after = [(calendar.nearest_after(day) - EPOCH).days for day in days]
    return np.array([before, after], np.int64)
