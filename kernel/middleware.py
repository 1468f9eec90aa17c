"""What must hold before and after every request."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.middleware.common import CommonMiddleware
from django.urls import get_resolver
from django.utils.http import escape_leading_slashes

GetResponse = Callable[[HttpRequest], HttpResponse]
Refuse = Callable[[HttpRequest, Exception], HttpResponse]


def plain_refusals(get_response: GetResponse) -> GetResponse:
    """Refuse a query no database can read, and a body nobody may send, before any view meets it.

    `handler400` words the first.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            refuse = cast(Refuse, get_resolver().resolve_error_handler(400))
            return refuse(request, BadRequest("The query holds a NUL character."))
        if body_length(request) > settings.MAX_REQUEST_BYTES:
            text = f"A request may hold {settings.MAX_REQUEST_BYTES:,} bytes at the most."
            return JsonResponse({"detail": text}, status=413)
        return get_response(request)

    return middleware


def body_length(request: HttpRequest) -> int:
    """Return how many bytes the sender announces; nobody reads more than that."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0


class SameAgain(HttpResponsePermanentRedirect):
    """308: the same method and body again, at the other address."""

    status_code = 308


class SlashMiddleware(CommonMiddleware):
    """Django's, but a write sent to an address without its slash is sent on whole.

    After Django's 301 a client would GET instead, and take the answer for a success; with DEBUG
    it would be a server error.
    """

    response_redirect_class = SameAgain

    def get_full_path_with_slash(self, request: HttpRequest) -> str:
        return escape_leading_slashes(request.get_full_path(force_append_slash=True))
