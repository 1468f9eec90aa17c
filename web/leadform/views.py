"""Adding and changing a lead, in a drawer or on a page; the warning when it is there already."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.errors import Invalid, NotInReach
from kernel.text import is_id, name_key
from leads.models import Lead
from leads.rules.phones import e164
from leads.rules.status import Via
from leads.services.bulk import kept, read
from leads.services.trash import restore_lead, trash_lead
from leads.services.writing import create_lead, update_lead
from users.models import User
from web.calls.views import lead_in_reach
from web.doors import done, go_to, is_htmx, page, person, with_toast
from web.leadform.forms import LeadForm
from web.merging import compared_again
from web.undo import undoable, way_back

SHOWN = 5


@require_http_methods(["GET", "POST"])
@page
def new_lead(request: HttpRequest) -> HttpResponse:
    """Show the empty form, or add the lead."""
    user = person(request)
    first = {"name": request.GET.get("name", "")[:200], "lead_status": "NEW"}
    form = LeadForm(user, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            lead = create_lead(by=user, via=Via.WEB, **form.values)
        except Invalid as error:
            form.refuse(error)
        else:
            after = "" if in_drawer(request) else "/leads/"
            undo = way_back("lead-made", by=user, to=after, pk=lead.pk)
            return saved(request, lead, _("%s added.") % lead.name, undo)
    return shown(request, form)


@undoable("lead-made")
def back_made(*, by: User, pk: int) -> None:
    trash_lead(lead_in_reach(by, pk), by=by)


@require_http_methods(["GET", "POST"])
@page
@compared_again
def edit_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form filled in, or write what was changed of it."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    form = LeadForm(user, request.POST or None, lead=lead, initial=LeadForm.of(lead))
    if request.method == "POST" and form.is_valid():
        before = {name: getattr(lead, name) for name in form.values}
        try:
            update_lead(lead, by=user, via=Via.WEB, expected_version=lead.version, **form.values)
        except Invalid as error:
            form.refuse(error)
        else:
            after = "" if in_drawer(request) else f"/leads/{pk}/"
            undo = undo_of(user, lead, before, after)
            return saved(request, lead, _("%s saved.") % lead.name, undo)
    return shown(request, form, lead=lead)


def undo_of(user: User, lead: Lead, before: dict[str, Any], after: str) -> str:
    """Return the way back to what the changed fields held; it ends on the page `after`."""
    changed = {n: kept(value) for n, value in before.items() if getattr(lead, n) != value}
    facts = {"pk": lead.pk, "before": changed, "version": lead.version}
    return way_back("lead", by=user, to=after, **facts) if changed else ""


@undoable("lead")
def back_changed(*, by: User, pk: int, before: dict[str, Any], version: int) -> None:
    values = {name: read(name, value) for name, value in before.items()}
    lead = lead_in_reach(by, pk)
    update_lead(lead, by=by, via=Via.WEB, expected_version=version, **values)


def shown(request: HttpRequest, form: LeadForm, lead: Lead | None = None) -> HttpResponse:
    """Show the form as a page, as its part that is sent, or as a drawer over another page."""
    template = "web/leadform/_form.html" if is_htmx(request) else "web/leadform/form.html"
    if in_drawer(request):
        template = "web/leadform/_drawer.html"
    context = {"nav": "leads", "form": form, "lead": lead}
    response = render(request, template, context, status=422 if form.errors else 200)
    response["Vary"] = "HX-Request, HX-Target"
    return response


def in_drawer(request: HttpRequest) -> bool:
    return is_htmx(request) and request.headers.get("HX-Target") == "k-dialog"


def saved(request: HttpRequest, lead: Lead, text: str, undo: str) -> HttpResponse:
    """Stay on the page below the drawer; from a page of its own go on to the account."""
    url = f"/leads/{lead.pk}/"
    if in_drawer(request):
        return done(text, undo=undo, open_at="" if url == page_below(request) else url)
    return with_toast(go_to(url), text, undo=undo) if is_htmx(request) else redirect(url)


def page_below(request: HttpRequest) -> str:
    """Return the path of the page that htmx asks from."""
    return urlsplit(request.headers.get("HX-Current-URL", "")).path


@require_GET
@page
def alike(request: HttpRequest) -> HttpResponse:
    """Name the leads in reach that may be the same restaurant."""
    user, asked = person(request), request.GET
    but = asked.get("but", "")
    rows = Lead.objects.visible_to(user).like(
        phone=e164(asked.get("phone", "")[:50], asked.get("country", "")[:2]),
        email=asked.get("email", "").strip().casefold()[:254],
        name_key=name_key(asked.get("name", "")[:200])[:250],
        pincode=asked.get("pincode", "").strip()[:20],
    )
    if is_id(but):
        rows = rows.exclude(pk=int(but))
    return render(request, "web/leadform/_alike.html", {"found": rows.order_by("pk")[:SHOWN]})


@require_POST
@page
def trash(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the lead in the trash, with the way back."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    trash_lead(lead, by=user)
    text = _("%s is in the trash.") % lead.name
    below = page_below(request)
    if below and not below.startswith(f"/leads/{pk}/"):
        return done(text, undo=way_back("lead-gone", by=user, pk=pk))
    undo = way_back("lead-gone", by=user, to=f"/leads/{pk}/", pk=pk)
    return with_toast(go_to("/leads/"), text, undo=undo)


@undoable("lead-gone")
def back_lead(*, by: User, pk: int) -> None:
    lead = Lead.objects.trash_of(by).filter(pk=pk).first()
    if lead is None:
        raise NotInReach
    restore_lead(lead, by=by)
