"""The morning's page: whom to call now, why, and what was done already."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from leads.models import Tier
from users.models import User
from users.policies import leads_people
from web.calls.forms import CallForm
from web.doors import page, person, render_part
from web.today.board import Board, Call, board_for, calls_made
from web.today.talk import talking_points


@page
def today(request: HttpRequest) -> HttpResponse:
    """The calls of today; the region `board` reads itself anew after each change."""
    user, now = person(request), timezone.now()
    everybody = leads_people(user) and request.GET.get("scope") != "mine"
    filters = {"lead__tier": tier} if (tier := request.GET.get("tier", "")) in Tier.values else {}
    board = board_for(
        user,
        now=now,
        everybody=everybody,
        wanted=request.GET.get("call", ""),
        everything=request.GET.get("all", ""),
        **filters,
    )
    made, done = calls_made(user, now=now, everybody=everybody)
    total = board.waiting + done
    context = {
        "nav": "today",
        "now": now,
        "groups": board.groups,
        "made": made,
        "done": done,
        "waiting": board.waiting,
        "total": total,
        "share": round(100 * done / max(1, total)),
        "everybody": everybody,
        "tier": tier if filters else "",
        "tiers": Tier.values,
        **panel(focus(board, request), user, now),
    }
    return render_part(request, "web/today/today.html", context, "board")


def focus(board: Board, request: HttpRequest) -> Call | None:
    """Return the call the panel is about: the one asked for, else the first on the page."""
    wanted = request.GET.get("call", "")
    chosen = next((call for call in board.calls if str(call.id) == wanted), None)
    return chosen or next(iter(board.calls), None)


def panel(call: Call | None, user: User, now: Any) -> dict[str, Any]:
    if call is None:
        return {"focus": None}
    points = talking_points(call, user, now=now)
    return {"focus": call, "points": points, "form": CallForm(call.lead.pk, auto_id="panel_%s")}
