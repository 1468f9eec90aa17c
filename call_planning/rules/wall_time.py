"""The clock on the wall of a place: from UTC and back, across daylight-saving changes."""

from datetime import UTC, date, datetime, tzinfo

OUT_OF_CALENDAR = "The date falls outside the years 1 to 9999."


def wall_time(moment: datetime, *, zone: tzinfo) -> datetime:
    """The clock in `zone` at `moment`, as a datetime that carries no zone.

    Raises ValueError for a moment without a zone, or outside the years 1 to 9999 over there.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    try:
        return moment.astimezone(zone).replace(tzinfo=None, fold=0)
    except (OverflowError, ValueError) as error:
        raise ValueError(OUT_OF_CALENDAR) from error


def local_day(moment: datetime, *, zone: tzinfo) -> date:
    """The calendar day in `zone` at `moment`. Raises ValueError as `wall_time` does."""
    return wall_time(moment, zone=zone).date()


def moment_at(wall: datetime, *, zone: tzinfo) -> datetime:
    """The UTC moment at which the clock in `zone` shows `wall`.

    A time the clocks skip moves forward by the gap; of a time they show twice, it is the first.
    Raises ValueError when that moment falls outside the years 1 to 9999.
    """
    try:
        return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise ValueError(OUT_OF_CALENDAR) from error
