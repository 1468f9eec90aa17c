"""The board, and a move on it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kernel.errors import Conflict, Invalid
from leads.rules.status import LeadStatus
from web.account.changes import moved
from web.calls.views import lead_in_reach
from web.doors import page, person, render_part
from web.lists.asked import asked_of
from web.lists.leads import BOARD
from web.lists.saved import views_of
from web.lists.views import editor
from web.pipeline.board import columns, totals
from web.times import your_time


@require_safe
@page
def pipeline(request: HttpRequest) -> HttpResponse:
    """The stages side by side; the region reads itself anew after each change."""
    asked = asked_of(request, BOARD, person(request))
    now = timezone.now()
    found = columns(asked.rows, now=now, everything=request.GET.get("all", ""))
    context = {
        "nav": "pipeline",
        "asked": asked,
        "table": asked.table,
        "columns": found,
        "your_time": your_time(now, asked.user.timezone),
        "totals": totals(found),
        "stages": LeadStatus.choices,
        "chips": asked.chips(),
        "editors": {f.name: editor(asked, f) for f in asked.table.filters_for(asked.user)},
        **views_of(asked),
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
