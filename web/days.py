"""Days as an address or a form names them, and no day that a zone could push off the calendar."""

from datetime import UTC, date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)


def is_on_calendar(day: date) -> bool:
    plain = day.date() if isinstance(day, datetime) else day
    return EARLIEST <= plain <= LATEST


def check_day(day: date) -> None:
    """Refuse a day, or a moment, that no calendar of ours shows."""
    if not is_on_calendar(day):
        raise ValidationError(_("Choose a day between 1900 and 9000."))


def day_of(text: str) -> date | None:
    """Read `2026-11-30`; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if is_on_calendar(day) else None


def moment_of(text: str) -> datetime | None:
    """Read `2026-11-30T09:12:00+01:00`; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    known = moment.tzinfo is not None and is_on_calendar(moment)
    return moment.astimezone(UTC) if known else None
