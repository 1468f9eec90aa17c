"""What is done on the account page; each with its way back."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan, delete_plan
from call_planning.services.taking_back import Stood, stood, with_plan_back
from contact.models import Contact
from contact.services.writing import (
    create_contact,
    delete_contact,
    restore_contact,
    update_contact,
)
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import (
    delete_interaction,
    log_interaction,
    restore_interaction,
)
from kernel.clock import local_day, midnight, zone_of
from kernel.errors import Conflict, Invalid, NotInReach
from leads.models import Lead
from leads.rules.status import LeadStatus, Via
from leads.services.bulk import kept, put_back
from leads.services.pipeline import MOVED, change_lead_status
from users.models import User
from web.account.forms import ContactForm, LostForm, NoteForm
from web.calls.views import lead_in_reach, plan_in_reach, snooze
from web.doors import done, page, person
from web.merging import compared_again
from web.plans.forms import PlanForm
from web.undo import undoable, way_back

NOON = timedelta(hours=12)


@require_POST
@page
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a note, an e-mail, a visit."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    form = NoteForm(request.POST, auto_id="note_%s")
    if not form.is_valid():
        context = {"note_form": form, "lead": lead}
        return render(request, "web/account/_composer.html", context, status=422)
    made = log_interaction(lead, by=user, **form.cleaned_data)
    return done(_("Written down."), undo=way_back("interaction-made", by=user, pk=made.pk))


@require_POST
@page
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an interaction."""
    user = person(request)
    touch = interaction_in_reach(user, pk)
    plan = CallPlan.objects.filter(lead=touch.lead_id).first()
    delete_interaction(touch, by=user)
    return done(_("Deleted."), undo=way_back("interaction-gone", by=user, pk=pk, plan=stood(plan)))


def interaction_in_reach(user: User, pk: int, *, deleted: bool = False) -> Interaction:
    rows = (
        Interaction.objects.deleted_in_reach(user)
        if deleted
        else Interaction.objects.visible_to(user)
    )
    touch = rows.select_related("lead").filter(pk=pk).first()
    if touch is None:
        raise NotInReach
    return touch


@undoable("interaction-made")
def back_made(*, by: User, pk: int) -> None:
    delete_interaction(interaction_in_reach(by, pk), by=by)


@undoable("interaction-gone")
def back_gone(*, by: User, pk: int, plan: Stood | None) -> None:
    touch = interaction_in_reach(by, pk, deleted=True)
    with_plan_back(touch.lead_id, lambda: restore_interaction(touch, by=by), by=by, plan=plan)


@require_http_methods(["GET", "POST"])
@page
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the lead to another stage; a lost one asks why."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    to = request.POST.get("to") or request.GET.get("to", "")
    if to not in LeadStatus.values:
        raise Invalid(to=_("There is no such stage."))
    facts: dict[str, Any] = {}
    if to == LeadStatus.LOST:
        form = LostForm(request.POST or None)
        if request.method == "GET" or not form.is_valid():
            context = {"form": form, "lead": lead}
            code = 422 if form.errors else 200
            return render(request, "web/account/_lost.html", context, status=code)
        facts = form.cleaned_data
    elif request.method == "GET":
        raise NotInReach
    return moved(lead, LeadStatus(to), user, **facts)


def moved(lead: Lead, to: LeadStatus, user: User, **facts: Any) -> HttpResponse:
    before = {name: kept(getattr(lead, name)) for name in MOVED}
    change_lead_status(lead, to=to, by=user, via=Via.WEB, **facts)
    undo = way_back("status", by=user, pk=lead.pk, was=before, since=kept(lead.status_changed_at))
    return done(
        _("%(name)s is %(status)s now.") % {"name": lead.name, "status": to.label}, undo=undo
    )


@undoable("status")
def back_status(*, by: User, pk: int, was: dict[str, Any], since: str) -> None:
    lead = lead_in_reach(by, pk)
    if kept(lead.status_changed_at) != since:
        raise Conflict(_("Somebody moved this lead since; this cannot be undone any more."))
    if lead.lead_status != was["lead_status"]:  # the same stage again was no move
        put_back(lead, by=by, via=Via.WEB, before=was)


def known_of(lead: Lead) -> dict[str, str]:
    """Return what the lead itself says of whom to talk to, for the first contact of it."""
    if not lead.contact_person or Contact.objects.filter(restaurant=lead).present().exists():
        return {}
    return {"name": lead.contact_person, "phone": lead.phone, "email": lead.email}


@require_http_methods(["GET", "POST"])
@page
def new_contact(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    lead = lead_in_reach(user, pk)
    form = ContactForm(request.POST or None, initial=known_of(lead))
    if request.method == "POST" and form.is_valid():
        first = primary_of(pk)
        try:
            made = create_contact(lead, by=user, **form.values)
        except Invalid as error:
            form.refuse(error)
        else:
            undo = way_back("contact-made", by=user, pk=made.pk, first=first)
            return done(_("%s added.") % made.name, undo=undo)
    return contact_form(request, form, lead=lead)


@require_http_methods(["GET", "POST"])
@page
@compared_again
def edit_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form filled in, or write what was changed of it."""
    user = person(request)
    contact = contact_in_reach(user, pk)
    initial = {n: getattr(contact, n) for n in ContactForm.base_fields if n != "drawn"}
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return changed_contact(contact, form, user)
        except Invalid as error:
            form.refuse(error)
    return contact_form(request, form, contact=contact)


def changed_contact(contact: Contact, form: ContactForm, user: User) -> HttpResponse:
    before = {name: getattr(contact, name) for name in form.shared}
    before["left_on"] = contact.left_on.isoformat() if contact.left_on else None
    first = primary_of(contact.restaurant_id)
    update_contact(contact, by=user, expected_version=contact.version, **form.values)
    facts: dict[str, Any] = {"pk": contact.pk, "before": before, "version": contact.version}
    undo = way_back("contact", by=user, first=first, **facts)
    return done(_("%s saved.") % contact.name, undo=undo)


def contact_form(request: HttpRequest, form: ContactForm, **context: Any) -> HttpResponse:
    code = 422 if form.errors else 200
    return render(request, "web/account/_contact_form.html", {"form": form, **context}, status=code)


@require_POST
@page
def drop_contact(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    contact = contact_in_reach(user, pk)
    first = primary_of(contact.restaurant_id)
    delete_contact(contact, by=user)
    undo = way_back("contact-gone", by=user, pk=pk, first=first)
    return done(_("%s deleted.") % contact.name, undo=undo)


def contact_in_reach(user: User, pk: int, *, deleted: bool = False) -> Contact:
    rows = Contact.objects.deleted_in_reach(user) if deleted else Contact.objects.visible_to(user)
    contact = rows.select_related("restaurant").filter(pk=pk).first()
    if contact is None:
        raise NotInReach
    return contact


def primary_of(lead: int) -> int | None:
    rows = Contact.objects.filter(restaurant=lead, is_primary=True, deleted_at=None)
    return rows.values_list("pk", flat=True).first()


def primary_again(first: int | None, *, by: User) -> None:
    """Make the person primary who was so before a change; not one who went or left since."""
    contact = Contact.objects.visible_to(by).filter(pk=first or 0, left_on=None).first()
    if contact is not None and not contact.is_primary:
        update_contact(contact, by=by, is_primary=True)


@undoable("contact-made")
@transaction.atomic
def back_contact_made(*, by: User, pk: int, first: int | None) -> None:
    delete_contact(contact_in_reach(by, pk), by=by)
    primary_again(first, by=by)


@undoable("contact-gone")
@transaction.atomic
def back_contact_gone(*, by: User, pk: int, first: int | None) -> None:
    restore_contact(contact_in_reach(by, pk, deleted=True), by=by)
    primary_again(first, by=by)


@undoable("contact")
@transaction.atomic
def back_contact(
    *, by: User, pk: int, before: dict[str, Any], version: int, first: int | None
) -> None:
    contact = contact_in_reach(by, pk)
    if contact.version != version:
        raise Conflict(_("This contact was changed since; this cannot be undone any more."))
    left = before.pop("left_on")
    day = datetime.fromisoformat(left).date() if left else None
    update_contact(contact, by=by, left_on=day, **before)
    primary_again(first, by=by)


@require_http_methods(["GET", "POST"])
@page
def new_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how often to call, or plan it."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    zone = zone_of(user.timezone)
    today = local_day(timezone.now(), zone)
    form = PlanForm(today, request.POST or None, initial={"frequency": "WEEKLY"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        first = given.pop("first")
        given["next_call_date"] = midnight(first, zone) if first else None
        made = create_plan(lead, by=user, **given)
        text = _("Calls to %s are planned.") % lead.name
        return done(text, undo=way_back("plan-made", by=user, pk=made.pk))
    code = 422 if form.errors else 200
    return render(request, "web/account/_plan_form.html", {"form": form, "lead": lead}, status=code)


@require_safe
@page
def put_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask until when the call is put off; of a lead without a plan, how often to call."""
    lead = lead_in_reach(person(request), pk)
    plan = CallPlan.objects.filter(lead=lead).first()
    return snooze(request, plan.pk) if plan else new_plan(request, pk)


@undoable("plan-made")
def back_plan_made(*, by: User, pk: int) -> None:
    delete_plan(plan_in_reach(by, pk), by=by)


def noon_of(day: Any, user: User) -> datetime:
    """The middle of a day in the user's zone; now when it is today."""
    zone, now = zone_of(user.timezone), timezone.now()
    if day is None or day == now.astimezone(zone).date():
        return now
    return datetime.combine(day, datetime.min.time(), tzinfo=zone) + NOON
