"""Dates and amounts as people write them, read by what their whole column shows.

`05/02/2026` is a day of February or of May, `1.240` a thousand or little more than one: the other
cells of the column tell. A reason in place of a value says why a cell cannot be read.
"""

import re
from collections.abc import Sequence
from datetime import date

YEARS = range(1900, 2200)
MOST_MONEY = 1e12
YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?:[T ,].*)?")
# Two digits between dashes may be a year that comes first.
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|(?<!-)\d\d)(?:[T ,].*)?")
MONTH_NAMED = re.compile(r"(\d{1,2})([-/. ])([A-Za-z]{3,9})[.,]?\2(\d{4}|\d\d)(?:[T ,].*)?")
MONTHS = 12
NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
THIS_CENTURY = 70  # of two digits, those below

PLAIN = re.compile(r"\d+(?:\.\d+)?")
SPACES = str.maketrans("", "", " \u00a0\u202f'\u2019")
SYMBOL = r"(?:[A-Z]{3}|[$€£¥₹])?"
MONEY = re.compile(
    rf"([-+\u2212(]?){SYMBOL}([-\u2212]?)([\d.,]*\d[\d.,]*(?:[eE][-+]?\d+)?){SYMBOL}\)?"
)
GROUPED = {
    ".": re.compile(r"(?:\d*|\d{1,3}(?:,\d{3})+)(?:\.\d*)?(?:[eE][-+]?\d+)?"),
    ",": re.compile(r"(?:\d*|\d{1,3}(?:\.\d{3})+)(?:,\d*)?(?:[eE][-+]?\d+)?"),
}
# A last group of three digits alone shows nothing: it may be thousands.
SHOWN = {
    mark: re.compile(rf"\{other}\d{{3}}\{mark}\d|^[^.,]*\d\{mark}(?:\d{{1,2}}|\d{{4,}})(?!\d)")
    for mark, other in ((".", ","), (",", "."))
}


def days_of(texts: Sequence[str]) -> list[int | str]:
    """Return the ordinal of each date, or of each moment's own calendar day, or the reason."""
    day_first = _day_comes_first(texts)
    return [_day(text, day_first=day_first) for text in texts]


def _day_comes_first(texts: Sequence[str]) -> bool | None:
    """Return whether dates with the year last begin with the day; None: the column cannot tell."""
    days = months = 0
    for text in texts:
        found = YEAR_LAST.fullmatch(text)
        if found:
            first, mark, second = int(found[1]), found[2], int(found[3])
            days += first > MONTHS or mark == "."
            months += second > MONTHS
    return None if days == months else days > months


def _day(text: str, *, day_first: bool | None) -> int | str:
    found = YEAR_FIRST.fullmatch(text)
    if found:
        return _ordinal(text, found[1], found[3] or found[5], found[4] or found[6])
    found = MONTH_NAMED.fullmatch(text)
    if found:
        return _ordinal(text, found[4], _month(found[3]), found[1])
    found = YEAR_LAST.fullmatch(text)
    if not found:
        return f"date {text!r} is not like 2026-11-24"
    first, second = int(found[1]), int(found[3])
    if max(first, second) > MONTHS:
        day_first = first > second
    if day_first is None and first != second:
        return f"date {text!r} can be read two ways, write it like 2026-11-24"
    day, month = (found[1], found[3]) if day_first else (found[3], found[1])
    return _ordinal(text, found[4], month, day)


def _month(name: str) -> int:
    """Return the month an English name begins like; 0 for what is none."""
    start = name[:3].lower()
    return NAMES.index(start) + 1 if start in NAMES else 0


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > len("26"):
        return year
    return year + (2000 if year < THIS_CENTURY else 1900)


def _ordinal(text: str, year: str, month: str | int, day: str) -> int | str:
    try:
        found = date(_year(year), int(month), int(day))
    except ValueError:
        return f"date {text!r} is not like 2026-11-24"
    if found.year not in YEARS:
        return f"date {text!r} is not between {YEARS[0]} and {YEARS[-1]}"
    return found.toordinal()


def amounts_of(texts: Sequence[str]) -> list[float | str]:
    """Return each amount, or the reason; with a currency, grouped, decimal point or comma."""
    mark = _decimal_mark(texts)
    return [_amount(text, mark) for text in texts]


def _decimal_mark(texts: Sequence[str]) -> str:
    commas = sum(bool(SHOWN[","].search(text)) for text in texts if "," in text)
    if not commas:
        return "."
    points = sum(bool(SHOWN["."].search(text)) for text in texts if "." in text)
    return "," if commas > points else "."


def _amount(text: str, mark: str) -> float | str:
    if mark == "." and PLAIN.fullmatch(text):
        amount = float(text)
        return amount if amount < MOST_MONEY else f"amount {text!r} is too large"
    found = MONEY.fullmatch(text.translate(SPACES))
    number = _number(found[3], mark) if found else None
    if found is None or number is None:
        return f"amount {text!r} is not a number"
    if number and (found[1] in ("-", "\u2212", "(") or found[2]):
        return f"amount {text!r} is not a number from 0 up"
    return number if number < MOST_MONEY else f"amount {text!r} is too large"


def _number(text: str, mark: str) -> float | None:
    """Return the number, by the column's decimal mark or, where that makes no sense, the other."""
    other = "," if mark == "." else "."
    if not GROUPED[mark].fullmatch(text):
        if not GROUPED[other].fullmatch(text):
            return None
        mark, other = other, mark
    return float(text.replace(other, "").replace(mark, "."))
