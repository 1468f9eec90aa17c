"""What must hold before and after every request."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware
from django.urls import get_resolver
from django.utils.http import escape_leading_slashes

GetResponse = Callable[[HttpRequest], HttpResponse]


def plain_refusals(get_response: GetResponse) -> GetResponse:
    """Refuse a query no database can read, before any view meets it; `handler400` words it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            refuse = get_resolver().resolve_error_handler(400)
            return refuse(request, exception=BadRequest("The query holds a NUL character."))
        return get_response(request)

    return middleware


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
