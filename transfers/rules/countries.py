"""Which country a name or a code means, as ISO 3166-1 alpha-2."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import phonenumbers

from transfers.rules.country_names import (
    ALIASES,
    ALPHA_3,
    CITIES_BEHIND_STATE_LIKE_CODES,
    CITY_STATES,
    NAMESAKE_CAPITALS,
)
from transfers.rules.text import fold

LONGEST_NAME = 60
FORMER_COUNTRIES = {"AN"}


def country_code(text: str) -> str:
    """'Deutschland', 'DEU' and 'DE' all say 'DE'; what is no country says ''."""
    if len(text) > LONGEST_NAME:
        return ""
    return _codes().get(text.strip()) or _names().get(_key(text), "")


def city_named_by(country: str) -> str:
    """The city that a city-state is."""
    return CITY_STATES.get(country, "")


def capital_named_like(country: str) -> str:
    """The city that shares its country's name, when the country has other cities too."""
    return NAMESAKE_CAPITALS.get(country, "")


def is_city_behind_code(city: str, country: str) -> bool:
    """Whether 'Berlin, DE' means Germany and not Delaware."""
    return fold(city) in CITIES_BEHIND_STATE_LIKE_CODES.get(country, "").split("|")


@cache
def _codes() -> dict[str, str]:
    words = ALPHA_3.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return {code: short for short, long in pairs for code in (short, long)} | {"XK": "XK"}


@cache
def _names() -> dict[str, str]:
    candidates: dict[str, set[str]] = defaultdict(set)
    for country, name in _names_in_many_languages():
        candidates[_key(name)].add(country)
    known = {name: codes.pop() for name, codes in candidates.items() if len(codes) == 1}
    return known | {_key(name): country for country, name in _aliases()}


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


def _names_in_many_languages() -> Iterator[tuple[str, str]]:
    known = _locale_data()
    for country in known.keys() - FORMER_COUNTRIES:
        for name in known[country].values():
            if name and not name.startswith("*"):
                yield country, name


def _locale_data() -> dict[str, dict[str, str]]:
    """Read phonenumbers' one file of country names.

    The package the file lies in would load the area codes of the world with it: 95 MB a process.
    """
    file = Path(phonenumbers.__file__).with_name("geodata") / "locale.py"
    spec = spec_from_file_location("phonenumbers.geodata.locale", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"phonenumbers has no {file.name} any more.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    names: dict[str, dict[str, str]] = module.LOCALE_DATA
    return names


def _aliases() -> Iterator[tuple[str, str]]:
    for line in ALIASES.strip().splitlines():
        country, names = line.split(": ")
        for name in names.split("|"):
            yield country, name
