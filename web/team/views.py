"""The team, and handing leads over."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from interaction_tracking.rules import InteractionType
from interaction_tracking.services.log import log_interaction
from kernel.errors import NotInReach
from leads.models import Lead
from leads.rules.status import Via
from leads.services.writing import update_lead
from users.models import User
from users.policies import leads_people
from web.doors import done, page, person, render_part
from web.team.board import members
from web.team.forms import HandOverForm
from web.undo import undoable, way_back

MOST = 2000
UNDOABLE = 500


@require_GET
@page
def team_page(request: HttpRequest) -> HttpResponse:
    """Who carries what; managers and admins only."""
    user = person(request)
    if not leads_people(user):
        raise PermissionDenied
    unassigned = Lead.objects.visible_to(user).filter(assigned_to=None).count()
    context = {
        "nav": "team",
        "members": members(user, now=timezone.now()),
        "unassigned": unassigned,
    }
    return render_part(request, "web/team/team.html", context, "team")


@require_http_methods(["GET", "POST"])
@page
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which of a person's leads go to whom, or hand them over."""
    user = person(request)
    if not leads_people(user):
        raise PermissionDenied
    giver = User.objects.visible_to(user).filter(pk=pk).first()
    if giver is None:
        raise NotInReach
    form = HandOverForm(user, giver, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        leads = chosen(user, giver, given)
        moved = give(leads, to=given["to"], note=given["note"], by=user)
        text = _("%(n)d restaurants handed to %(name)s.")
        words = text % {
            "n": len(moved),
            "name": given["to"].get_full_name() or given["to"].username,
        }
        undo = ""
        if len(moved) <= UNDOABLE:
            undo = way_back("handed", by=user, leads=moved, giver=pk, taker=given["to"].pk)
        return done(words, undo=undo)
    context = {
        "form": form,
        "giver": giver,
        "count": Lead.objects.visible_to(user).filter(assigned_to=giver).count(),
    }
    status = 422 if form.errors else 200
    return render(request, "web/team/_hand_over.html", context, status=status)


def chosen(user: User, giver: User, given: dict[str, str]) -> list[Lead]:
    leads = Lead.objects.visible_to(user).filter(assigned_to=giver)
    if given["status"]:
        leads = leads.filter(lead_status=given["status"])
    if given["tier"]:
        leads = leads.filter(tier=given["tier"])
    if given["city"]:
        leads = leads.filter(city__iexact=given["city"].strip())
    return list(leads.order_by("pk")[:MOST])


def give(leads: Sequence[Lead], *, to: User, note: str, by: User) -> list[int]:
    """Hand them over one by one through the one writer, each with its note in one transaction."""
    for lead in leads:
        with transaction.atomic():
            update_lead(lead, by=by, via=Via.BULK, assigned_to_id=to.pk)
            if note:
                log_interaction(lead, by=by, interaction_type=InteractionType.NOTE, details=note)
    return [lead.pk for lead in leads]


@undoable("handed")
def back_handed(*, by: User, leads: list[int], giver: int, taker: int) -> None:
    """Give back those that are still with whoever took them."""
    rows = Lead.objects.visible_to(by).filter(pk__in=leads, assigned_to=taker)
    for lead in rows.order_by("pk"):
        update_lead(lead, by=by, via=Via.BULK, assigned_to_id=giver)
