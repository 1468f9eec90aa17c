"""A form that may be sent again: the same Idempotency-Key does a thing once and says it twice."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from kernel.once import HEADER, Produced, once
from web.doors import person

View = Callable[..., HttpResponse]
KEPT = ("Content-Type", "HX-Trigger")


class NotKept(Exception):
    """A refusal: what was begun is rolled back, and the key stays free for another attempt."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__(response.status_code)
        self.response = response


def answered_once(view: View) -> View:
    """Answer a POST that has a key through the store of answers given, as the API does.

    What makes two requests the same is what the form says, in whatever order and encoding; the
    CSRF token is another one after each log-in.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get(HEADER)
        if key is None or request.method != "POST":
            return view(request, *args, **kwargs)

        def produce() -> Produced:
            response = view(request, *args, **kwargs)
            if response.status_code >= 400:
                raise NotKept(response)
            headers = {name: response[name] for name in KEPT if name in response}
            return response.status_code, response.content, headers

        try:
            status, content, headers = once(
                person(request),
                key=key,
                path=request.get_full_path(),
                body=said(request),
                produce=produce,
            )
        except NotKept as refusal:
            return refusal.response
        return HttpResponse(content, status=status, headers=headers)

    return answered


def said(request: HttpRequest) -> bytes:
    fields = sorted(request.POST.lists())
    return repr([field for field in fields if field[0] != "csrfmiddlewaretoken"]).encode()
