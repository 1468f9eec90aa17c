"""Days and months as people see them, in their own zone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Every IANA name this machine knows."""
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    return name in zone_names()


def zone_of(name: str) -> ZoneInfo:
    """Return the zone; a name that is empty or unknown means UTC."""
    return ZoneInfo(name) if is_zone(name) else ZoneInfo("UTC")


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC, at which the day begins in the zone."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def days_since(moment: datetime, *, now: datetime, zone: ZoneInfo) -> int:
    """Return how many midnights of the zone lie between; 0 for a moment that lies ahead."""
    return max((local_day(now, zone) - local_day(moment, zone)).days, 0)


def month_start(day: date, *, months_back: int = 0) -> date:
    """Return the first day of the month `months_back` months before the day's own."""
    index = day.year * 12 + day.month - 1 - months_back
    return date(index // 12, index % 12 + 1, 1)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment after the day, in UTC."""
    return midnight(day + timedelta(days=1), zone)
