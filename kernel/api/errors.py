"""How every endpoint says no."""

from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from kernel.api.json import TooLarge
from kernel.errors import DomainError, Invalid, KeyReused, NotInReach, Stale

STATUS_OF: dict[type[DomainError], int] = {Stale: 412, KeyReused: 422}


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn a refusal into its response; an unknown exception stays one, and is logged as a 500."""
    if isinstance(exc, DomainError):
        status = STATUS_OF.get(type(exc), 409)
        return Response({"code": exc.code, "detail": str(exc)}, status=status)
    if isinstance(exc, Invalid):
        exc = ValidationError(exc.fields)
    if isinstance(exc, NotInReach):
        exc = NotFound()
    if isinstance(exc, RequestDataTooBig):
        exc = TooLarge()
    return drf_exception_handler(exc, context)


def answer_in_json(status: int, detail: str) -> Any:
    """Return a Django error view that speaks JSON."""

    def view(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
        return JsonResponse({"detail": detail}, status=status)

    return view


def bad_request(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """Say which fault of the request it is, where the refusal says so."""
    said = str(exception) if isinstance(exception, BadRequest) else ""
    return JsonResponse({"detail": said or "The request cannot be read."}, status=400)


forbidden = answer_in_json(403, "You may not do this.")
not_found = answer_in_json(404, "Not found.")
server_error = answer_in_json(500, "Something went wrong on our side; it has been logged.")
away = answer_in_json(503, "The database is away; try again in a minute.")
