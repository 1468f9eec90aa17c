"""Where the post code stands in an address."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from transfers.rules.post_code_shapes import (
    CODE_STANDS_LAST,
    HALF_CODES,
    OWN_SHAPES,
    SHARED_SHAPES,
    WITHOUT_POST_CODES,
)
from transfers.rules.text import fold, has_digit, looks_like_a_street

LABEL = (
    r"(?P<label>〒 ?|(?i:CEP|C\.?P\.?|PIN(?: ?CODE)?|ZIP)[ :.-]*"
    r"|S? ?\((?=\d{6}\))|S ?(?=\d{6}\b)|[A-Z]{1,2}-)"
)
JAPANESE_MARK = "〒"
LAST_PARTS = 3
LONGEST_CODE = 24
WEAK_DIGITS = 4
BETWEEN = " -\u2013()."
UNKNOWN_SHAPE = re.compile(r"(?=.{4})[A-Z]{0,3}-?\d[\dA-Z]{0,5}[ -]?[\dA-Z]{0,4}")
DIGITS_SHAPE = re.compile(r"\d[\d -]{3,8}")
ANY_SHAPE = re.compile(r"(?=.*\d)[\dA-Z -]{2,10}")
CODE_THEN_CITY = re.compile(r"(?P<code>\d{5}) (?P<city>[^\d]{2,60})")
COUNTRIES_WITH_LETTERS = ("GB", "CA", "IE", "NL", "MT")


class CodeFound(NamedTuple):
    """A post code, the parts without it, and the place of the city when the code points at it."""

    code: str
    parts: list[str]
    city_at: int | None = None


def find_code(parts: list[str], country: str) -> CodeFound | None:
    if not has_code_shape(country):
        return None
    return _alone(parts, country) or _beside_words(parts, country)


def find_code_of_any_shape(parts: list[str], country: str, city: str) -> CodeFound | None:
    """A last part that can only be a code, though not one the country is known for."""
    if len(parts) < 2:
        return None
    shape = ANY_SHAPE if city and fold(parts[-2]) == fold(city) else _loose_shape(country)
    if shape and shape.fullmatch(parts[-1]):
        return CodeFound(parts[-1], parts[:-1])
    match = None if country else CODE_THEN_CITY.fullmatch(parts[-1])
    if match and not looks_like_a_street(match["city"]):
        return CodeFound(match["code"], [*parts[:-1], match["city"]], city_at=len(parts) - 1)
    return None


def _loose_shape(country: str) -> re.Pattern[str] | None:
    if country and country in WITHOUT_POST_CODES:
        return None
    digits_only = has_code_shape(country) and country not in COUNTRIES_WITH_LETTERS
    return DIGITS_SHAPE if digits_only else UNKNOWN_SHAPE


def fits(text: str, country: str) -> bool:
    return has_code_shape(country) and bool(_whole_shape(country).fullmatch(text[:LONGEST_CODE]))


def has_code_shape(country: str) -> bool:
    return country in _shapes()


def _alone(parts: list[str], country: str) -> CodeFound | None:
    for at in _from_the_end(parts):
        match = _whole_shape(country).fullmatch(parts[at][:LONGEST_CODE])
        if match and len(parts[at]) <= LONGEST_CODE:
            return CodeFound(_written(match, country), parts[:at] + parts[at + 1 :])
    return None


def _beside_words(parts: list[str], country: str) -> CodeFound | None:
    for at in _from_the_end(parts):
        for match in reversed(list(_inner_shape(country).finditer(parts[at]))):
            before = parts[at][: match.start()].rstrip(BETWEEN)
            after = parts[at][match.end() :].lstrip(BETWEEN)
            if _is_believable(match, before, after, country) and (at or _is_at_home(parts, after)):
                return _cut(parts, at, _written(match, country), before, after)
    return None


def _is_believable(match: re.Match[str], before: str, after: str, country: str) -> bool:
    weak = match["code"].isdigit() and len(match["code"]) <= WEAK_DIGITS
    if (match["label"] or "").startswith(JAPANESE_MARK):
        return True
    if after:
        code_first = country not in CODE_STANDS_LAST and not has_digit(after)
        return code_first and not looks_like_a_street(after) and not (weak and before)
    return not looks_like_a_street(before) or not match["code"].isdigit()


def _is_at_home(parts: list[str], after: str) -> bool:
    """A first part holds street and number, unless it is the only one or the code opens it."""
    return len(parts) == 1 or bool(after)


def _cut(parts: list[str], at: int, code: str, before: str, after: str) -> CodeFound:
    head = [*parts[:at], *filter(None, [before])]
    if not after or has_digit(after):
        return CodeFound(code, [*head, *filter(None, [after]), *parts[at + 1 :]])
    return CodeFound(code, [*head, after, *parts[at + 1 :]], city_at=len(head))


def _written(match: re.Match[str], country: str) -> str:
    code = match["code"]
    if country not in {"GB", "GG", "IM", "JE", "IE", "CA"}:
        return code
    letters = code.upper().replace(" ", "").replace("-", "")
    inward = 4 if country == "IE" else 3
    return f"{letters[:-inward]} {letters[-inward:]}" if len(letters) > 4 else letters


def _from_the_end(parts: list[str]) -> Iterator[int]:
    return reversed(range(max(0, len(parts) - LAST_PARTS), len(parts)))


@cache
def _whole_shape(country: str) -> re.Pattern[str]:
    shape = "|".join(filter(None, [_shapes()[country], HALF_CODES.get(country)]))
    return re.compile(rf"{LABEL}?(?P<code>{shape})\)?")


@cache
def _inner_shape(country: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w#/.])(?<!\d-){LABEL}?(?P<code>{_shapes()[country]})\)?(?![\w/-])")


@cache
def _shapes() -> dict[str, str]:
    shared = {country: shape for shape, names in SHARED_SHAPES.items() for country in names.split()}
    return shared | OWN_SHAPES
