"""The board, and a move on it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kernel.errors import Conflict, Invalid
from leads.models import Tier
from leads.rules.status import LeadStatus
from users.models import User
from users.policies import leads_people
from web.account.changes import moved
from web.calls.views import lead_in_reach
from web.doors import page, person, render_part
from web.pipeline.board import columns, totals, wanted


@require_GET
@page
def pipeline(request: HttpRequest) -> HttpResponse:
    """The stages side by side; the region reads itself anew after each change."""
    user = person(request)
    asked = {name: request.GET.get(name, "") for name in ("owner", "tier")}
    found = columns(wanted(user, asked), now=timezone.now(), everything=request.GET.get("all", ""))
    people = User.objects.visible_to(user).filter(is_active=True).order_by("username")
    context = {
        "nav": "pipeline",
        "columns": found,
        "totals": totals(found),
        "stages": LeadStatus.choices,
        "asked": asked,
        "tiers": Tier.values,
        "people": people[:100] if leads_people(user) else [],
    }
    return render_part(request, "web/pipeline/pipeline.html", context, "board")


@require_POST
@page
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a card; `was` is the stage it was drawn in: two people never move it at once."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    to = request.POST.get("to", "")
    if to not in LeadStatus.values:
        raise Invalid(to=_("There is no such stage."))
    if request.POST.get("was") != lead.lead_status:
        now = LeadStatus(lead.lead_status).label
        words = _("Somebody moved %(name)s to %(stage)s first.")
        raise Conflict(words % {"name": lead.name, "stage": now})
    return moved(lead, LeadStatus(to), user)
