"""JSON in and out, by orjson: strict UTF-8, no NaN, bounded depth."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import orjson
from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_SUBCLASS


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"


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
            raise TooLarge(f"A request may hold {settings.MAX_BODY_BYTES:,} bytes at the most.")
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"This is not JSON: {error}.") from None
