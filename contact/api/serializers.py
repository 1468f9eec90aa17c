"""How JSON sees a contact."""

from typing import Any

from rest_framework import serializers

from contact.rules import Channel, DecisionRole, RoleCode
from kernel.api.fields import IdField, TextField, ZoneField


class ContactRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    restaurant = serializers.IntegerField(source="restaurant_id")
    name = serializers.CharField()
    role = serializers.CharField()
    email = serializers.CharField()
    phone = serializers.CharField()
    address = serializers.CharField()
    role_code = serializers.ChoiceField(RoleCode.choices)
    is_primary = serializers.BooleanField()
    decision_role = serializers.ChoiceField(DecisionRole.choices)
    preferred_channel = serializers.ChoiceField(Channel.choices)
    language = serializers.CharField()
    timezone = serializers.CharField()
    do_not_call = serializers.BooleanField()
    left_on = serializers.DateField(allow_null=True)
    phone_e164 = serializers.CharField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class ContactInput(serializers.Serializer[Any]):
    restaurant = IdField()
    name = TextField(required=True, max_length=200)
    role = TextField(required=False, max_length=120)
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    phone = TextField(required=False, max_length=50)
    address = TextField(required=False, max_length=500)
    role_code = serializers.ChoiceField(RoleCode.choices, required=False)
    is_primary = serializers.BooleanField(required=False)
    decision_role = serializers.ChoiceField(DecisionRole.choices, required=False)
    preferred_channel = serializers.ChoiceField(Channel.choices, required=False)
    language = TextField(required=False, max_length=35)
    timezone = ZoneField(required=False)
    do_not_call = serializers.BooleanField(required=False)
    left_on = serializers.DateField(required=False, allow_null=True)
