"""What is true of people: working weeks, leave, roles. Pure."""

from datetime import date, time
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LEAVES_AT_MOST = 200


class Role(TextChoices):
    KAM = "KAM", _("Key account manager")
    MANAGER = "MANAGER", _("Team manager")
    ADMIN = "ADMIN", _("Administrator")
    SYSTEM = "SYSTEM", _("The system itself")


class Language(TextChoices):
    """What the pages are written in; each named as its readers name it."""

    EN = "en", "English"
    FR = "fr", "Français"


def default_week() -> dict[str, list[str]]:
    """Monday to Friday, nine to half past five."""
    return {day: ["09:00", "17:30"] for day in DAYS[:5]}


def checked_week(value: Any) -> dict[str, list[str]]:
    """Return the working week, or raise ValueError: `{"mon": ["09:00", "17:30"], ...}`."""
    if not isinstance(value, dict):
        raise ValueError('An object is expected, such as {"mon": ["09:00", "17:30"]}.')
    week = {}
    for day, hours in value.items():
        if day not in DAYS:
            raise ValueError(f"Days are {', '.join(DAYS)}.")
        week[day] = _checked_hours(day, hours)
    return week


def _checked_hours(day: str, hours: Any) -> list[str]:
    wrong = ValueError(f'{day}: two times are expected, such as ["09:00", "17:30"].')
    if not isinstance(hours, list) or len(hours) != 2:
        raise wrong
    try:
        start, end = (time.fromisoformat(hour) for hour in hours)
    except (TypeError, ValueError):
        raise wrong from None
    if start >= end:
        raise ValueError(f"{day}: the day must end after it starts.")
    return [f"{start:%H:%M}", f"{end:%H:%M}"]


def checked_leave(value: Any) -> list[dict[str, str]]:
    """Return the spans of leave in order, or raise ValueError."""
    if not isinstance(value, list) or len(value) > LEAVES_AT_MOST:
        raise ValueError(f"A list of at most {LEAVES_AT_MOST} spans is expected.")
    return sorted((_checked_span(span) for span in value), key=lambda span: span["first_day"])


def _checked_span(span: Any) -> dict[str, str]:
    wrong = ValueError('Spans look like {"first_day": "2026-12-24", "last_day": "2026-12-31"}.')
    if not isinstance(span, dict):
        raise wrong
    try:
        first = date.fromisoformat(span["first_day"])
        last = date.fromisoformat(span["last_day"])
    except (KeyError, TypeError, ValueError):
        raise wrong from None
    if last < first:
        raise ValueError("Leave must end on or after its first day.")
    note = span.get("note", "")
    if not isinstance(note, str) or len(note) > 200 or "\x00" in note:
        raise ValueError("A note is text of at most 200 characters.")
    return {"first_day": first.isoformat(), "last_day": last.isoformat(), "note": note}
