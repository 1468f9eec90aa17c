"""What a list may be filtered by: declared, typed, refused with a word on what would be right."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateTimeField,
    DecimalField,
    Field,
    QuerySet,
)
from django.utils.dateparse import parse_date, parse_datetime

LARGEST_ID = 2**63 - 1
DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)


@dataclass(frozen=True)
class Filter:
    """One query parameter: where it looks, how its text is read, how the schema shows it."""

    name: str
    lookup: str
    read: Callable[[str], Any]
    column: "Field[Any, Any]"
    schema: dict[str, Any] = field(default_factory=dict)
    narrow: Callable[[QuerySet[Any], Any], QuerySet[Any]] | None = None  # instead of the lookup
    shapes: bool = False  # the value belongs to the shape of the query (isnull, choices of lookup)


def whole(text: str) -> int:
    if not text.lstrip("-").isascii() or not text.lstrip("-").isdigit() or len(text) > 19:
        raise ValueError("A whole number is expected.")
    number = int(text)
    if abs(number) > LARGEST_ID:
        raise ValueError("This number is too large.")
    return number


def truth(text: str) -> bool:
    known = {"true": True, "1": True, "false": False, "0": False}
    if text.lower() not in known:
        raise ValueError("Must be true or false.")
    return known[text.lower()]


def amount(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("A number is expected.") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 12:
        raise ValueError("This number is too large.")
    return number.quantize(Decimal("0.01"))


def moment(text: str) -> datetime:
    """Read an ISO 8601 date or time; a time without a zone is UTC, a date its first moment."""
    wrong = "An ISO 8601 date or time is expected, such as 2026-01-31T10:00:00Z."
    try:
        found = parse_datetime(text.replace(" ", "+"))
        day: date | None = None if found else parse_date(text)
        if found is None and day is not None:
            found = datetime.combine(day, time.min)
        if found is None:
            raise ValueError(wrong)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ValueError(wrong) from None


def number(name: str, lookup: str = "") -> Filter:
    return Filter(name, lookup or name, whole, BigIntegerField(), {"type": "integer"})


def text(name: str, lookup: str = "") -> Filter:
    return Filter(name, lookup or name, str, CharField(), {"type": "string"})


def boolean(name: str, lookup: str = "") -> Filter:
    return Filter(name, lookup or name, truth, BooleanField(), {"type": "boolean"})


def money(name: str, lookup: str) -> Filter:
    return Filter(
        name, lookup, amount, DecimalField(max_digits=14, decimal_places=2), {"type": "number"}
    )


def when(name: str, lookup: str) -> Filter:
    return Filter(name, lookup, moment, DateTimeField(), {"type": "string"})


def until(name: str, lookup: str) -> Filter:
    """The last moment that counts; a date without a time counts whole."""

    def read(text: str) -> datetime:
        found = moment(text)
        return datetime.combine(found, time.max, tzinfo=UTC) if DAY.fullmatch(text) else found

    return Filter(name, lookup, read, DateTimeField(), {"type": "string"})


def choice(name: str, choices: Iterable[str], lookup: str = "") -> Filter:
    known = list(choices)

    def read(value: str) -> str:
        if value not in known:
            raise ValueError(f"Must be one of {', '.join(known)}.")
        return value

    return Filter(name, lookup or name, read, CharField(), {"type": "string", "enum": known})


def either(name: str, narrow: Callable[[QuerySet[Any], Any], QuerySet[Any]]) -> Filter:
    """A yes-or-no question that takes more than one column to answer."""
    shown = {"type": "boolean"}
    return Filter(name, "", truth, BooleanField(), shown, narrow=narrow, shapes=True)


def missing(name: str, lookup: str) -> Filter:
    """True keeps the rows where the column is empty."""
    return Filter(name, lookup, truth, BooleanField(), {"type": "boolean"}, shapes=True)
