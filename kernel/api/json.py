"""JSON in and out, by orjson: strict UTF-8, no NaN, bounded depth."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import orjson
from django.conf import settings
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

DEEPEST = 32  # levels of lists and mappings; no payload of ours has more than six
DEPTH_REFUSED = f"Nested more than {DEEPEST} levels deep."
OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_SUBCLASS


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"
    default_detail = f"A request may hold {settings.MAX_BODY_BYTES:,} bytes at the most."


def money(amount: Decimal) -> orjson.Fragment:
    """Return the JSON number with the decimals the amount carries: `5000.00`."""
    return orjson.Fragment(format(amount, "f").encode())


def spelled(value: Any) -> Any:
    """Spell what orjson does not know."""
    if isinstance(value, Decimal):
        return money(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, int):
        return int(value)
    return str(value) if not isinstance(value, list | tuple) else list(value)


def dumps(value: Any) -> bytes:
    return orjson.dumps(value, default=spelled, option=OPTIONS)


class JsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, media_type: Any = None, context: Any = None) -> bytes:
        if data is None:
            return b""
        return data if isinstance(data, bytes) else dumps(data)


class JsonParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        body = stream.read(settings.MAX_BODY_BYTES + 1)
        if len(body) > settings.MAX_BODY_BYTES:
            raise TooLarge
        try:
            content = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"This is not JSON: {error}.") from None
        if body.count(b"[") + body.count(b"{") > DEEPEST:
            check_depth(content)
        return content


def check_depth(content: Any) -> None:
    """Refuse what is nested too deep, by field: whoever turns it into text would overflow.

    Level by level and not by recursion, which is what the depth would break.
    """
    fields = content.items() if isinstance(content, dict) else [("detail", content)]
    too_deep = {name: [DEPTH_REFUSED] for name, value in fields if is_too_deep(value)}
    if too_deep:
        raise ValidationError(too_deep)


def is_too_deep(value: Any) -> bool:
    level = [value]
    for _depth in range(DEEPEST):
        level = [inner for outer in level for inner in inside_of(outer)]
    return any(inside_of(one) for one in level)


def inside_of(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
