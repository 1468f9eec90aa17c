"""How JSON sees a lead: the row as read, and what may be written."""

from typing import Any

from rest_framework import serializers

from kernel.api.fields import (
    Checked,
    ClockField,
    IdField,
    MomentField,
    MoneyField,
    TextField,
    ZoneField,
)
from leads.models import Tier
from leads.rules.delivery import checked_delivery_days
from leads.rules.service_hours import validate_service_hours
from leads.rules.status import LeadStatus, LostReason


class LeadRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    address = serializers.CharField()
    city = serializers.CharField()
    state = serializers.CharField()
    pincode = serializers.CharField()
    country = serializers.CharField()
    contact_person = serializers.CharField()
    phone = serializers.CharField()
    phone_e164 = serializers.CharField()
    email = serializers.CharField()
    lead_status = serializers.ChoiceField(LeadStatus.choices)
    potential_revenue = serializers.DecimalField(
        max_digits=12, decimal_places=2, coerce_to_string=False, allow_null=True
    )
    notes = serializers.CharField()
    assigned_to = serializers.IntegerField(source="assigned_to_id", allow_null=True)
    cuisine_type = serializers.CharField()
    restaurant_type = serializers.CharField()
    external_id = serializers.CharField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
    tier = serializers.CharField()
    timezone = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    website = serializers.CharField()
    seats = serializers.IntegerField(allow_null=True)
    service_hours = serializers.JSONField()
    delivery_days = serializers.JSONField()
    order_cutoff = ClockField(allow_null=True)
    parent = serializers.IntegerField(source="parent_id", allow_null=True)  # type: ignore[assignment]
    lost_reason = serializers.CharField()
    lost_note = serializers.CharField()
    win_back_on = serializers.DateField(allow_null=True)
    status_changed_at = serializers.DateTimeField()
    converted_at = serializers.DateTimeField(allow_null=True)
    created_by = serializers.IntegerField(source="created_by_id", allow_null=True)
    last_contacted_at = serializers.DateTimeField(allow_null=True)
    last_activity_at = serializers.DateTimeField(allow_null=True)
    rots_at = serializers.DateTimeField(allow_null=True)
    last_order_at = serializers.DateTimeField(allow_null=True)
    next_call_date = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class LeadInput(serializers.Serializer[Any]):
    name = TextField(required=True, max_length=200)
    address = TextField(required=False, max_length=500)
    city = TextField(required=False, max_length=120)
    state = TextField(required=False, max_length=120)
    pincode = TextField(required=False, max_length=20)
    country = serializers.RegexField("^[A-Z]{2}$", required=False, allow_blank=True)
    contact_person = TextField(required=False, max_length=200)
    phone = TextField(required=False, max_length=50)
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    lead_status = serializers.ChoiceField(LeadStatus.choices, required=False)
    potential_revenue = MoneyField(required=False, allow_null=True)
    notes = TextField(required=False, max_length=20_000)
    assigned_to = IdField(source="assigned_to_id", required=False, allow_null=True)
    cuisine_type = TextField(required=False, max_length=120)
    restaurant_type = TextField(required=False, max_length=120)
    external_id = TextField(required=False, max_length=100, allow_null=True)
    source = TextField(required=False, max_length=100)  # type: ignore[assignment]
    tier = serializers.ChoiceField(Tier.choices, required=False, allow_blank=True)
    timezone = ZoneField(required=False)
    latitude = serializers.FloatField(required=False, allow_null=True, min_value=-90, max_value=90)
    longitude = serializers.FloatField(
        required=False, allow_null=True, min_value=-180, max_value=180
    )
    website = serializers.URLField(required=False, allow_blank=True, max_length=500)
    seats = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=1_000_000
    )
    service_hours = Checked(check=validate_service_hours, required=False)
    delivery_days = Checked(check=checked_delivery_days, required=False)
    order_cutoff = ClockField(required=False, allow_null=True)
    parent = IdField(source="parent_id", required=False, allow_null=True)  # type: ignore[assignment]
    lost_reason = serializers.ChoiceField(LostReason.choices, required=False, allow_blank=True)
    lost_note = TextField(required=False, max_length=1000)
    win_back_on = serializers.DateField(required=False, allow_null=True)

    def validate_external_id(self, value: str | None) -> str | None:
        return value or None


class StatusChangeRequest(serializers.Serializer[Any]):
    status = serializers.ChoiceField(LeadStatus.choices)
    reason = serializers.ChoiceField(LostReason.choices, required=False)
    note = TextField(required=False, max_length=1000)
    win_back_on = serializers.DateField(required=False, allow_null=True)


class StatusChangeRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    old_status = serializers.CharField(source="old")
    new_status = serializers.CharField(source="new")
    changed_by = serializers.CharField(source="by.username")
    changed_at = serializers.DateTimeField(source="at")
    duration_seconds = serializers.IntegerField()
    reason = serializers.CharField()
    note = serializers.CharField()
    via = serializers.CharField()
    skipped = serializers.BooleanField()
    reopened = serializers.BooleanField()


class EventRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    subject = serializers.CharField()
    subject_id = serializers.IntegerField()
    by = serializers.CharField(source="by.username")
    data = serializers.JSONField()  # type: ignore[assignment]
    at = MomentField()


class AlikeRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    city = serializers.CharField()


class CreatedLead(LeadRow):
    possible_duplicates = AlikeRow(many=True)
