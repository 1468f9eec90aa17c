"""The team, and handing leads over."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from interaction_tracking.services.handing_over import hand_over_leads
from kernel.errors import Invalid, NotInReach
from leads.models import Lead
from leads.services.bulk import MOST_ROWS
from users.models import User
from users.policies import leads_people
from web.doors import page, person, render_part
from web.lists.bulk import told
from web.lists.filters import name_of
from web.team.board import members
from web.team.forms import HandOverForm


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
        result = hand_over_leads(ids, by=user, to=given["to"].pk, note=given["note"])
        text = _("%(n)d restaurants handed to %(name)s.")
        words = text % {"n": len(result.changed), "name": name_of(given["to"])}
        return told(request, user, result, "handed-over", words)
    context = {
        "form": form,
        "giver": giver,
        "count": Lead.objects.visible_to(user).filter(assigned_to=giver).count(),
    }
    status = 422 if form.errors else 200
    return render(request, "web/team/_hand_over.html", context, status=status)


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
