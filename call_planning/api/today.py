"""One page of today's calls: the rank is the key a cursor stands on."""

import re
from typing import Any, cast

from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from call_planning.services.showing import by_hour, with_details
from call_planning.services.today import calls_of_today, rank
from kernel.api import filters
from kernel.api.listing import DEFAULT_LIMIT, read_limit
from kernel.pagination import Cursor, decode, encode
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


def respond_today(request: Request) -> Response:
    """Answer with the page the request asks for."""
    given = read(request)
    limit, cursor = given.pop("limit", DEFAULT_LIMIT), given.pop("cursor", None)
    good_time = given.pop("callable_now", None)
    now = timezone.now()
    lookups = {FILTERS[name].lookup: value for name, value in given.items()}
    calls = calls_of_today(cast(User, request.user), now=now, **lookups)
    if good_time is not None:
        calls = [call for call, good in by_hour(calls, now=now) if good == good_time]
    rest = [call for call in calls if cursor is None or rank(call) > place(cursor)]
    response = Response(with_details(rest[:limit], now=now))
    if len(rest) > limit:
        *where, pk = rank(rest[limit - 1])
        text = encode(Cursor(":".join(map(str, where)), pk))
        link = replace_query_param(request.build_absolute_uri(), "cursor", text)
        response["Link"] = f'<{link}>; rel="next"'
    return response


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
    readers |= {"limit": read_limit, "cursor": read_place, "callable_now": read_truth}
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
