"""Which part of an address is a state, a province or a county."""

import re
from collections.abc import Iterator
from functools import cache

from transfers.rules.state_names import (
    CITIES_NAMED_LIKE_STATES,
    ITALIAN_PROVINCES,
    STATES,
    ZIP_STATES,
)
from transfers.rules.text import fold, has_digit, looks_like_a_street

LONGEST_NAME = 60
COUNTRIES_WITH_STATE_CODES = ("US", "CA", "AU")
REGION_WORDS = re.compile(
    r"^(?:state of|province of|provincia de|estado de) [^\W\d]"
    r"|[^\W\d] (?:province|prefecture|county|oblast|voivodeship|governorate)$"
)
COUNTY = re.compile(r"(?:Co\.?|County) [A-Z][a-z]+")
COUNTRIES_WITH_COUNTIES = ("IE", "GB")


def is_state(text: str, country: str) -> bool:
    return is_state_code(text, country) or is_state_name(text, country)


def is_state_code(text: str, country: str) -> bool:
    """'IL' is; 'Il' and 'il' are words."""
    return text.replace(".", "") in _codes(country)


def is_state_name(text: str, country: str) -> bool:
    if len(text) > LONGEST_NAME:
        return False
    folded = fold(text)
    if folded in _names(country) or (REGION_WORDS.search(folded) and not has_digit(text)):
        return True
    if country in COUNTRIES_WITH_COUNTIES and COUNTY.fullmatch(text):
        return not looks_like_a_street(text)
    return country == "GB" and folded.endswith("shire") and not has_digit(text)


def is_zip_of_state(code: str, state: str) -> bool:
    """Whether an American code can lie in the state: its first digit is the state's."""
    digit = next((n for n, codes in ZIP_STATES.items() if state.upper() in codes.split()), "")
    return code.strip().startswith(digit) if digit else is_state_name(state, "US")


def is_city_too(text: str, country: str) -> bool:
    """'New York' and 'Delhi' name a city as well as a state."""
    return fold(text) in CITIES_NAMED_LIKE_STATES.get(country, set())


@cache
def _codes(country: str) -> frozenset[str]:
    if country == "IT":
        return frozenset(ITALIAN_PROVINCES.split())
    if country == "GB":
        return frozenset()
    return frozenset(code for code, _ in _pairs(country))


@cache
def _names(country: str) -> frozenset[str]:
    return frozenset(fold(name) for _, name in _pairs(country))


def _pairs(country: str) -> Iterator[tuple[str, str]]:
    for entry in filter(None, STATES.get(country, "").split("|")):
        code, _, name = entry.strip().partition(" ")
        yield code, name
