"""What only pages need; the API goes past it."""

from collections.abc import Callable
from typing import cast

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django_htmx.middleware import HtmxMiddleware

GetResponse = Callable[[HttpRequest], HttpResponse]
API = ("/lead/", "/contact/", "/track/", "/call/", "/performance/", "/api/")


def for_pages(get_response: GetResponse) -> GetResponse:
    """Wrap pages in language, htmx and content policy; an API request costs one comparison."""
    policy = cast(GetResponse, CSPMiddleware(get_response))
    pages = LocaleMiddleware(cast(GetResponse, HtmxMiddleware(policy)))

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(API):
            return get_response(request)
        return cast(HttpResponse, pages(request))

    return middleware
