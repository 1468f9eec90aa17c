"""What every endpoint shares: ids that fit, entity tags, answers given once."""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from kernel.api.json import dumps
from kernel.api.listing import Listing
from kernel.errors import Stale
from kernel.once import HEADER, Produced, check_key, once

KEPT_HEADERS = ("ETag", "Location")
READS = {"GET", "HEAD"}


class ApiViewSet(ViewSet):
    """A DRF viewset with our manners."""

    lookup_value_regex = "[0-9]{1,18}"
    listings: ClassVar[Mapping[str, Listing]] = {}  # per action, for the schema

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        key = request.headers.get(HEADER)
        if request.method == "POST" and key is not None:
            self._answer_once(request, key)

    def _answer_once(self, request: Request, key: str) -> None:
        """Run the action through the store of answers given."""
        check_key(key)
        body = self.said(request)
        action: Callable[..., Response] = getattr(self, self.action)

        def answered(request: Request, *args: Any, **kwargs: Any) -> Response:
            def produce() -> Produced:
                response = action(request, *args, **kwargs)
                headers = {name: response[name] for name in KEPT_HEADERS if name in response}
                return response.status_code, dumps(response.data), headers

            status, content, headers = once(
                request.user, key=key, path=request.get_full_path(), body=body, produce=produce
            )
            return Response(content or None, status=status, headers=headers)

        setattr(self, "post", answered)  # noqa: B010 - DRF looks the handler up by method name

    def said(self, request: Request) -> bytes:
        """Return what makes two requests under one key the same."""
        return request._request.body  # read before the parser, which then reads the kept copy

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if request.method in READS and response.status_code == 200:
            if "ETag" not in response:
                tag_by_content(response)
            if {response["ETag"], "*"} & tags_of(request, "If-None-Match"):
                response.status_code = 304
                response.data = None
        return response


def tag_by_content(response: Response) -> None:
    content = dumps(response.data)
    response.data = content
    response["ETag"] = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'


def shown(row: dict[str, Any] | None, *, version: int | None = None, status: int = 200) -> Response:
    """Answer with one row and the tag of its version; no row is a 404."""
    if row is None:
        raise NotFound
    version = row.get("version") if version is None else version
    return Response(row, status=status, headers={"ETag": f'"{row.get("id")}-{version}"'})


def expected_version(request: Request, pk: int) -> int | None:
    """Return the version the caller's `If-Match` insists on; None when any will do."""
    tags = tags_of(request, "If-Match")
    if not tags or "*" in tags:
        return None
    found = [re.fullmatch(rf'"?{pk}-([0-9]{{1,9}})"?', tag) for tag in tags]
    known = [int(match[1]) for match in found if match]
    if not known:
        raise Stale("If-Match names another version; read the row again.")
    return max(known)


def tags_of(request: Request, header: str) -> set[str]:
    """Return the entity tags a header lists; a proxy that compresses marks ours as weak."""
    tags = (tag.strip().removeprefix("W/") for tag in request.headers.get(header, "").split(","))
    return {tag for tag in tags if tag}


def sent(request: Request) -> dict[str, Any]:
    """Return the body as a mapping."""
    if not isinstance(request.data, dict):
        raise ParseError("A JSON object is expected.")
    return request.data


@lru_cache(maxsize=256)
def kept(schema: type[serializers.Serializer[Any]], partial: bool) -> Any:  # noqa: FBT001
    """Keep one bound instance per schema: copying thirty fields costs more than the checks."""
    return schema(partial=partial)


def validated(
    schema: type[serializers.Serializer[Any]], request: Request, *, partial: bool = False
) -> dict[str, Any]:
    """Return the values of the body, checked; a 400 names each wrong field."""
    values: dict[str, Any] = kept(schema, partial).run_validation(sent(request))
    return values
