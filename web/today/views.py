"""The morning's page: whom to call now, why, and what was done already."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from leads.models import Tier
from users.models import User
from users.policies import leads_people
from web.calls.forms import CallForm
from web.doors import page, person, render_part
from web.today.board import Call, calls_for, calls_made, groups_of
from web.today.talk import talking_points

MINUTES_A_CALL = 13


@page
def today(request: HttpRequest) -> HttpResponse:
    """The calls of today; the region `board` reads itself anew after each change."""
    user, now = person(request), timezone.now()
    everybody = leads_people(user) and request.GET.get("scope") != "mine"
    filters = {"lead__tier": tier} if (tier := request.GET.get("tier", "")) in Tier.values else {}
    calls = calls_for(user, now=now, everybody=everybody, **filters)
    made = calls_made(user, now=now, everybody=everybody)
    groups = groups_of(calls)
    for group in groups:
        group.everything = request.GET.get("all") == group.name
    context = {
        "nav": "today",
        "now": now,
        "groups": groups,
        "made": made,
        "waiting": len(calls),
        "total": len(calls) + len(made),
        "share": round(100 * len(made) / max(1, len(calls) + len(made))),
        "minutes": len(calls) * MINUTES_A_CALL,
        "everybody": everybody,
        "tier": tier if filters else "",
        "tiers": Tier.values,
        **panel(focus(groups, request), user, now),
    }
    return render_part(request, "web/today/today.html", context, "board")


def focus(groups: list[Any], request: HttpRequest) -> Call | None:
    """Return the call the panel is about: the one asked for, else the first that can be made."""
    calls = [call for group in groups for call in group.calls]
    wanted = request.GET.get("call", "")
    chosen = next((call for call in calls if str(call.id) == wanted), None)
    return chosen or (calls[0] if calls else None)


def panel(call: Call | None, user: User, now: Any) -> dict[str, Any]:
    if call is None:
        return {"focus": None}
    points = talking_points(call, user, now=now)
    return {"focus": call, "points": points, "form": CallForm(call.lead.pk, auto_id="panel_%s")}
