"""Cells of a file, read as values; a refusal says what is wrong and what would be right."""

import re
import unicodedata
from decimal import Decimal
from urllib.parse import urlsplit, urlunsplit

from transfers.rules.text import tidy

TIERS = {1: "D", 2: "C", 3: "B", 4: "A"}
COORDINATE = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{1,20})?", re.ASCII)
COORDINATE_STEP = Decimal("0.000001")
HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


def latitude(text: str) -> Decimal:
    return _coordinate(text, "latitude", 90)


def longitude(text: str) -> Decimal:
    return _coordinate(text, "longitude", 180)


def coordinates(latitude_text: str, longitude_text: str) -> tuple[Decimal, Decimal] | None:
    """Both or neither; a pair of noughts lies in the sea and means 'unknown' wrongly written."""
    if not latitude_text.strip() and not longitude_text.strip():
        return None
    if not latitude_text.strip() or not longitude_text.strip():
        raise ValueError("A place needs both latitude and longitude: fill both or neither.")
    pair = latitude(latitude_text), longitude(longitude_text)
    if not any(pair):
        raise ValueError("0, 0 lies in the sea: leave both cells empty when the place is unknown.")
    return pair


def tier(text: str) -> str:
    """'$$$$' is A and '€' is D; 1 to 4 and A to D say the same."""
    symbol = text.strip().upper()
    if symbol in TIERS.values():
        return symbol
    if len(symbol) == 1 and symbol in "1234":
        return TIERS[int(symbol)]
    count = len(symbol)
    if count in TIERS and len(set(symbol)) == 1 and unicodedata.category(symbol[0]) == "Sc":
        return TIERS[count]
    raise ValueError(
        f"'{_short(text)}' is no price tier: write one to four $ (or €, £), or A to D."
    )


def website(text: str) -> str:
    """A web address with its scheme; 'example.com' becomes 'https://example.com'."""
    address = text.strip()
    try:
        url = urlsplit(address if SCHEME.match(address) else f"https://{address.lstrip('/')}")
        _check_web_address(address, url.scheme.lower(), url.hostname or "", url.username)
        _ = url.port
    except ValueError as mistake:
        wrong = f"'{_short(text)}' is no web address"
        raise ValueError(f"{wrong}: write one such as https://example.com.") from mistake
    return urlunsplit(url._replace(scheme=url.scheme.lower(), netloc=url.netloc.lower()))


def cuisine(text: str) -> str:
    return ", ".join(filter(None, map(tidy, text.split(","))))


def _coordinate(text: str, name: str, limit: int) -> Decimal:
    if not COORDINATE.fullmatch(text.strip()):
        example = "such as 1.279627"
        raise ValueError(f"'{_short(text)}' is no {name}: write decimal degrees {example}.")
    degrees = Decimal(text.strip().replace(",", "."))
    if abs(degrees) > limit:
        raise ValueError(f"{name.capitalize()} {degrees} is off the globe: -{limit} to {limit}.")
    return degrees.quantize(COORDINATE_STEP)


def _check_web_address(address: str, scheme: str, host: str, username: str | None) -> None:
    if scheme not in ("http", "https"):
        raise ValueError("scheme")
    if username is not None or not HOST.fullmatch(host):
        raise ValueError("host")
    if any(letter.isspace() or not letter.isprintable() for letter in address):
        raise ValueError("space")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
