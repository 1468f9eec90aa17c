"""Entering an order: lines of what the account usually takes, or the last one again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interaction_tracking.models import Interaction, Order
from interaction_tracking.rules import InteractionType, OrderStatus
from interaction_tracking.services.log import log_interaction, update_interaction
from kernel.errors import Conflict, Invalid, NotInReach
from leads.models import Lead
from users.models import User
from web.account.changes import interaction_in_reach, noon_of
from web.account.forms import OrderForm
from web.calls.lines import LinesForm, last_lines, last_order, usual_products
from web.calls.views import lead_in_reach
from web.doors import done, page, person
from web.undo import undoable, way_back
from web.words import short_day

IDS = {"panel": "panel_%s"}


@require_http_methods(["GET", "POST"])
@page
def new_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the lines, or save the order."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    form = OrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return saved(lead, form, user)
        except Invalid as error:
            form.refuse(error)
    context = {"form": form, "lead": lead, "products": usual_products(lead)}
    code = 422 if form.errors else 200
    return render(request, "web/account/_order_form.html", context, status=code)


@require_safe
@page
def order_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines alone, for the form of a call; `repeat` fills in the last order's."""
    lead = lead_in_reach(person(request), pk)
    initial = last_lines(lead) if "repeat" in request.GET else {}
    ids = request.GET.get("ids", "")
    form = LinesForm(initial=initial, auto_id=IDS.get(ids, "id_%s"))
    context = {"form": form, "lead": lead, "products": usual_products(lead), "ids": ids}
    return render(request, "web/calls/_lines.html", context)


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
    return ordered(made, user, _("Order of %s saved.") % lead.name)


def ordered(made: Interaction, user: User, text: str) -> HttpResponse:
    return done(text, undo=way_back("interaction-made", by=user, pk=made.pk))


@require_POST
@page
def repeat_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the last order once more, now, in one step."""
    user = person(request)
    lead = lead_in_reach(user, pk)
    last = last_order(lead)
    if last is None:
        raise Conflict(_("There is no order to repeat."))
    made = log_interaction(
        lead, by=user, interaction_type=InteractionType.ORDER, order=block_of(last)
    )
    day = short_day(last.ordered_at, user.timezone)
    return ordered(made, user, _("Order of %s entered again.") % day)


def block_of(order: Order) -> dict[str, Any]:
    """Return what was ordered, without when, under which number and what became of it."""
    lines = list(order.lines.order_by("pk").values("sku", "name", "quantity", "unit", "unit_price"))
    names = ("product_details", "quantity", "total_price")
    return {name: getattr(order, name) for name in names} | ({"lines": lines} if lines else {})


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
