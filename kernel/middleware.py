"""What must hold before and after every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def plain_refusals(get_response: GetResponse) -> GetResponse:
    """Refuse a query no database can read, before any code meets it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            return JsonResponse({"detail": "The query holds a NUL character."}, status=400)
        return get_response(request)

    return middleware
