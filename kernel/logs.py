"""One line in the log for each request, and its name in every line written meanwhile.

The name goes back in `X-Request-ID`. No line holds what was searched for, nor a secret that stands
in an address: one whose parts are not all ids is written as the pattern it fits.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject

from kernel.text import is_id

HEADER = "X-Request-ID"
SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
LONGEST_PATH = 200
request_name: ContextVar[str] = ContextVar("request_name", default="-")
logger = logging.getLogger("requests")


def logged(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Name the request, and write a line when it is answered: who, what, how, milliseconds."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began, name = time.perf_counter(), name_of(request)
        # It stays until the next one: Django warns of a refusal, and a file is sent, after this.
        request_name.set(name)
        response = get_response(request)
        response[HEADER] = name
        facts = {
            "method": request.method,
            "path": path_of(request),
            "status": response.status_code,
            "ms": round(1000 * (time.perf_counter() - began), 1),
            "user": user_of(request),
        }
        text = " ".join(f"{name}={value}" for name, value in facts.items())
        logger.info(text, extra={"facts": facts})
        return response

    return middleware


def name_of(request: HttpRequest) -> str:
    """Return the name a proxy of ours gave the request, else a new one."""
    given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXIES else ""
    return given if SANE.fullmatch(given) else secrets.token_hex(8)


def path_of(request: HttpRequest) -> str:
    match: Any = request.resolver_match
    if match and not all(is_id(str(part)) for part in match.captured_kwargs.values()):
        return f"/{match.route}"
    return escape_uri_path(request.path)[:LONGEST_PATH]


def user_of(request: HttpRequest) -> int | None:
    """Return who asked, if that was read at all; asking anew would cost a query."""
    known = vars(request)
    user = known.get("user")
    if isinstance(user, SimpleLazyObject):
        user = known.get("_cached_user")
    pk: int | None = getattr(user, "pk", None)
    return pk


class Named(logging.Filter):
    """Put the name of the running request into each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_name = request_name.get()
        return True


class JsonLines(logging.Formatter):
    """A JSON object a line, for whoever collects them: `LOG_FORMAT=json`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_name", "-"),
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()
