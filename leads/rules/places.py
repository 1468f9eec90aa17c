"""Where a restaurant is, and what time it is there."""

from functools import cache, lru_cache
from importlib.resources import files

import phonenumbers
import tzfpy
from phonenumbers import timezone as phone_zones

from kernel.clock import is_zone
from kernel.text import folded
from leads.rules.state_zones import MAIN_ZONES, RENAMED, STATE_ZONES


@lru_cache(maxsize=4096)
def zone_at(latitude: float, longitude: float) -> str:
    """Return the IANA zone at the coordinates in degrees, "" at sea."""
    name = tzfpy.get_tz(longitude, latitude)
    return name if name and not name.startswith("Etc/") and is_zone(name) else ""


def zone_of_place(city: str, state: str, country: str) -> str:
    """Return the zone a place names, "" when it may be several; `country` is ISO 3166 or "".

    A city that a zone is named after, the clock most of a state keeps, a country with one clock.
    """
    named = _zones_by_city().get(folded(city), {})
    if country in named:
        return named[country]
    if not country:
        return next(iter(named.values())) if len(named) == 1 else ""
    return (
        _zones_by_state(country).get(folded(state), "")
        or MAIN_ZONES.get(country, "")
        or _only_zone(country)
    )


def zone_of_phone(number: str) -> str:
    """Return the one zone an E.164 number rings in, "" when there are several."""
    try:
        names = phone_zones.time_zones_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return ""
    name = RENAMED.get(names[0], names[0]) if len(names) == 1 else ""
    return name if is_zone(name) else ""


def country_of_zone(zone: str) -> str:
    """Return the country (ISO 3166) whose clock it is, "" for one nobody's."""
    return next((country for country, name in _zone_table() if name == zone), "")


def country_of_phone(phone: str) -> str:
    """Return the country a number with its + belongs to, "" when it does not say."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(phone)) or ""
    except phonenumbers.NumberParseException:
        return ""


@cache
def _zone_table() -> tuple[tuple[str, str], ...]:
    """Every (country, zone) of the IANA database."""
    text = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((row[0], row[2]) for row in rows if is_zone(row[2]))


@cache
def _zones_by_city() -> dict[str, dict[str, str]]:
    cities: dict[str, dict[str, str]] = {}
    for country, zone in _zone_table():
        city = folded(zone.rpartition("/")[2].replace("_", " "))
        cities.setdefault(city, {})[country] = zone
    return cities


@cache
def _zones_by_state(country: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for zone, states in STATE_ZONES.get(country, {}).items():
        for state in states.split("|"):
            code, _, name = state.partition(" ")
            found |= {folded(code): zone, folded(name): zone}
    return found


@cache
def _only_zone(country: str) -> str:
    zones = [zone for code, zone in _zone_table() if code == country]
    return zones[0] if len(zones) == 1 else ""
