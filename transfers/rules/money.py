"""Money as people type it, read as an amount with two decimals."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

CURRENCY = r"(?:[A-Z]{0,3} ?[$€£¥₩฿₹₫₱₺₪₽₴₦]|[A-Z]{3}|[Kk]r\.?|Rs\.?|Fr\.?|zł|Kč|Ft|RM|Rp\.?)"
AMOUNT = re.compile(
    rf"(?P<sign>[-\u2212]?) ?{CURRENCY}? ?(?P<inner>[-\u2212]?) ?"
    rf"(?P<number>[0-9][0-9.,'\u2019 ]*) ?{CURRENCY}?"
)
PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<cents>[0-9]{1,2}))?")
MANY_DECIMALS = re.compile(r"(?P<whole>[0-9]+)[.,](?P<cents>[0-9]{4,18})")
CLEAR_POINT = re.compile(r"[0-9](?:\.[0-9]{1,2}|\.[0-9]{4,})[^0-9.,]*$")
CLEAR_COMMA = re.compile(r"[0-9](?:,[0-9]{1,2}|,[0-9]{4,})[^0-9.,]*$")
THREE_BEHIND = {mark: re.compile(rf"[0-9]+{re.escape(mark)}[0-9]{{3}}") for mark in ".,"}
UNCLEAR = re.compile(r"[0-9]{1,3}\.[0-9]{3}|0,[0-9]{3}")
GROUPED = [
    re.compile(
        rf"(?P<whole>[1-9][0-9]{{0,2}}(?:{gap}[0-9]{{2,3}}){{1,6}})(?:{point}(?P<cents>[0-9]{{1,2}}))?"
    )
    for gap, point in ((",", r"\."), (r"\.", ","), (r"['\u2019]", "[.,]"), (" ", "[.,]"))
]
LAST_GROUP = re.compile(r"[0-9]{3}$")
NOT_DIGITS = re.compile(r"[^0-9]")
LONGEST_TEXT = 40
CENT = Decimal("0.01")
LONGEST_WHOLE = 10
EXAMPLE = "write a number such as 1234.50"


def decimal_told(texts: Iterable[str]) -> str:
    """What amounts that can be read in one way only tell about '1.234' in their file: "." or
    ",", else nothing."""
    told = set()
    for text in texts:
        short = text[:LONGEST_TEXT].strip()
        told |= {"."} if CLEAR_POINT.search(short) else set()
        told |= {","} if CLEAR_COMMA.search(short) else set()
    return told.pop() if len(told) == 1 else ""


def money(text: str, decimal: str = "") -> Decimal:
    """'1,234.50', '€ 1.234,50' and '1 234,5 kr' are amounts; '1.234' could be two of them."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match = AMOUNT.fullmatch(plain) if len(plain) <= LONGEST_TEXT else None
    if not match or (match["sign"] and match["inner"]):
        raise ValueError(f"'{_short(text)}' is no amount of money: {EXAMPLE}.")
    number = match["number"].strip()
    if decimal and THREE_BEHIND[decimal].fullmatch(number):
        return _signed(match, _rounded(number))
    if decimal != "," and UNCLEAR.fullmatch(number):
        raise ValueError(_both_readings(text, number))
    amount = _read(number)
    if amount is None:
        raise ValueError(f"'{_short(text)}' is no amount of money: {EXAMPLE}.")
    return _signed(match, amount)


def _signed(match: re.Match[str], amount: Decimal) -> Decimal:
    return -amount if match["sign"] or match["inner"] else amount


def _rounded(number: str) -> Decimal:
    """Return a number with many decimals in whole cents: programs write 15.299999999999999."""
    whole, _, rest = number.replace(",", ".").partition(".")
    _amount(whole, None)
    return Decimal(f"{whole}.{rest}").quantize(CENT, ROUND_HALF_UP)


def _read(number: str) -> Decimal | None:
    if MANY_DECIMALS.fullmatch(number):
        return _rounded(number)
    plain = PLAIN.fullmatch(number)
    if plain:
        return _amount(plain["whole"], plain["cents"])
    for shape in GROUPED:
        match = shape.fullmatch(number)
        if match and LAST_GROUP.search(match["whole"]):
            return _amount(NOT_DIGITS.sub("", match["whole"]), match["cents"])
    return None


def _amount(whole: str, cents: str | None) -> Decimal:
    if len(whole.lstrip("0")) > LONGEST_WHOLE:
        raise ValueError(f"{whole} is more money than we can keep: at most {LONGEST_WHOLE} digits.")
    return Decimal(f"{whole}.{(cents or '').ljust(2, '0')}")


def _both_readings(text: str, number: str) -> str:
    thousands = NOT_DIGITS.sub("", number).lstrip("0") or "0"
    return f"'{_short(text)}' may mean {thousands}.00 or {number.replace(',', '.')}: {EXAMPLE}."


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
