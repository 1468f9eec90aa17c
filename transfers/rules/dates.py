"""Days and moments that can be read in one way only."""

import re
from datetime import UTC, date, datetime, tzinfo

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
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
DAY_NAMED_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})", re.ASCII
)
NAMED_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
CLOCK = re.compile(r"[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z| ?[+-]\d{2}:?\d{2})?", re.ASCII)
EXAMPLE = "write year-month-day, such as 2026-01-09"
MOMENT_EXAMPLE = "such as 2026-01-09T13:45:00Z"
LONGEST_TEXT = 40


def day(text: str) -> date:
    """The day written; a time of day behind it is left out."""
    written = _without_clock(" ".join(text.split())) if len(text) <= LONGEST_TEXT else ""
    year, month, day_of_month = _numbers(written, text)
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


def _numbers(written: str, text: str) -> tuple[int, int, int]:
    if match := YEAR_FIRST.fullmatch(written):
        year, month, day_of_month = map(int, match.groups())
        return year, month, day_of_month
    if match := YEAR_LAST.fullmatch(written):
        return _sorted_out(*map(int, match.groups()), text=text)
    if match := DAY_NAMED_MONTH.fullmatch(written):
        return int(match[3]), _month(match[2], text), int(match[1])
    if match := NAMED_MONTH_DAY.fullmatch(written):
        return int(match[3]), _month(match[1], text), int(match[2])
    raise ValueError(f"'{text.strip()[:LONGEST_TEXT]}' is no date: {EXAMPLE}.")


def _sorted_out(first: int, second: int, year: int, *, text: str) -> tuple[int, int, int]:
    """Day and month are clear when one of them is above twelve, or when they are the same."""
    if first > 12 or first == second:
        return year, second, first
    if second > 12:
        return year, first, second
    raise ValueError(f"'{text.strip()}' may be two days, day or month first: {EXAMPLE}.")


def _month(name: str, text: str) -> int:
    word = "sep" if name.lower() == "sept" else name.lower()
    for number, month in enumerate(MONTHS, start=1):
        if word in (month, month[:3]):
            return number
    raise ValueError(f"'{text.strip()}' names no month we know: {EXAMPLE}.")


def _without_clock(text: str) -> str:
    clock = CLOCK.search(text)
    return text[: clock.start()] if clock and clock.end() == len(text) else text
