"""The front page of a module: its endpoints as links."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

LINKS = {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}


def endpoints(module: str, **links: str) -> Callable[..., Any]:
    """Return the view that answers with the absolute link of each endpoint."""

    class Index(APIView):
        @extend_schema(
            operation_id=f"{module}_index",
            responses={(200, "application/json"): LINKS},
        )
        def get(self, request: Request) -> Response:
            """List the endpoints of this module."""
            return Response(
                {name: request.build_absolute_uri(path) for name, path in links.items()}
            )

    return Index.as_view()
