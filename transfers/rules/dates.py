"""Days and moments that can be read in one way only."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo
from enum import StrEnum

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
ONLY_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
DAY_NAMED_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4}|\d{2})", re.ASCII
)
NAMED_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
CLOCK = re.compile(r"[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z| ?[+-]\d{2}:?\d{2})?", re.ASCII)
CLOCK_OF_DAY = re.compile(
    r"[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?: ?([AaPp])\.?[Mm]\.?)?", re.ASCII
)
EXAMPLE = "write year-month-day, such as 2026-01-09"
MOMENT_EXAMPLE = "such as 2026-01-09T13:45:00Z"
LONGEST_TEXT = 40


class DayOrder(StrEnum):
    """What stands first in 03/04/2026; unknown, it is refused."""

    UNKNOWN = ""
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def day(text: str, order: DayOrder = DayOrder.UNKNOWN) -> date:
    """The day written; a time of day behind it is left out."""
    written = _without_clock(" ".join(text.split())) if len(text) <= LONGEST_TEXT else ""
    year, month, day_of_month = _numbers(written, text, order)
    try:
        return date(year, month, day_of_month)
    except ValueError as mistake:
        raise ValueError(f"'{text.strip()}' is not in the calendar: {EXAMPLE}.") from mistake


def moment(text: str, zone: tzinfo | None = None) -> datetime:
    """A point in time, in UTC. Without a zone of its own it is read in the zone given."""
    try:
        written = datetime.fromisoformat(text.strip())
        if len(text.strip()) <= len("2026-01-09"):
            raise ValueError("no time")
        if written.tzinfo is None and zone is None:
            raise LookupError("no zone")
        return (written if written.tzinfo else written.replace(tzinfo=zone)).astimezone(UTC)
    except LookupError as mistake:
        raise ValueError(
            f"'{text.strip()}' names no zone: write one, {MOMENT_EXAMPLE}."
        ) from mistake
    except (ValueError, OverflowError) as mistake:
        short = text.strip()[:LONGEST_TEXT]
        raise ValueError(f"'{short}' is no date and time: write one {MOMENT_EXAMPLE}.") from mistake


def order_told(texts: Iterable[str]) -> DayOrder:
    """What dates that can be read in one way only tell about the others of their file."""
    told = set()
    for text in texts:
        match = YEAR_LAST.match(text.strip()[:LONGEST_TEXT])
        if match and match[2] != ".":
            if int(match[1]) > 12 >= int(match[3]):
                told.add(DayOrder.DAY_FIRST)
            elif int(match[3]) > 12 >= int(match[1]):
                told.add(DayOrder.MONTH_FIRST)
    return told.pop() if len(told) == 1 else DayOrder.UNKNOWN


def clock(text: str) -> time | None:
    """The time of day behind a date, if there is one: '14:30', '2:30 PM'."""
    found = CLOCK_OF_DAY.search(text.strip())
    if not found or found.end() != len(text.strip()):
        return None
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"'{text.strip()[:LONGEST_TEXT]}' is no time of day.")
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(found[2]), int(found[3] or 0))


def _numbers(written: str, text: str, order: DayOrder) -> tuple[int, int, int]:
    if match := YEAR_FIRST.fullmatch(written) or ONLY_DIGITS.fullmatch(written):
        year, month, day_of_month = map(int, match.groups())
        return year, month, day_of_month
    if match := YEAR_LAST.fullmatch(written):
        first, second, year = int(match[1]), int(match[3]), _year(match[4])
        order = DayOrder.DAY_FIRST if match[2] == "." else order  # nobody writes 1.31.2026
        return _sorted_out(first, second, year, text=text, order=order)
    if match := DAY_NAMED_MONTH.fullmatch(written):
        return _year(match[3]), _month(match[2], text), int(match[1])
    if match := NAMED_MONTH_DAY.fullmatch(written):
        return int(match[3]), _month(match[1], text), int(match[2])
    raise ValueError(f"'{text.strip()[:LONGEST_TEXT]}' is no date: {EXAMPLE}.")


def _year(digits: str) -> int:
    """Two digits are of this century: an order log is not a family tree."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _sorted_out(
    first: int, second: int, year: int, *, text: str, order: DayOrder
) -> tuple[int, int, int]:
    """Day and month are clear when one of them is above twelve, or when they are the same."""
    if first > 12 or first == second or (order == DayOrder.DAY_FIRST and second <= 12):
        return year, second, first
    if second > 12 or order == DayOrder.MONTH_FIRST:
        return year, first, second
    raise ValueError(f"'{text.strip()}' may be two days, day or month first: {EXAMPLE}.")


def _month(name: str, text: str) -> int:
    word = "sep" if name.lower() == "sept" else name.lower()
    for number, month in enumerate(MONTHS, start=1):
        if word in (month, month[:3]):
            return number
    raise ValueError(f"'{text.strip()}' names no month we know: {EXAMPLE}.")


def _without_clock(text: str) -> str:
    for shape in (CLOCK, CLOCK_OF_DAY):
        found = shape.search(text)
        if found and found.end() == len(text):
            return text[: found.start()]
    return text
