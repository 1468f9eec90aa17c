"""How JSON sees interactions and orders."""

from typing import Any

from rest_framework import serializers

from interaction_tracking.rules import Direction, InteractionType, OrderStatus, Outcome
from kernel.api.fields import IdField, MomentField, MoneyField, TextField


class InteractionRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    lead = serializers.IntegerField(source="lead_id")
    contact = serializers.IntegerField(source="contact_id", allow_null=True)
    interaction_type = serializers.ChoiceField(InteractionType.choices)
    details = serializers.CharField()
    order_placed = serializers.BooleanField()
    date = serializers.DateTimeField()
    outcome = serializers.CharField()
    direction = serializers.CharField()
    duration_seconds = serializers.IntegerField(allow_null=True)
    follow_up_at = serializers.DateTimeField(allow_null=True)
    next_step = serializers.CharField()
    created_by = serializers.IntegerField(source="created_by_id", allow_null=True)
    order = serializers.IntegerField(source="order.id", allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class OrderLineInput(serializers.Serializer[Any]):
    sku = TextField(required=False, max_length=100)
    name = TextField(required=False, max_length=300)
    quantity = serializers.DecimalField(max_digits=11, decimal_places=3, min_value=0)
    unit = TextField(required=False, max_length=30)
    unit_price = MoneyField(required=False, allow_null=True)


class OrderInput(serializers.Serializer[Any]):
    lines = serializers.ListField(child=OrderLineInput(), required=False, max_length=500)
    product_details = TextField(required=False, max_length=5000)
    quantity = serializers.DecimalField(
        max_digits=11, decimal_places=3, min_value=0, required=False, allow_null=True
    )
    total_price = MoneyField(required=False, allow_null=True)
    order_date = MomentField(required=False)
    external_id = TextField(required=False, max_length=100, allow_null=True)
    status = serializers.ChoiceField(OrderStatus.choices, required=False)

    def validate_external_id(self, value: str | None) -> str | None:
        return value or None


class InteractionChange(serializers.Serializer[Any]):
    """What may be changed later: all but the lead."""

    contact = IdField(source="contact_id", required=False, allow_null=True)
    interaction_type = serializers.ChoiceField(InteractionType.choices)
    details = TextField(required=False, max_length=20_000)
    order_placed = serializers.BooleanField(required=False)
    date = MomentField(required=False)
    outcome = serializers.ChoiceField(Outcome.choices, required=False, allow_blank=True)
    direction = serializers.ChoiceField(Direction.choices, required=False)
    duration_seconds = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=1_000_000
    )
    follow_up_at = MomentField(required=False, allow_null=True)
    next_step = TextField(required=False, max_length=500)
    order = OrderInput(required=False, allow_null=True)


class InteractionInput(InteractionChange):
    lead = IdField()


class OrderLineRow(serializers.Serializer[Any]):
    sku = serializers.CharField()
    name = serializers.CharField()
    quantity = serializers.FloatField()
    unit = serializers.CharField()
    unit_price = serializers.FloatField(allow_null=True)


class OrderDetails(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    product_details = serializers.CharField()
    quantity = serializers.FloatField(allow_null=True)
    total_price = serializers.FloatField(allow_null=True)
    order_date = serializers.DateTimeField()
    status = serializers.ChoiceField(OrderStatus.choices)
    external_id = serializers.CharField(allow_null=True)
    lines = OrderLineRow(many=True)


class Deleted(serializers.Serializer[Any]):
    message = serializers.CharField()
