"""Which days a KAM works, and on which of them a due call shows."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from holidays import country_holidays
from holidays.utils import list_supported_countries

SEARCH_DAYS = 366
MONDAY_TO_FRIDAY = frozenset(range(5))
SHOWS_BEFORE = "A"


@lru_cache(maxsize=1024)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The nationwide public holidays of an ISO 3166 country; none for one the library lacks."""
    code = country.upper()
    if code not in list_supported_countries():
        return frozenset()
    return frozenset(country_holidays(code, years=year))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """One person's working days.

    `weekdays` counts Monday as 0; empty means that the week is not set, and every weekday works.
    `leave` holds (first day, last day), both included. `country` is an ISO 3166 code or "".
    """

    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    leave: tuple[tuple[date, date], ...] = ()
    country: str = ""

    def is_working_day(self, day: date) -> bool:
        """Whether the person works that day: in the week, not on leave, no public holiday."""
        if self.weekdays and day.weekday() not in self.weekdays:
            return False
        if any(first <= day <= last for first, last in self.leave):
            return False
        return not (self.country and day in public_holidays(self.country, day.year))

    def nearest_before(self, day: date) -> date:
        """The day itself when it is worked, else the last working day in the 366 before it.

        The day itself, too, when those 366 hold none.
        """
        return self._nearest(day, step=-1)

    def nearest_after(self, day: date) -> date:
        """The day itself when it is worked, else the first working day in the 366 after it.

        The day itself, too, when those 366 hold none.
        """
        return self._nearest(day, step=1)

    def shown_day(self, due_day: date, *, tier: str) -> date:
        """The day a call due on `due_day` shows: early for tier A, late for all others."""
        if tier == SHOWS_BEFORE:
            return self.nearest_before(due_day)
        return self.nearest_after(due_day)

    def horizon(self, today: date) -> date:
        """The last due day that can show today or earlier, which only tier A does.

        It ends the run of free days after `today`, at most 366 days ahead: fetch plans due up to
        it, then ask `shown_day` of each.
        """
        last = today
        for ordinal in _ordinals(today, step=1):
            following = date.fromordinal(ordinal)
            if self.is_working_day(following):
                break
            last = following
        return last

    def _nearest(self, day: date, *, step: int) -> date:
        if self.is_working_day(day):
            return day
        for ordinal in _ordinals(day, step=step):
            candidate = date.fromordinal(ordinal)
            if self.is_working_day(candidate):
                return candidate
        return day


def _ordinals(day: date, *, step: int) -> range:
    """The 366 day numbers from `day` on, without it, as far as the calendar goes."""
    start = day.toordinal()
    end = start + step * SEARCH_DAYS
    bounded = min(max(end, date.min.toordinal()), date.max.toordinal())
    return range(start + step, bounded + step, step)
