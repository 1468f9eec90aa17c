"""Changing what was logged, and taking the change back."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from call_planning.models import CallPlan
from call_planning.services.taking_back import Stood, stood, with_plan_back
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import update_interaction
from interaction_tracking.services.orders import told_order
from kernel.clock import zone_of
from kernel.errors import Invalid
from leads.policies import can_change_lead
from users.models import User
from web.account.changes import interaction_in_reach
from web.account.touches import TouchForm
from web.calls.lines import usual_products
from web.doors import done, page, person
from web.lists.edits import as_json
from web.merging import compared_again
from web.undo import undoable, way_back

MOMENTS = ("date", "follow_up_at", "order_date")
NUMBERS = ("quantity", "unit_price", "total_price")


@require_http_methods(["GET", "POST"])
@page
@compared_again
def edit_interaction(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was logged, or write what was changed of it."""
    user = person(request)
    touch = interaction_in_reach(user, pk)
    if not can_change_lead(user, touch.lead):
        raise PermissionDenied
    form = TouchForm(touch, zone_of(user.timezone), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return changed(touch, form, user)
        except Invalid as error:
            form.refuse(error)
    context: dict[str, Any] = {"form": form, "touch": touch}
    if form.order is not None:
        context["products"] = usual_products(touch.lead)
    code = 422 if form.errors else 200
    return render(request, "web/account/_edit.html", context, status=code)


def changed(touch: Interaction, form: TouchForm, user: User) -> HttpResponse:
    values, block, version = form.values(), form.block(), touch.version
    before = {name: getattr(touch, name) for name in values}
    order = told_order(touch, block)
    plan = CallPlan.objects.filter(lead=touch.lead_id).first()
    update_interaction(touch, by=user, expected_version=version, order=block, **values)
    before = {name: was for name, was in before.items() if getattr(touch, name) != was}
    facts: dict[str, Any] = {
        "pk": touch.pk,
        "before": plain(before),
        "order": order and plain(order),
        "plan": stood(plan),
    }
    moved = touch.version != version
    undo = way_back("interaction", by=user, version=touch.version, **facts) if moved else ""
    return done(_("Saved."), undo=undo)


@undoable("interaction")
def back_changed(
    *, by: User, pk: int, version: int, plan: Stood | None, **was: dict[str, Any]
) -> None:
    touch = interaction_in_reach(by, pk)
    values: dict[str, Any] = {"order": was["order"] and read(was["order"]), **read(was["before"])}

    def change() -> None:
        update_interaction(touch, by=by, expected_version=version, **values)

    with_plan_back(touch.lead_id, change, by=by, plan=plan)


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as JSON can keep them."""
    told = {name: as_json(value) for name, value in values.items()}
    return told | ({"lines": [plain(line) for line in told["lines"]]} if "lines" in told else {})


def read(values: dict[str, Any]) -> dict[str, Any]:
    """Return what `plain` made JSON of."""
    found = dict(values)
    for name, value in values.items():
        if name == "lines":
            found[name] = [read(line) for line in value]
        elif value is not None and name in MOMENTS:
            found[name] = datetime.fromisoformat(value)
        elif value is not None and name in NUMBERS:
            found[name] = Decimal(value)
    return found
