"""Entering an order: lines of what the account usually takes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interaction_tracking.models import Order, OrderLine
from interaction_tracking.rules import InteractionType, OrderStatus
from interaction_tracking.services.log import log_interaction, update_interaction
from kernel.errors import Conflict, Invalid, NotInReach
from leads.models import Lead
from users.models import User
from web.account.changes import interaction_in_reach, noon_of
from web.account.forms import LINES, OrderForm
from web.calls.views import lead_in_reach
from web.doors import done, page, person
from web.undo import undoable, way_back
from web.words import short_day

LOOKED_AT = 400
OFFERED = 40


def usual_products(lead: Lead) -> list[dict[str, Any]]:
    """Return what the account took most often, each with the last unit and price."""
    lines = (
        OrderLine.objects.filter(order__lead=lead, order__interaction__deleted_at=None)
        .order_by("-order__ordered_at", "-pk")
        .values("name", "unit", "unit_price")[:LOOKED_AT]
    )
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        if line["name"]:
            one = found.setdefault(line["name"], {**line, "times": 0})
            one["times"] += 1
    return sorted(found.values(), key=lambda one: -one["times"])[:OFFERED]


def last_lines(lead: Lead) -> dict[str, Any]:
    """Return the last order's lines as the form's first values."""
    order = Order.objects.counted().filter(lead=lead).order_by("-ordered_at").first()
    lines = list(order.lines.order_by("pk")[:LINES]) if order else []
    initial: dict[str, Any] = {}
    for number, line in enumerate(lines):
        initial |= {
            f"name{number}": line.name or line.sku,
            f"quantity{number}": line.quantity.normalize(),
            f"unit{number}": line.unit,
            f"price{number}": line.unit_price,
        }
    return initial


@require_http_methods(["GET", "POST"])
@page
def new_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the lines, or save the order; `repeat` fills in the last one's."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    initial = last_lines(lead) if "repeat" in request.GET else {}
    form = OrderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return saved(lead, form, user)
        except Invalid as error:
            form.refuse(error)
    context = {
        "form": form,
        "lead": lead,
        "products": usual_products(lead),
        "repeated": bool(initial),
        "shown": max(3, len(initial) // 4 + 1),
    }
    code = 422 if form.errors else 200
    return render(request, "web/account/_order_form.html", context, status=code)


def saved(lead: Lead, form: OrderForm, user: User) -> HttpResponse:
    given = form.cleaned_data
    made = log_interaction(
        lead,
        by=user,
        interaction_type=InteractionType.ORDER,
        date=noon_of(given["order_date"], user),
        details=given["details"],
        order={"lines": given["lines"]},
    )
    text = _("Order of %s saved.") % lead.name
    return done(text, undo=way_back("interaction-made", by=user, pk=made.pk))


@require_POST
@page
def cancel_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel an order: it stays on record and counts nowhere."""
    user = person(request)
    touch = interaction_in_reach(user, pk)
    order = Order.objects.filter(interaction=touch).first()
    if order is None:
        raise NotInReach
    before = order.status
    update_interaction(touch, by=user, order={"status": OrderStatus.CANCELLED})
    text = _("Order of %s cancelled.") % short_day(order.ordered_at, user.timezone)
    return done(text, undo=way_back("order-cancelled", by=user, pk=pk, status=before))


@undoable("order-cancelled")
def back_cancelled(*, by: User, pk: int, status: str) -> None:
    touch = interaction_in_reach(by, pk)
    if not Order.objects.filter(interaction=touch, status=OrderStatus.CANCELLED).exists():
        raise Conflict(_("This order was changed since; this cannot be undone any more."))
    update_interaction(touch, by=by, order={"status": status})
