"""The account page itself."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from call_planning.rules.local_time import callable_now
from contact.models import Contact
from kernel.clock import zone_of
from kernel.errors import NotInReach
from leads.models import Lead
from leads.rules.rot import is_rotting
from leads.rules.status import STAGES, LeadStatus, StageType
from users.models import User
from users.policies import leads_people
from web.account.calling import plan_of
from web.account.emails import addresses
from web.account.outlook import health_of, outlook_of
from web.account.summary import PERIODS, order_chart, standing
from web.account.tabs import tab_of
from web.account.week import day_names, hours_of
from web.calls.views import lead_in_reach
from web.doors import is_htmx, page, person, render_part
from web.lists.leads import LEADS
from web.lists.peek import neighbours
from web.lists.tables import Column, Row
from web.times import your_time
from web.today.board import STATES, TONES
from web.words import clock_there

EARLIER = {
    "timeline": "_timeline.html",
    "emails": "_emails.html",
    "files": "_file_list.html",
}


@require_GET
@page
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one restaurant; each region reads itself anew after a change."""
    user, now = person(request), timezone.now()
    lead = lead_in_reach(user, pk)
    tab = tab_of(lead, user, request.GET.get("tab", ""), request.GET.get("before", ""))
    if is_htmx(request) and request.headers.get("HX-Target") == "more":
        return earlier(request, tab | {"lead": lead})
    outlook = outlook_of(lead, now=now)
    months = request.GET.get("months", "6")
    people = people_at(lead)
    context = {
        "nav": "leads",
        "lead": lead,
        "outlook": outlook,
        "health": health_of(lead),
        "here": standing(lead, outlook.rhythm, now=now),
        "statuses": LeadStatus.choices,
        "orders_already": has_ordered_unconverted(lead),
        "rotting": is_rotting(lead.rots_at, next_call=lead.next_call_date, now=now),
        "beside": neighbours(request, lead),
        "cells_of": LEADS,
        "row": Row(LEADS, lead, editable(user), user),
        "may_assign": leads_people(user),
        "opening": hours_of(lead.service_hours),
        "deliveries": day_names(lead.delivery_days),
        "people": people,
        "addresses": addresses(lead, people),
        "to_call": to_call(lead, people),
        **clock(lead, now),
        "your_time": your_time(now, user.timezone),
        **plan_of(lead, user, now),
        **order_chart(
            lead, user, now=now, months=months if months in PERIODS else "6", outlook=outlook
        ),
        **tab,
    }
    return render_part(request, "web/account/account.html", context, "account")


def people_at(lead: Lead) -> list[Contact]:
    """Whom to ask for first, those who left last."""
    there = Contact.objects.filter(restaurant=lead, deleted_at=None)
    return list(there.order_by("-is_primary", "left_on", "pk"))


def has_ordered_unconverted(lead: Lead) -> bool:
    """Tell whether the stage lags behind: who orders is an account, which somebody has to say."""
    return lead.last_order_at is not None and STAGES[lead.lead_status].type == StageType.OPEN


def earlier(request: HttpRequest, tab: dict[str, Any]) -> HttpResponse:
    """The next page of what the tab lists, to stand where the button was."""
    part = EARLIER.get(tab["tab"])
    if part is None:
        raise NotInReach
    response = render(request, f"web/account/{part}", tab)
    response["Vary"] = "HX-Request, HX-Target"
    return response


def editable(user: User) -> list[Column]:
    """The details that are changed where they stand; stage and next call have their own places."""
    return [c for c in LEADS.columns_for(user) if c.edit and c.name not in {"status", "next_call"}]


def to_call(lead: Lead, people: list[Contact]) -> dict[str, str]:
    """Return whom the button calls, and where: the first who may be called, else the house."""
    for one in people:
        if one.phone and one.left_on is None and not one.do_not_call:
            return {"name": " ".join(one.name.split()[:1]), "phone": one.phone_e164 or one.phone}
    return {"name": "", "phone": lead.phone_e164 or lead.phone}


def clock(lead: Lead, now: datetime) -> dict[str, Any]:
    zone = zone_of(lead.timezone)
    window = callable_now(now, zone=zone, service_hours=lead.service_hours)
    return {
        "clock": clock_there(now, lead.timezone) if lead.timezone else "",
        "window": window,
        "window_tone": TONES[window.state],
        "window_state": STATES[window.state],
    }
