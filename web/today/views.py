"""The morning's page: whom to call now, why, and what was done already."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from call_planning.rules.frequency import next_due
from call_planning.services.showing import why
from call_planning.services.workload import hours_of_a_call
from kernel.clock import local_day, zone_of
from users.models import User
from users.policies import leads_people
from web.calls.forms import CallForm
from web.calls.views import plan_in_reach
from web.doors import page, person, render_part
from web.plans.proposal import rhythm_text
from web.today.ahead import next_day_of_calls
from web.today.answering import likely_to_answer
from web.today.board import Board, Call, board_for, calls_made
from web.today.cutoffs import call_by_text, last_call_of
from web.today.narrowing import asked_of_today
from web.today.talk import is_long, talking_points, touches_of
from web.today.terms import line_of
from web.words import short_day, time_text


@page
def today(request: HttpRequest) -> HttpResponse:
    """The calls of today; the region `board` reads itself anew after each change."""
    user, now = person(request), timezone.now()
    asked = asked_of_today(request, user)
    everybody, filters = asked.everybody, asked.lookups()
    board = board_for(
        user,
        now=now,
        everybody=everybody,
        wanted=request.GET.get("call", ""),
        everything=request.GET.get("all", ""),
        **filters,
    )
    made, done = calls_made(user, now=now, everybody=everybody, **filters)
    total = board.waiting + done
    context = {
        "nav": "today",
        "now": now,
        "day": date_format(local_day(now, zone_of(user.timezone)), _("D j F")),
        "groups": board.groups,
        "made": made,
        "done": done,
        "waiting": board.waiting,
        "total": total,
        "share": round(100 * done / max(1, total)),
        "left": "" if everybody else time_left(user, board),
        "everybody": everybody,
        "asked": asked,
        "table": asked.table,
        "chips": asked.chips(),
        "editors": asked.editors(),
        "first": next(iter(board.calls), None),
        **panel(focus(board, request), user, now),
    }
    if not board.waiting and not filters:
        context["next_day"] = next_day_of_calls(user, now=now, everybody=everybody)
    if not filters and not leads_people(user):
        context["due_count"] = board.waiting  # the sidebar need not count again
    return render_part(request, "web/today/today.html", context, "board")


def time_left(user: User, board: Board) -> str:
    """About how long the calls still to be made take; nothing when there are none."""
    return time_text(board.waiting * hours_of_a_call(user) * 60) if board.waiting else ""


@require_GET
@page
def why_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Every term of a call's priority, with its numbers and what of it is an estimate."""
    user, now = person(request), timezone.now()
    plan = plan_in_reach(user, pk)
    told = why(plan, user=user, now=now)
    last = last_call_of(plan.lead, now=now)
    context = {
        "plan": plan,
        "told": told,
        "lines": [line_of(term) for term in told["terms"]],
        "call_by": call_by_text(last, plan.lead, now=now),
    }
    return render(request, "web/today/_why.html", context)


def focus(board: Board, request: HttpRequest) -> Call | None:
    """Return the call the panel is about: the one asked for, else the first on the page."""
    wanted = request.GET.get("call", "")
    chosen = next((call for call in board.calls if str(call.id) == wanted), None)
    return chosen or next(iter(board.calls), None)


def panel(call: Call | None, user: User, now: datetime) -> dict[str, Any]:
    if call is None:
        return {"focus": None}
    touches = touches_of(call.lead)
    form = CallForm(call.lead.pk, planned=True, people=call.people, lines=0, auto_id="panel_%s")
    form.fields["follow_up"].help_text = by_the_plan(call, user, now)
    points = talking_points(call, user, now=now, touches=touches)
    return {
        "focus": call,
        "likely": likely_to_answer(touches, zone=call.lead.timezone, now=now),
        "points": points,
        "points_long": is_long(points),
        "form": form,
    }


def by_the_plan(call: Call, user: User, now: datetime) -> str:
    """Say when the account is called next if this call connects and no other day is given."""
    plan = call.due.plan
    rhythm = {"frequency": plan["frequency"], "interval_days": plan["interval_days"]}
    due, _anchor = next_due(now, zone=zone_of(user.timezone), anchor_day=None, **rhythm)
    told = {"day": short_day(due, user.timezone), "rhythm": rhythm_text(**rhythm).lower()}
    return _("Left empty: %(day)s, by the plan (%(rhythm)s).") % told
