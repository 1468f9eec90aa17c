"""How often a lead is called, and when the next call is due."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta, tzinfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from call_planning.rules.wall_time import OUT_OF_CALENDAR, moment_at, wall_time

CUSTOM_DAYS_MIN = 1
CUSTOM_DAYS_MAX = 730


class Frequency(TextChoices):
    DAILY = "DAILY", _("Daily")
    WEEKLY = "WEEKLY", _("Weekly")
    BIWEEKLY = "BIWEEKLY", _("Every two weeks")
    MONTHLY = "MONTHLY", _("Monthly")
    QUARTERLY = "QUARTERLY", _("Quarterly")
    CUSTOM = "CUSTOM", _("Custom")


DAYS: dict[str, int] = {Frequency.DAILY: 1, Frequency.WEEKLY: 7, Frequency.BIWEEKLY: 14}
MONTHS: dict[str, int] = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3}
MEAN_MONTH_DAYS = 365.25 / 12


def check_interval(frequency: str, *, interval_days: int | None) -> None:
    """Refuse an interval that does not fit the frequency, and a frequency we do not know.

    CUSTOM needs `interval_days` (whole days, 1 to 730); every other frequency takes none.
    Raises ValueError.
    """
    if frequency in DAYS or frequency in MONTHS:
        if interval_days is not None:
            raise ValueError(f"interval_days goes with CUSTOM only, not with {frequency}.")
        return
    if frequency != Frequency.CUSTOM:
        raise ValueError(f"{frequency!r:.40} is not a frequency.")
    is_whole = isinstance(interval_days, int) and not isinstance(interval_days, bool)
    if not is_whole or not CUSTOM_DAYS_MIN <= (interval_days or 0) <= CUSTOM_DAYS_MAX:
        raise ValueError("CUSTOM needs interval_days, a whole number of days from 1 to 730.")


def nominal_days(frequency: str, *, interval_days: int | None = None) -> float:
    """The usual number of days between two calls, as urgency measures it.

    A month is the mean month, 30.4375 days; a quarter three of them. Due dates use calendar
    months instead (`next_due`). Raises ValueError as `check_interval` does.
    """
    check_interval(frequency, interval_days=interval_days)
    if frequency in MONTHS:
        return MONTHS[frequency] * MEAN_MONTH_DAYS
    return float(DAYS.get(frequency) or interval_days or CUSTOM_DAYS_MIN)


def first_due(
    created_at: datetime, *, frequency: str, interval_days: int | None, zone: tzinfo
) -> datetime:
    """When a new plan is first due, in UTC: midnight in `zone` of the day created + interval.

    Where that midnight does not exist, the day's first minute. Raises ValueError as
    `check_interval` does, for a naive `created_at`, and past the year 9999.
    """
    check_interval(frequency, interval_days=interval_days)
    day = wall_time(created_at, zone=zone).date()
    due_day = _day_after(day, frequency, interval_days, anchor_day=day.day)
    return moment_at(datetime.combine(due_day, time.min), zone=zone)


def next_due(
    last_called: datetime,
    *,
    frequency: str,
    interval_days: int | None,
    zone: tzinfo,
    anchor_day: int | None,
) -> tuple[datetime, int]:
    """When a called lead is due again, in UTC, and the anchor day (1 to 31) to remember.

    The clock time in `zone` is kept. Months run to `anchor_day`, or to the month's last day
    when it is shorter; without an anchor, and for intervals in days, the anchor is the day of
    the call. Raises ValueError as `check_interval` does, for a naive time, an anchor that is no
    day of a month, and past the year 9999.
    """
    check_interval(frequency, interval_days=interval_days)
    called = wall_time(last_called, zone=zone)
    anchor = anchor_day if frequency in MONTHS and anchor_day is not None else called.day
    due_day = _day_after(called.date(), frequency, interval_days, anchor_day=anchor)
    return moment_at(datetime.combine(due_day, called.time()), zone=zone), anchor


def anchor_after(called_day: date, *, due_day: date | None, anchor_day: int | None) -> int:
    """The anchor day (1 to 31) once a call was made on `called_day` for a plan due on `due_day`.

    An anchor of 31 outlives a call made on the shortened due day (28 Feb). Any other call makes
    its own day the anchor. All days are local to the plan's owner.
    """
    if anchor_day is not None and called_day == due_day:
        shortened = min(anchor_day, _days_in_month(called_day.year, called_day.month))
        if called_day.day == shortened:
            return anchor_day
    return called_day.day


def _day_after(day: date, frequency: str, interval_days: int | None, *, anchor_day: int) -> date:
    if frequency in MONTHS:
        return _months_later(day, MONTHS[frequency], anchor_day=anchor_day)
    try:
        return day + timedelta(days=DAYS.get(frequency) or interval_days or CUSTOM_DAYS_MIN)
    except OverflowError as error:
        raise ValueError(OUT_OF_CALENDAR) from error


def _months_later(day: date, months: int, *, anchor_day: int) -> date:
    if not 1 <= anchor_day <= 31:
        raise ValueError("An anchor day is a day of the month, 1 to 31.")
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    if year > date.max.year:
        raise ValueError(OUT_OF_CALENDAR)
    return date(year, month, min(anchor_day, _days_in_month(year, month)))


def _days_in_month(year: int, month: int) -> int:
    return monthrange(year, month)[1]
