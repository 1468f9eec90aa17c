"""Log a call, put one off, pause a plan; each can be taken back."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from call_planning.models import CallPlan
from call_planning.rules.frequency import Frequency
from call_planning.services.plans import (
    create_plan,
    delete_plan,
    pause_plan,
    record_call,
    resume_plan,
    snooze_plan,
)
from call_planning.services.taking_back import State, put_plan_back, state_of, take_back_call
from interaction_tracking.models import Interaction
from interaction_tracking.rules import InteractionType, Outcome
from interaction_tracking.services.log import log_interaction
from kernel.clock import local_day, midnight, zone_of
from kernel.errors import Invalid, NotInReach
from leads.models import Lead
from users.models import User
from web.calls.forms import CallForm, SnoozeForm, named_days
from web.calls.lines import usual_products
from web.doors import done, page, person
from web.once import answered_once
from web.undo import undoable, way_back
from web.words import short_day


def lead_in_reach(user: User, pk: int) -> Lead:
    lead = Lead.objects.visible_to(user).select_related("assigned_to").filter(pk=pk).first()
    if lead is None:
        raise NotInReach
    return lead


def plan_in_reach(user: User, pk: int) -> CallPlan:
    plan = CallPlan.objects.visible_to(user).select_related("lead").filter(pk=pk).first()
    if plan is None:
        raise NotInReach
    return plan


@require_http_methods(["GET", "POST"])
@page
@answered_once
def log_call(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Show the form, or log the call."""
    user = person(request)
    lead = lead_in_reach(user, lead_id)
    plan = CallPlan.objects.filter(lead=lead).first()
    form = CallForm(lead.pk, request.POST or None, planned=plan is not None)
    if request.method == "POST" and form.is_valid():
        try:
            return logged(user, lead, plan, form)
        except Invalid as error:
            form.refuse(error)
    context = {"form": form, "lead": lead, "plan": plan, "outcomes": Outcome.choices}
    if form.errors:
        context["products"] = usual_products(lead)
    status = 422 if form.errors else 200
    return render(request, "web/calls/_log.html", context, status=status)


def logged(user: User, lead: Lead, plan: CallPlan | None, form: CallForm) -> HttpResponse:
    before = state_of(plan) if plan else None
    zone = zone_of(user.timezone)
    call = form.call(zone=zone, plan=plan)
    with transaction.atomic():
        if plan is not None:
            record_call(plan, by=user, **call)
        else:
            log_interaction(lead, by=user, interaction_type=InteractionType.CALL, **call)
        made = Interaction.objects.filter(lead=lead, created_by=user).latest("pk")
        started = keep_day(lead, plan, form, user)
    after = CallPlan.objects.filter(lead=lead).first()
    undo = way_back(
        "call",
        by=user,
        interaction=made.pk,
        state=before,
        version=after.version if after else None,
        started=started,
    )
    return done(words_for(made, after, lead, user), undo=undo)


def keep_day(lead: Lead, plan: CallPlan | None, form: CallForm, user: User) -> int | None:
    """See to it that the day asked for is kept; return the plan that had to be made for it.

    `record_call` keeps it after contact, and for a promised call-back. Who reached nobody, and said
    when to try again, puts the call off.
    """
    at, outcome = form.next_call(zone_of(user.timezone)), form.cleaned_data["outcome"]
    if at is None:
        return None
    if plan is None:
        rhythm = form.cleaned_data["frequency"] or Frequency.MONTHLY
        return create_plan(lead, by=user, frequency=rhythm, next_call_date=at).pk
    if outcome not in {Outcome.CONNECTED, Outcome.CALL_BACK} and at > timezone.now():
        snooze_plan(plan, by=user, until=at)
    return None


def words_for(call: Interaction, plan: CallPlan | None, lead: Lead, user: User) -> str:
    """`Call with Osteria Lucca logged. Next: Mon 30 Nov`."""
    said = _("Call with %s logged.") % lead.name
    due = plan.due_at if plan else call.follow_up_at
    if plan is not None and is_tried_again(plan, call):
        due = plan.retry_at
    if due is None:
        return said
    following = _("Next: %s") % short_day(due, user.timezone)
    return f"{said} {following}"


def is_tried_again(plan: CallPlan, call: Interaction) -> bool:
    """Whether the retry of a call that reached nobody comes before the plan's own day."""
    if call.outcome == Outcome.CONNECTED or plan.retry_at is None:
        return False
    return plan.snoozed_until is None or plan.snoozed_until <= plan.retry_at


@undoable("call")
@transaction.atomic
def back_call(
    *,
    by: User,
    interaction: int,
    state: State | None = None,
    version: int | None = None,
    started: int | None = None,
) -> None:
    found = Interaction.objects.visible_to(by).filter(pk=interaction).select_related("lead").first()
    if found is None:
        raise NotInReach
    if started is not None:
        delete_plan(plan_in_reach(by, started), by=by, expected_version=version)
    take_back_call(found, by=by, state=state, version=version)


@undoable("plan")
def back_plan(*, by: User, plan: int, state: State, version: int) -> None:
    put_plan_back(plan_in_reach(by, plan), by=by, state=state, version=version)


def changed_plan(user: User, before: CallPlan, after: CallPlan, text: str) -> HttpResponse:
    """Say what was done to the plan, with the way back."""
    facts: dict[str, Any] = {"plan": after.pk, "state": state_of(before), "version": after.version}
    return done(text, undo=way_back("plan", by=user, **facts))


@require_http_methods(["GET", "POST"])
@page
def snooze(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask until when, or put the call off until the morning of that day."""
    user = person(request)
    plan = plan_in_reach(user, pk)
    zone, now = zone_of(user.timezone), timezone.now()
    form = SnoozeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = local_day(now, zone) + timedelta(days=form.cleaned_data["days"])
        until = midnight(day, zone)
        after = snooze_plan(plan, by=user, until=until, reason=form.cleaned_data["reason"])
        return changed_plan(user, plan, after, _("Put off until %s.") % short_day(until, zone))
    context = {"form": form, "plan": plan, "days": named_days(now, zone)}
    status = 422 if form.errors else 200
    return render(request, "web/calls/_snooze.html", context, status=status)


@require_POST
@page
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    plan = plan_in_reach(user, pk)
    text = _("No more calls to %s until you resume.") % plan.lead.name
    return changed_plan(user, plan, pause_plan(plan, by=user), text)


@require_POST
@page
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    plan = plan_in_reach(user, pk)
    text = _("Calls to %s go on.") % plan.lead.name
    return changed_plan(user, plan, resume_plan(plan, by=user), text)
