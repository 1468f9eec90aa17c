"""A free-text address, taken apart without losing any of it."""

from typing import NamedTuple

from transfers.rules.countries import capital_named_like, city_named_by, country_code
from transfers.rules.country_clues import take_country
from transfers.rules.post_codes import CodeFound, find_code, find_code_of_any_shape
from transfers.rules.states import (
    COUNTRIES_WITH_STATE_CODES,
    is_city_too,
    is_state_code,
    is_state_name,
)
from transfers.rules.text import fold, has_digit, looks_like_a_street, parts_of

COUNTRIES_OF_NUMBERED_CITIES = {"IE", "CZ", "SK"}
LONGEST_CITY = 80


class Location(NamedTuple):
    street: str = ""
    city: str = ""
    state: str = ""
    pincode: str = ""
    country: str = ""


class Line(NamedTuple):
    """What of the address is still unread, and where in it the city stands, if that is known."""

    parts: list[str]
    city_at: int | None = None


class Taken(NamedTuple):
    text: str
    line: Line


def split_location(address: str, location: str = "", country: str = "") -> Location:
    """Street, city, state, post code and country; what is not recognised stays in the street."""
    place = _read_place(parts_of(location), country_code(country))
    found = _read_address(parts_of(address), place)
    return _joined(found, place)


def _read_place(parts: list[str], known_country: str) -> Location:
    """'Chicago, Illinois, USA' opens with its city."""
    country, parts = take_country(parts, known_country, "")
    code, line = _take_code(parts, country, "")
    state, line = _take_state(line, country, "")
    if not line.parts:
        return _without_city(state, code, country)
    at = line.city_at or 0
    city, rest = line.parts[at], line.parts[:at] + line.parts[at + 1 :]
    if len(rest) == 1 and not state and not has_digit(rest[0]):
        return Location("", city, rest[0], code, country)
    return Location(", ".join(rest), city, state, code, country)


def _without_city(state: str, code: str, country: str) -> Location:
    if state and is_city_too(state, country):
        return Location("", state, "", code, country)
    return Location("", city_named_by(country), state, code, country)


def _read_address(parts: list[str], place: Location) -> Location:
    country, parts = take_country(parts, place.country, place.city)
    code, line = _take_code(parts, country, place.city)
    state, line = _take_state(line, country, place.city)
    city, line = _take_city(line, place.city or city_named_by(country), country)
    if not city and state and is_city_too(state, country):
        city, state = state, ""
    if not city and (code or not line.parts):
        city = capital_named_like(country)
    return Location(", ".join(line.parts), city, state, code, country)


def _take_code(parts: list[str], country: str, city: str) -> Taken:
    found = find_code(parts, country) or find_code_of_any_shape(parts, country, city)
    found = found or CodeFound("", parts)
    return Taken(found.code, Line(found.parts, found.city_at))


def _take_state(line: Line, country: str, city: str) -> Taken:
    """The part after the city, else a last part that names a state, else its last word."""
    parts, city_at = line
    if city_at is not None and city_at == len(parts) - 2 and not has_digit(parts[-1]):
        return Taken(parts[-1], Line(parts[:-1], city_at))
    if not parts or (city and fold(parts[-1]) == fold(city)):
        return Taken("", line)
    if _is_state_here(parts, country):
        count = 2 if country == "GB" and _is_state_here(parts[:-1], country) else 1
        city_left = city_at if city_at is not None and city_at < len(parts) - count else None
        return Taken(", ".join(parts[-count:]), Line(parts[:-count], city_left))
    head, _, word = parts[-1].rpartition(" ")
    if head and is_state_code(word, country) and not has_digit(head):
        return Taken(word, Line([*parts[:-1], head], city_at))
    return Taken("", line)


def _is_state_here(parts: list[str], country: str) -> bool:
    """Not a Delhi that no other city precedes, nor a Kent that is all there is."""
    tail, before = "".join(parts[-1:]), parts[-2:-1]
    if is_state_code(tail, country):
        return len(parts) > 1 or not is_city_too(tail, country)
    if not is_state_name(tail, country):
        return False
    city_precedes = bool(before) and not has_digit(before[0]) and not looks_like_a_street(before[0])
    if country in COUNTRIES_WITH_STATE_CODES:
        return city_precedes or not is_city_too(tail, country)
    if is_city_too(tail, country):
        return city_precedes and fold(tail) in fold(before[0])
    return country != "GB" or city_precedes or fold(tail) in ("scotland", "wales", "england")


def _take_city(line: Line, known: str, country: str) -> Taken:
    if known:
        return Taken(known, _without_known_city(line.parts, known))
    at = len(line.parts) - 1 if line.city_at is None else line.city_at
    if at < 0 or (line.city_at is None and not _can_be_city(line.parts, country)):
        return Taken("", line)
    return Taken(line.parts[at], Line(line.parts[:at] + line.parts[at + 1 :]))


def _can_be_city(parts: list[str], country: str) -> bool:
    tail = parts[-1]
    if len(tail) > LONGEST_CITY or looks_like_a_street(tail) or not (country or len(parts) > 1):
        return False
    return not has_digit(tail) or (len(parts) > 1 and _is_numbered_city(tail, country))


def _is_numbered_city(text: str, country: str) -> bool:
    """'Dublin 2' and 'Praha 1'."""
    name, _, number = text.rpartition(" ")
    is_number = number.isdigit() and len(number) <= 2
    return country in COUNTRIES_OF_NUMBERED_CITIES and is_number and not has_digit(name)


def _without_known_city(parts: list[str], city: str) -> Line:
    left = len(parts)
    while left and fold(parts[left - 1]) == fold(city) and not has_digit(parts[left - 1]):
        left -= 1
    if left and parts[left - 1] == city:
        left -= 1
    before = parts[left - 1].removesuffix(f" {city}") if left else ""
    if left and before != parts[left - 1] and looks_like_a_street(before):
        return Line([*parts[: left - 1], before])
    return Line(parts[:left])


def _joined(found: Location, place: Location) -> Location:
    other_code = place.pincode if found.pincode not in ("", place.pincode) else ""
    leftovers = [text for text in (place.street, other_code) if text and text not in found.street]
    return Location(
        street=", ".join(filter(None, [found.street, *leftovers])),
        city=found.city,
        state=found.state or place.state,
        pincode=found.pincode or place.pincode,
        country=found.country or place.country,
    )
