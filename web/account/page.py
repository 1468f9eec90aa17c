"""The account page itself."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from call_planning.rules.local_time import callable_now
from contact.models import Contact
from interaction_tracking.models import Interaction, Order
from kernel.clock import zone_of
from leads.models import Lead
from leads.rules.rot import is_rotting
from leads.rules.status import LeadStatus
from users.models import User
from users.policies import leads_people
from web.account.calling import plan_of
from web.account.forms import NoteForm
from web.account.outlook import health_of, outlook_of
from web.account.summary import PERIODS, order_chart, standing
from web.account.timeline import timeline
from web.calls.views import lead_in_reach
from web.days import moment_of
from web.doors import page, person, render_part
from web.lists.leads import LEADS
from web.lists.peek import neighbours
from web.lists.tables import Column, Row
from web.times import clock_with_zone, your_time
from web.today.board import STATES, TONES

ORDERS = 20
TABS = ("timeline", "orders", "history", "outlets")


@require_GET
@page
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one restaurant; each region reads itself anew after a change."""
    user, now = person(request), timezone.now()
    lead = lead_in_reach(user, pk)
    outlook = outlook_of(lead, now=now)
    months = request.GET.get("months", "6")
    tab = request.GET.get("tab", "timeline")
    context = {
        "nav": "leads",
        "lead": lead,
        "outlook": outlook,
        "health": health_of(lead),
        "here": standing(lead, outlook.rhythm, now=now),
        "statuses": LeadStatus.choices,
        "rotting": is_rotting(lead.rots_at, next_call=lead.next_call_date, now=now),
        "beside": neighbours(request, lead),
        "cells_of": LEADS,
        "row": Row(LEADS, lead, editable(user), user),
        "may_assign": leads_people(user),
        "people": Contact.objects.filter(restaurant=lead, deleted_at=None).order_by(
            "-is_primary", "left_on", "pk"
        ),
        "tab": tab if tab in TABS else "timeline",
        "note_form": NoteForm(auto_id="note_%s"),
        **clock(lead, now),
        "your_time": your_time(now, user.timezone),
        **plan_of(lead, user, now),
        **order_chart(
            lead, user, now=now, months=months if months in PERIODS else "6", outlook=outlook
        ),
        **tab_of(lead, user, tab, request.GET.get("before", "")),
    }
    parts = ("account", "more")
    return render_part(request, "web/account/account.html", context, *parts)


def editable(user: User) -> list[Column]:
    """The details that are changed where they stand; stage and next call have their own places."""
    return [c for c in LEADS.columns_for(user) if c.edit and c.name not in {"status", "next_call"}]


def clock(lead: Lead, now: datetime) -> dict[str, Any]:
    zone = zone_of(lead.timezone)
    window = callable_now(now, zone=zone, service_hours=lead.service_hours)
    return {
        "clock": clock_with_zone(now, lead.timezone) if lead.timezone else "",
        "window": window,
        "window_tone": TONES[window.state],
        "window_state": STATES[window.state],
    }


def tab_of(lead: Lead, user: User, tab: str, before: str) -> dict[str, Any]:
    """What the chosen tab shows, and the counts beside the others."""
    context: dict[str, Any] = {
        "order_count": Order.objects.filter(lead=lead, interaction__deleted_at=None).count(),
        "outlet_count": lead.outlets.filter(deleted_at=None).count(),
    }
    if tab == "orders":
        touches = Interaction.objects.filter(lead=lead, deleted_at=None, order__isnull=False)
        context["orders"] = (
            touches.select_related("order")
            .prefetch_related("order__lines")
            .order_by("-order__ordered_at")[:ORDERS]
        )
    elif tab == "history":
        context["steps"] = lead.status_changes.select_related("by").order_by("-pk")[:50]
    elif tab == "outlets":
        context["outlets"] = lead.outlets.filter(deleted_at=None).order_by("name")[:100]
    else:
        context["timeline"] = timeline(lead, user, before=moment_of(before))
    return context
