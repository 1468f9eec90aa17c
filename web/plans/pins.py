"""Giving one call a day of one's own choice, and leaving it to levelling again."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from call_planning.models import CallPlan
from call_planning.services.days import pin_plan, unpin_plan
from kernel.clock import local_day, zone_of
from kernel.errors import Invalid
from users.models import User
from web.calls.views import changed_plan, plan_in_reach
from web.doors import page, person
from web.plans.forms import MoveForm
from web.words import short_day


def pinned(plan: CallPlan, day: date, *, by: User) -> HttpResponse:
    """Pin the call to the day; its due date stays what it is."""
    now = timezone.now()
    if day < local_day(now, zone_of(by.timezone)):
        raise Invalid(day=_("This day has passed."))
    after = pin_plan(plan, by=by, day=day, now=now)
    said = _("%(name)s is called on %(day)s.")
    words = said % {"name": plan.lead.name, "day": short_day(day, by.timezone)}
    return changed_plan(by, plan, after, words)


@require_http_methods(["GET", "POST"])
@page
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a day, or pin the call to it."""
    user = person(request)
    plan = plan_in_reach(user, pk)
    form = MoveForm(request.POST or None, initial={"day": plan.planned_on})
    if request.method == "POST" and form.is_valid():
        try:
            return pinned(plan, form.cleaned_data["day"], by=user)
        except Invalid as error:
            form.refuse(error)
    status = 422 if form.errors else 200
    return render(request, "web/plans/_move.html", {"form": form, "plan": plan}, status=status)


@require_POST
@page
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Pin a call to the day it was dropped on."""
    user = person(request)
    plan = plan_in_reach(user, pk)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise Invalid(day=_("A day is expected.")) from None
    return pinned(plan, day, by=user)


@require_POST
@page
def unpin(request: HttpRequest, pk: int) -> HttpResponse:
    """Let levelling move the call again; until then it stays on its day."""
    user = person(request)
    plan = plan_in_reach(user, pk)
    text = _("%s can be moved by levelling again.") % plan.lead.name
    return changed_plan(user, plan, unpin_plan(plan, by=user), text)
