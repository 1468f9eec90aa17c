"""The week, and moving calls in it."""

from datetime import date, datetime, timedelta
from typing import TypedDict

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from call_planning.models import CallPlan
from call_planning.services.coverage import coverage
from call_planning.services.plans import update_plan
from call_planning.services.taking_back import State, put_plan_back, state_of
from kernel.clock import local_day, midnight, zone_of
from kernel.errors import Invalid
from users.models import User
from users.policies import leads_people
from web.calls.views import changed_plan, plan_in_reach
from web.doors import done, page, person, render_part
from web.plans.forms import CadenceForm, MoveForm
from web.plans.spread import Proposal, proposals, wanted
from web.plans.week import DAYS, monday_of, overdue_of, week_of
from web.undo import undoable, way_back
from web.words import short_day

COVERAGE_DAYS = 28


@require_GET
@page
def plans(request: HttpRequest) -> HttpResponse:
    """The week day by day, the missed calls, and how well plans were kept."""
    user, now = person(request), timezone.now()
    everybody = leads_people(user) and request.GET.get("scope") == "team"
    today = local_day(now, zone_of(user.timezone))
    first = asked_week(request, today)
    late = overdue_of(user, now=now, everybody=everybody)
    context = {
        "nav": "plans",
        "days": week_of(user, first, now=now, everybody=everybody),
        "first": first,
        "before": first - timedelta(days=DAYS),
        "after": first + timedelta(days=DAYS),
        "this_week": first == monday_of(today),
        "today": today,
        "late": late[:12],
        "late_count": len(late),
        "everybody": everybody,
        "coverage": by_tier(coverage(user, now=now, days=COVERAGE_DAYS)["rows"]),
    }
    return render_part(request, "web/plans/plans.html", context, "week")


def asked_week(request: HttpRequest, today: date) -> date:
    try:
        return monday_of(date.fromisoformat(request.GET.get("week", "")))
    except (ValueError, OverflowError):
        return monday_of(today)


def by_tier(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Add up the coverage of all people per tier."""
    sums: dict[str, dict[str, int]] = {}
    names = ("planned", "kept", "late", "over_served", "overdue")
    for row in rows:
        one = sums.setdefault(str(row["tier"]), dict.fromkeys(names, 0))
        for name in names:
            one[name] += int(str(row[name]))
    return [
        {"tier": tier, **one, "share": round(100 * one["kept"] / max(1, one["planned"]))}
        for tier, one in sorted(sums.items(), key=lambda pair: pair[0] or "Z")
    ]


def move_to(plan: CallPlan, day: date, *, by: User) -> CallPlan:
    """Set the next call to the morning of the day; a call-back or a snooze gives way."""
    zone = zone_of(by.timezone)
    at = midnight(day, zone)
    if day < local_day(timezone.now(), zone):
        raise Invalid(day=_("This day has passed."))
    return update_plan(
        plan,
        by=by,
        next_call_date=at,
        snoozed_until=None,
        snoozed_at=None,
        snooze_reason="",
        promised_at=None,
    )


@require_http_methods(["GET", "POST"])
@page
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a day, or move the call there."""
    user = person(request)
    plan = plan_in_reach(user, pk)
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            after = move_to(plan, form.cleaned_data["day"], by=user)
        except Invalid as error:
            form.refuse(error)
        else:
            said = _("%(name)s moved to %(day)s.")
            day = short_day(form.cleaned_data["day"], user.timezone)
            return changed_plan(user, plan, after, said % {"name": plan.lead.name, "day": day})
    status = 422 if form.errors else 200
    return render(request, "web/plans/_move.html", {"form": form, "plan": plan}, status=status)


@require_http_methods(["GET", "POST"])
@page
def cadence(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how often, or set it."""
    user = person(request)
    plan = plan_in_reach(user, pk)
    initial = {"frequency": plan.frequency, "interval_days": plan.interval_days}
    form = CadenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        after = update_plan(plan, by=user, **form.cleaned_data)
        text = _("%s is called on the new rhythm.") % plan.lead.name
        return changed_plan(user, plan, after, text)
    status = 422 if form.errors else 200
    return render(request, "web/plans/_cadence.html", {"form": form, "plan": plan}, status=status)


@require_http_methods(["GET", "POST"])
@page
def spread(request: HttpRequest) -> HttpResponse:
    """Propose days for the missed calls, or move those that were accepted."""
    user, now = person(request), timezone.now()
    found = proposals(user, now=now)
    if request.method == "POST":
        return accept(user, wanted(found, request.POST.getlist("plan")))
    return render(request, "web/plans/_spread.html", {"proposals": found})


class Moved(TypedDict):
    """How one of many moved plans goes back."""

    plan: int
    state: State
    version: int


def accept(user: User, chosen: list[Proposal]) -> HttpResponse:
    """Move them all or none, with one way back for the lot."""
    moved: list[Moved] = []
    with transaction.atomic():
        for one in chosen:
            after = move_to(one.plan, one.day, by=user)
            state = state_of(one.plan)
            moved.append({"plan": after.pk, "state": state, "version": after.version})
    return done(_("%d calls moved.") % len(moved), undo=way_back("plans", by=user, moved=moved))


@undoable("plans")
@transaction.atomic
def back_plans(*, by: User, moved: list[Moved]) -> None:
    for one in moved:
        plan = plan_in_reach(by, one["plan"])
        put_plan_back(plan, by=by, state=one["state"], version=one["version"])


@require_POST
@page
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a call to the day it was dropped on."""
    user = person(request)
    plan = plan_in_reach(user, pk)
    try:
        day = datetime.fromisoformat(request.POST.get("day", "")).date()
    except ValueError:
        raise Invalid(day=_("A day is expected.")) from None
    after = move_to(plan, day, by=user)
    said = _("%(name)s moved to %(day)s.")
    words = said % {"name": plan.lead.name, "day": short_day(day, user.timezone)}
    return changed_plan(user, plan, after, words)
