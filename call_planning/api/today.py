"""One page of today's calls: the rank is the key a cursor stands on."""

import re
from bisect import bisect_left, bisect_right
from typing import Any, cast

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from call_planning.services.showing import by_hour, with_details
from call_planning.services.today import DueCall, calls_of_today, rank
from kernel.api import filters
from kernel.api.listing import (
    COUNT_CAP,
    DEFAULT_LIMIT,
    LARGEST_LIMIT,
    WORDS_AT_MOST,
    read_count,
    read_limit,
)
from kernel.pagination import Cursor, decode, encode
from kernel.slots import like_pattern
from kernel.text import folded
from leads.models import Tier
from users.models import User

PLACE = re.compile(r"(-?[0-9]{1,18}:){2}-?[0-9]{1,18}", re.ASCII)
FILTERS = {
    f.name: f
    for f in (
        filters.choice("tier", Tier.values, "lead__tier"),
        filters.number("assigned_to", "lead__assigned_to_id"),
        filters.number("lead", "lead_id"),
    )
}

LIMITS = {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT}
PARAMETERS = [
    *(OpenApiParameter(f.name, f.schema) for f in FILTERS.values()),
    OpenApiParameter("limit", LIMITS, description="Rows a page."),
    OpenApiParameter("cursor", str, description="As the Link header of the page before gave it."),
    OpenApiParameter("callable_now", bool, description="Leaves quiet hours out, or all others."),
    OpenApiParameter("count", str, enum=["exact", "capped"], description="Adds X-Total-Count."),
    OpenApiParameter("search", str, description="Every word must occur."),
]


def respond_today(request: Request) -> Response:
    """Answer with the page the request asks for."""
    given = read(request)
    limit, cursor = given.pop("limit", DEFAULT_LIMIT), given.pop("cursor", None)
    count, words = given.pop("count", ""), given.pop("search", [])
    good_time = given.pop("callable_now", None)
    now = timezone.now()
    lookups = {FILTERS[name].lookup: value for name, value in given.items()}
    known = [Q(lead__search_key__like=like_pattern(word)) for word in words]
    calls = calls_of_today(cast(User, request.user), *known, now=now, **lookups)
    if good_time is not None:
        calls = [call for call, good in by_hour(calls, now=now) if good == good_time]
    start, end = span(calls, cursor, limit)
    # Said once: where no language is set, Django looks for it anew at each of a thousand words.
    with override(settings.LANGUAGE_CODE):
        response = Response(with_details(calls[start:end], now=now))
    links = []
    if end < len(calls):
        links.append(link(request, calls[end - 1], "next"))
    if start and calls[start:end]:
        links.append(link(request, calls[start], "prev"))
    if links:
        response["Link"] = ", ".join(links)
    if count:
        cap = COUNT_CAP if count == "capped" else len(calls)
        response["X-Total-Count"] = str(min(len(calls), cap))
    return response


def span(calls: list[DueCall], cursor: Cursor | None, limit: int) -> tuple[int, int]:
    """Return where the page begins and ends among all calls, which are in the order of rank."""
    if cursor is None:
        return 0, min(limit, len(calls))
    if cursor.backwards:
        end = bisect_left(calls, place(cursor), key=rank)
        return max(0, end - limit), end
    start = bisect_right(calls, place(cursor), key=rank)
    return start, min(start + limit, len(calls))


def link(request: Request, call: DueCall, rel: str) -> str:
    *where, pk = rank(call)
    text = encode(Cursor(":".join(map(str, where)), pk, rel == "prev"))
    address = replace_query_param(request.build_absolute_uri(), "cursor", text)
    return f'<{address}>; rel="{rel}"'


def read_truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("true or false is expected.")
    return text == "true"


def place(cursor: Cursor) -> tuple[int, ...]:
    return (*map(int, (cursor.value or "").split(":")), cursor.pk)


def read_place(text: str) -> Cursor:
    cursor = decode(text)
    if cursor.value is None or not PLACE.fullmatch(cursor.value):
        raise ValueError("This cursor is not one of ours; start again without it.")
    return cursor


def read(request: Request) -> dict[str, Any]:
    """Return the parameters given, typed; a 400 names each wrong one."""
    readers: dict[str, Any] = {name: f.read for name, f in FILTERS.items()}
    readers |= {"limit": read_limit, "cursor": read_place, "count": read_count}
    readers |= {"search": lambda text: folded(text).split()[:WORDS_AT_MOST]}
    readers |= {"callable_now": read_truth}
    given: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    for name, text in request.query_params.items():
        try:
            if name not in readers:
                raise ValueError(f"Unknown parameter; known are {', '.join(readers)}.")
            given[name] = readers[name](text)
        except ValueError as error:
            wrong[name] = [str(error)]
    if wrong:
        raise ValidationError(wrong)
    return given
