"""What only pages need; the API goes past it."""

from collections.abc import Callable
from typing import cast

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django_htmx.middleware import HtmxMiddleware

from users.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]
API = ("/lead/", "/contact/", "/track/", "/call/", "/performance/", "/api/")


class Zipped(GZipMiddleware):
    """Django's, but a kept file goes out as it came in, by its own length and tag."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if getattr(response, "as_it_is", False):
            return response
        return super().process_response(request, response)


def for_pages(get_response: GetResponse) -> GetResponse:
    """Wrap pages in htmx, content policy and gzip; an API request costs one comparison.

    A page carries a secret, its token, which is masked anew in each answer; Django's gzip adds a
    random length besides, so that the size of an answer tells nothing of it (BREACH).
    """
    pages = Zipped(
        cast(GetResponse, HtmxMiddleware(cast(GetResponse, CSPMiddleware(get_response))))
    )

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(API):
            return get_response(request)
        return cast(HttpResponse, pages(request))

    return middleware


def in_language(get_response: GetResponse) -> GetResponse:
    """Answer a page in its reader's language; the API's texts stay English, whoever asks.

    The language ends with the request: the thread may serve a program next.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(API):
            return get_response(request)
        language = language_of(request)
        request.LANGUAGE_CODE = language
        with override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language",))
        return response

    return middleware


def language_of(request: HttpRequest) -> str:
    """Their own choice; of somebody not logged in the last one here, else what the browser asks."""
    user = request.user
    if isinstance(user, User):
        return user.language
    return get_language_from_request(request)
