"""Interactions and orders as JSON."""

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from interaction_tracking.api.serializers import (
    Deleted,
    InteractionChange,
    InteractionInput,
    InteractionRow,
    OrderDetails,
)
from interaction_tracking.models import Interaction, Order
from interaction_tracking.rules import InteractionType, OrderStatus, Outcome
from interaction_tracking.services.log import (
    delete_interaction,
    log_interaction,
    restore_interaction,
    update_interaction,
)
from interaction_tracking.services.orders import LINE_FIELDS
from kernel.api import filters
from kernel.api.listing import Listing
from kernel.api.rows import Rows
from kernel.api.views import ApiViewSet, expected_version, shown, validated
from kernel.errors import Invalid, NotInReach
from leads.models import Lead
from users.policies import person

FILTERS = (
    filters.number("lead", "lead_id"),
    filters.number("contact", "contact_id"),
    filters.choice("interaction_type", InteractionType.values),
    filters.choice("outcome", Outcome.values),
    filters.boolean("order_placed"),
    filters.when("date_from", "date__gte"),
    filters.until("date_to", "date__lte"),
    filters.number("created_by", "created_by_id"),
)
INTERACTIONS = Listing(
    rows=Rows(InteractionRow),
    base=lambda viewer: Interaction.objects.visible_to(viewer),
    filters=FILTERS,
    orderings={"id": "id", "date": "date"},
    search="lead__search_key",
    keys_first=True,
)
ORDERS = Listing(
    rows=Rows(InteractionRow),
    base=lambda viewer: Interaction.objects.visible_to(viewer).filter(order_placed=True),
    filters=(*FILTERS, filters.choice("status", OrderStatus.values, "order__status")),
    orderings={"id": "id", "date": "date"},
    search="lead__search_key",
    keys_first=True,
)


def quantity(amount: Decimal | None) -> int | Decimal | None:
    """Spell a quantity as people do: 50, not 50.000."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else amount.normalize()


def details_of(order: Order) -> dict[str, Any]:
    lines = [
        {**line, "quantity": quantity(line["quantity"])}
        for line in order.lines.order_by("pk").values(*LINE_FIELDS)
    ]
    return {
        "id": order.pk,
        "product_details": order.product_details,
        "quantity": quantity(order.quantity),
        "total_price": order.total_price,
        "order_date": order.ordered_at,
        "status": order.status,
        "external_id": order.external_id,
        "lines": lines,
    }


class InteractionViewSet(ApiViewSet):
    listings = {"list": INTERACTIONS, "orders": ORDERS}

    def get_interaction(self, request: Request, pk: str) -> Interaction:
        rows = Interaction.objects.visible_to(person(request)).select_related("lead")
        found = rows.filter(pk=int(pk)).first()
        if found is None:
            raise NotInReach
        return found

    @extend_schema(responses=InteractionRow(many=True))
    def list(self, request: Request) -> Response:
        """List what took place in your reach."""
        return INTERACTIONS.respond(request)

    @extend_schema(responses=InteractionRow(many=True))
    @action(detail=False, methods=["get"])
    def orders(self, request: Request) -> Response:
        """List the interactions in which an order was placed."""
        return ORDERS.respond(request)

    @extend_schema(request=InteractionInput, responses={201: InteractionRow})
    def create(self, request: Request) -> Response:
        """Log a call, an e-mail, a visit, an order; a connected call moves the call plan."""
        values = validated(InteractionInput, request)
        lead = Lead.objects.visible_to(person(request)).filter(pk=values.pop("lead")).first()
        if lead is None:
            raise Invalid(lead="There is no such lead.")
        interaction = log_interaction(lead, by=person(request), **values)
        return shown(INTERACTIONS.rows.of(interaction), status=201)

    @extend_schema(responses=InteractionRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one interaction."""
        return shown(INTERACTIONS.rows.of(self.get_interaction(request, pk)))

    @extend_schema(request=InteractionInput, responses=InteractionRow)
    def update(self, request: Request, pk: str) -> Response:
        """Change an interaction; the lead stays the same."""
        return self.change(request, pk, partial=False)

    @extend_schema(request=InteractionChange, responses=InteractionRow)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some fields of an interaction."""
        return self.change(request, pk, partial=True)

    def change(self, request: Request, pk: str, *, partial: bool) -> Response:
        interaction = self.get_interaction(request, pk)
        values = validated(InteractionInput, request, partial=partial)
        if values.pop("lead", interaction.lead_id) != interaction.lead_id:
            raise Invalid(lead="An interaction stays with its lead; log a new one instead.")
        version = expected_version(request, interaction.pk)
        interaction = update_interaction(
            interaction, by=person(request), expected_version=version, **values
        )
        return shown(INTERACTIONS.rows.of(interaction))

    @extend_schema(responses={200: Deleted})
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete an interaction; the call plan is as if it had not been."""
        interaction = self.get_interaction(request, pk)
        version = expected_version(request, interaction.pk)
        delete_interaction(interaction, by=person(request), expected_version=version)
        return Response({"message": "Interaction deleted successfully."})

    @extend_schema(request=None, responses=InteractionRow)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """Bring a deleted interaction back."""
        rows = Interaction.objects.deleted_in_reach(person(request)).select_related("lead")
        found = rows.filter(pk=int(pk)).first()
        if found is None:
            raise NotInReach
        version = expected_version(request, found.pk)
        found = restore_interaction(found, by=person(request), expected_version=version)
        return shown(INTERACTIONS.rows.of(found))

    @extend_schema(responses=OrderDetails)
    @action(detail=True, methods=["get"])
    def order_details(self, request: Request, pk: str) -> Response:
        """Read the order an interaction brought."""
        order = Order.objects.filter(interaction=self.get_interaction(request, pk)).first()
        if order is None:
            raise NotInReach
        return Response(details_of(order))
