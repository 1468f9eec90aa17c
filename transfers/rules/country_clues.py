"""Which country an address lies in, and what is left once its name is taken out."""

import re
from typing import NamedTuple

from transfers.rules.countries import country_code, is_city_behind_code
from transfers.rules.post_code_shapes import TELL_THEIR_COUNTRY
from transfers.rules.post_codes import JAPANESE_MARK, find_code, fits
from transfers.rules.states import (
    COUNTRIES_WITH_STATE_CODES,
    is_state,
    is_state_code,
    is_state_name,
    is_zip_of_state,
)
from transfers.rules.text import fold

SHORT_NAMES = {"usa", "us", "uk", "uae"}
HOME_NATIONS = {"england", "scotland", "wales", "northern ireland", "cymru"}
LONGEST_NAME_IN_WORDS = 4
LONGEST_TAIL = 120
LONGEST_HALF_CODE = 5
COUNTRIES_TOLD_BY_STATE_NAMES = ("IN",)
CODE_WITH_COUNTRY = re.compile(r"(?:^|[, ])([A-Z]{1,2})-\d{4,5}(?: |$)")
# Before a post code stood, until ISO codes, the plate of a country.
MAIL_PREFIXES = {
    "A": "AT",
    "B": "BE",
    "CH": "CH",
    "D": "DE",
    "DE": "DE",
    "DK": "DK",
    "E": "ES",
    "F": "FR",
    "FR": "FR",
    "I": "IT",
    "IT": "IT",
    "L": "LU",
    "N": "NO",
    "P": "PT",
}
PARTS_OF_CHINA = {"HK", "MO", "TW"}


class CountryFound(NamedTuple):
    country: str
    parts: list[str]


def take_country(parts: list[str], country: str, city: str) -> CountryFound:
    """The country the address names, else the one already known, else the one it gives away."""
    parts = _dashes_opened(parts)
    found = _named_at_the_end(parts, country, city) or _named_before_code(parts)
    found = found or _named_beside_code(parts)
    if found:
        return _closer(found)
    return CountryFound(country or country_given_away(parts), parts)


def country_given_away(parts: list[str]) -> str:
    """'Boulder, CO' is American and 'N1 8LB' British, though neither says so."""
    if any(JAPANESE_MARK in part for part in parts):
        return "JP"
    for country in COUNTRIES_WITH_STATE_CODES:
        if _ends_in_state(parts, country):
            return country
    named = _named_by_state(parts) or _named_by_prefix(parts)
    if named:
        return named
    for country in TELL_THEIR_COUNTRY:
        found = find_code(parts, country)
        if found and len(found.code) > LONGEST_HALF_CODE:
            return country
    return ""


def _named_by_state(parts: list[str]) -> str:
    """'Karnataka 560001'."""
    for country in COUNTRIES_TOLD_BY_STATE_NAMES:
        found = find_code(parts, country)
        if found and any(is_state_name(part, country) for part in found.parts[-1:]):
            return country
    return ""


def _named_by_prefix(parts: list[str]) -> str:
    """'D-80331 München'."""
    prefix = CODE_WITH_COUNTRY.search(", ".join(parts[-2:])[-LONGEST_TAIL:])
    return MAIL_PREFIXES.get(prefix[1], "") if prefix else ""


def country_of_columns(parts: list[str]) -> str:
    """What a state and a post code in columns of their own give away.

    'MI' with 20121 is Milano: an American code begins with the digit of its state.
    """
    country = country_given_away(parts)
    if country != "US" or len(parts) < 2:
        return country
    return "US" if is_zip_of_state(parts[1], parts[0]) else ""


def _ends_in_state(parts: list[str], country: str) -> bool:
    found = find_code(parts, country)
    tail = (found.parts if found else parts)[-1:]
    if not tail or (len(parts) < 2 and not found):
        return False
    last_word = tail[0][-LONGEST_TAIL:].rpartition(" ")[2]
    return is_state(tail[0], country) or bool(found and is_state_code(last_word, country))


def _named_at_the_end(parts: list[str], country: str, city: str) -> CountryFound | None:
    named = country_code(parts[-1]) if parts else ""
    if not named or _means_something_else(parts, named, country, city):
        return None
    keep_nation = fold(parts[-1]) in HOME_NATIONS and len(parts) > 1
    return CountryFound(named, parts if keep_nation else parts[:-1])


def _means_something_else(parts: list[str], named: str, country: str, city: str) -> bool:
    """A state of the country already known, the city already known, or 'CO' for Colorado."""
    tail = parts[-1]
    if named == country:
        return False
    if (country and is_state(tail, country)) or (city and fold(tail) == fold(city)):
        return True
    if len(parts) < 2 or _country_not_state(tail):
        return False
    return not _is_backed(parts[:-1], named)


def _is_backed(parts: list[str], country: str) -> bool:
    """Whether a code, a state or a well-known city stands by the country's side."""
    return (
        find_code(parts, country) is not None
        or is_state(parts[-1], country)
        or is_city_behind_code(parts[-1], country)
    )


def _named_before_code(parts: list[str]) -> CountryFound | None:
    """'Singapore, 089855'."""
    if len(parts) < 2:
        return None
    named = _country_not_state(parts[-2])
    if named and fits(parts[-1], named):
        return CountryFound(named, [*parts[:-2], parts[-1]])
    return None


def _named_beside_code(parts: list[str]) -> CountryFound | None:
    """'Singapore 089855', 'CA 94107 USA' and 'London SW1A 1AA United Kingdom'."""
    words = parts[-1].split(" ") if parts and len(parts[-1]) <= LONGEST_TAIL else []
    for count in range(min(LONGEST_NAME_IN_WORDS, len(words) - 1), 0, -1):
        head, tail = " ".join(words[:-count]), " ".join(words[-count:])
        named = _country_not_state(tail)
        if named and (count > 1 or fold(tail) in SHORT_NAMES or find_code([head], named)):
            return CountryFound(named, [*parts[:-1], head])
        opening, rest = " ".join(words[:count]), " ".join(words[count:])
        named = _country_not_state(opening)
        if named and fits(rest, named):
            return CountryFound(named, [*parts[:-1], rest])
    return None


def _country_not_state(text: str) -> str:
    """'IN 46204' is in Indiana."""
    is_state_as_well = any(is_state_code(text, country) for country in COUNTRIES_WITH_STATE_CODES)
    return "" if is_state_as_well else country_code(text)


def _closer(found: CountryFound) -> CountryFound:
    """'Hong Kong, China' is Hong Kong."""
    nearer = country_code(found.parts[-1]) if found.parts else ""
    if found.country == "CN" and nearer in PARTS_OF_CHINA:
        return CountryFound(nearer, found.parts)
    return found


def _dashes_opened(parts: list[str]) -> list[str]:
    """'Dubai - United Arab Emirates' and 'São Paulo - SP' are two parts each."""
    opened = list(parts[:-3])
    for part in parts[-3:]:
        pieces = [piece for piece in part.replace(" \u2013 ", " - ").split(" - ") if piece]
        opened += pieces if len(pieces) > 1 and _stands_alone(pieces[-1]) else [part]
    return opened


def _stands_alone(text: str) -> bool:
    is_code = len(text) > 3 and text.replace(" ", "").replace("-", "").isdigit()
    is_short = len(text) in (2, 3) and text.isalpha() and text.isupper()
    return is_code or is_short or bool(country_code(text))
