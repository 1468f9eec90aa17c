"""One page of today's calls: the rank is the key a cursor stands on."""

from typing import Any, cast

from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from call_planning.services.today import DueCall, calls_of_today, with_details
from kernel.api import filters
from kernel.api.listing import DEFAULT_LIMIT, read_limit
from kernel.pagination import Cursor, decode, encode
from leads.models import Tier
from users.models import User

FILTERS = {
    f.name: f
    for f in (
        filters.choice("tier", Tier.values, "lead__tier"),
        filters.number("assigned_to", "lead__assigned_to_id"),
        filters.number("lead", "lead_id"),
    )
}


def respond_today(request: Request) -> Response:
    """Answer with the page the request asks for."""
    given = read(request)
    limit, cursor = given.pop("limit", DEFAULT_LIMIT), given.pop("cursor", None)
    now = timezone.now()
    lookups = {FILTERS[name].lookup: value for name, value in given.items()}
    calls = calls_of_today(cast(User, request.user), now=now, **lookups)
    rest = [call for call in calls if cursor is None or rank(call) > place(cursor)]
    response = Response(with_details(rest[:limit], now=now))
    if len(rest) > limit:
        last = rest[limit - 1]
        text = encode(Cursor(str(last.priority.score), last.plan["id"]))
        link = replace_query_param(request.build_absolute_uri(), "cursor", text)
        response["Link"] = f'<{link}>; rel="next"'
    return response


def rank(call: DueCall) -> tuple[int, int]:
    return -call.priority.score, call.plan["id"]


def place(cursor: Cursor) -> tuple[int, int]:
    return -int(cursor.value or 0), cursor.pk


def read_place(text: str) -> Cursor:
    cursor = decode(text)
    if cursor.value is None or not cursor.value.isdigit() or len(cursor.value) > 4:
        raise ValueError("This cursor is not one of ours; start again without it.")
    return cursor


def read(request: Request) -> dict[str, Any]:
    """Return the parameters given, typed; a 400 names each wrong one."""
    readers: dict[str, Any] = {name: f.read for name, f in FILTERS.items()}
    readers |= {"limit": read_limit, "cursor": read_place}
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
