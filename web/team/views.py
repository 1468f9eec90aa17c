"""The team, and handing leads over."""

import json

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from interaction_tracking.services.handing_over import hand_over_leads
from kernel.errors import Invalid, NotInReach
from leads.models import Lead
from leads.services.bulk import MOST_ROWS
from users.models import User
from users.policies import leads_people
from web.batches import AT_ONCE
from web.doors import is_htmx, page, person, render_part
from web.lists.bulk import REFUSED_SHOWN, told
from web.lists.filters import name_of
from web.models import Batch
from web.team.board import members
from web.team.forms import HandOverForm
from web.team.handing import DONE, WAITING, handed_later, state_of
from web.undo import way_back


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
        ids = chosen(user, giver, given)
        if len(ids) > AT_ONCE:
            return handed_later(request, ids, to=given["to"].pk, note=given["note"])
        result = hand_over_leads(ids, by=user, to=given["to"].pk, note=given["note"])
        n = len(result.changed)
        text = ngettext(
            "%(n)d restaurant handed to %(name)s.", "%(n)d restaurants handed to %(name)s.", n
        )
        words = text % {"n": n, "name": name_of(given["to"])}
        return told(request, user, result, "handed-over", words)
    context = {
        "form": form,
        "giver": giver,
        "count": Lead.objects.visible_to(user).filter(assigned_to=giver).count(),
    }
    status = 422 if form.errors else 200
    return render(request, "web/team/_hand_over.html", context, status=status)


@require_safe
@page
def handing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a long hand-over is, or what came of it; the fragment asks for itself again."""
    user = person(request)
    mine = Batch.objects.filter(by__in=User.objects.visible_to(user))
    batch = mine.filter(pk=pk, facts__kind__in=(WAITING, DONE), facts__has_key="of").first()
    if batch is None:
        raise NotInReach
    context = {"nav": "team", **state_of(batch)}
    if result := context.get("result"):
        refused = result.refused
        context |= {"refused": refused[:REFUSED_SHOWN], "more": len(refused[REFUSED_SHOWN:])}
    if result and result.changed and batch.by == user and batch.undone_at is None:
        context["undo"] = way_back("batch", by=user, batch=batch.pk)
    part = "_handing.html" if is_htmx(request) else "handing.html"
    response = render(request, f"web/team/{part}", context)
    response["Vary"] = "HX-Request"
    if result:  # the page below the dialog has other owners now
        response["HX-Trigger"] = json.dumps({"kam:changed": {"quiet": True}})
    return response


def chosen(user: User, giver: User, given: dict[str, str]) -> list[int]:
    leads = Lead.objects.visible_to(user).filter(assigned_to=giver)
    if given["status"]:
        leads = leads.filter(lead_status=given["status"])
    if given["tier"]:
        leads = leads.filter(tier=given["tier"])
    if given["city"]:
        leads = leads.filter(city__iexact=given["city"].strip())
    ids = list(leads.order_by("pk").values_list("pk", flat=True)[: MOST_ROWS + 1])
    if len(ids) > MOST_ROWS:
        raise Invalid(to=_("More than %s match; narrow it first.") % f"{MOST_ROWS:,}")
    return ids
