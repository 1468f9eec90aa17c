"""How the product says no: JSON to a program, a friendly page to a browser."""

import json
import sys
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext_lazy as _

from kernel.api import errors as api
from web.doors import is_htmx
from web.middleware import API

AWAY = (OperationalError, InterfaceError)
STALE = "stale"  # a form with the token of another log-in, or of none
PAGES: dict[int | str, tuple[Any, Any]] = {
    400: (_("This request cannot be read"), _("Go back and try again.")),
    403: (_("You may not see this"), _("Your role does not allow it. Ask your manager.")),
    STALE: (
        _("This form was open too long"),
        _("You logged in again since, or this browser keeps no cookies. Nothing was sent."),
    ),
    404: (_("There is nothing here"), _("It was moved, deleted, or is somebody else's.")),
    500: (
        _("Something went wrong on our side"),
        _("It has been logged. Nothing of yours is lost."),
    ),
    503: (_("We are not quite there yet"), _("The database is away. Try again in a minute.")),
}


def answer(
    status: int, in_json: Callable[..., HttpResponse], why: str = ""
) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        reads_pages = "text/html" in request.headers.get("Accept", "")
        if request.path_info.startswith(API) or not reads_pages:
            return in_json(request, exception)
        return error_page(request, status, why)

    return view


def error_page(request: HttpRequest, status: int, why: str = "") -> HttpResponse:
    title, hint = PAGES[why or status]
    context: dict[str, Any] = {"title": title, "hint": hint, "status": status}
    if status >= 500 or why == STALE:
        context["again"] = to_try_again(request)
    # A request that could not be read never came to where its language is set.
    language = getattr(request, "LANGUAGE_CODE", None) or get_language_from_request(request)
    with override(language):
        return render(request, "web/error.html", context, status=status)


def to_try_again(request: HttpRequest) -> str:
    """Return the page itself, or the one whose form was sent; empty when that is unknown."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    try:
        here = request.get_host()
    except DisallowedHost:
        return ""
    before = request.headers.get("Referer", "")
    return before if url_has_allowed_host_and_scheme(before, {here}) else ""


def stale_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say no to a form whose CSRF token is wrong: mostly one from before a log-in in another tab.

    A fragment gets the new token, with which the page sends it again by itself (sign-in.js); no
    other site can read this answer.
    """
    if not is_htmx(request) or not request.user.is_authenticated:
        return old_form(request)
    response = HttpResponse(status=403)
    told = {"token": get_token(request), "person": request.user.pk}
    response["HX-Trigger"] = json.dumps({"kam:token": told})
    return response


bad_request = answer(400, api.bad_request)
forbidden = answer(403, api.forbidden)
old_form = answer(403, api.forbidden, STALE)
not_found = answer(404, api.not_found)


def server_error(request: HttpRequest) -> HttpResponse:
    """Word what went wrong without asking the database again; it may be the one that is away."""
    request.user = AnonymousUser()
    away = isinstance(sys.exc_info()[1], AWAY)
    with override(get_language_from_request(request)):
        if not away:
            return answer(500, api.server_error)(request)
        response = answer(503, api.away)(request)
    response["Retry-After"] = "60"
    return response
