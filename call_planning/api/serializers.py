"""How JSON sees call plans."""

from typing import Any

from rest_framework import serializers

from call_planning.rules.frequency import Frequency
from interaction_tracking.api.serializers import OrderInput
from interaction_tracking.rules import Outcome
from kernel.api.fields import IdField, MomentField, TextField


class PlanRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    lead = serializers.IntegerField(source="lead_id")
    frequency = serializers.ChoiceField(Frequency.choices)
    last_called = serializers.DateTimeField(allow_null=True)
    next_call_date = serializers.DateTimeField()
    notes = serializers.CharField()
    interval_days = serializers.IntegerField(allow_null=True)
    snoozed_until = serializers.DateTimeField(allow_null=True)
    snooze_reason = serializers.CharField()
    paused_at = serializers.DateTimeField(allow_null=True)
    promised_at = serializers.DateTimeField(allow_null=True)
    attempts = serializers.IntegerField()
    last_attempt_at = serializers.DateTimeField(allow_null=True)
    retry_at = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    planned_on = serializers.DateField(allow_null=True)
    pinned = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class FrequencyInput(serializers.Serializer[Any]):
    frequency = serializers.ChoiceField(Frequency.choices)
    interval_days = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=730
    )


class PlanChange(FrequencyInput):
    notes = TextField(required=False, max_length=5000)
    next_call_date = MomentField(required=False)


class PlanInput(PlanChange):
    lead = IdField()


class CallInput(serializers.Serializer[Any]):
    last_called = MomentField(required=False)
    outcome = serializers.ChoiceField(Outcome.choices, required=False)
    details = TextField(required=False, max_length=20_000)
    contact = IdField(source="contact_id", required=False, allow_null=True)
    duration_seconds = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=1_000_000
    )
    follow_up_at = MomentField(required=False, allow_null=True)
    next_step = TextField(required=False, max_length=500)
    order = OrderInput(required=False, allow_null=True)
    next_call_date = MomentField(required=False)


class SnoozeInput(serializers.Serializer[Any]):
    until = MomentField()
    reason = TextField(required=False, max_length=500)


class TodayRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    lead = serializers.IntegerField()
    frequency = serializers.ChoiceField(Frequency.choices)
    last_called = serializers.DateTimeField(allow_null=True)
    next_call_date = serializers.DateTimeField()
    notes = serializers.CharField()
    due_at = serializers.DateTimeField()
    planned_on = serializers.DateField(allow_null=True)
    pinned = serializers.BooleanField()
    retry_at = serializers.DateTimeField(allow_null=True)
    attempts = serializers.IntegerField()
    days_overdue = serializers.IntegerField()
    urgency = serializers.FloatField()
    priority = serializers.IntegerField(min_value=0, max_value=100)
    worth = serializers.FloatField(allow_null=True, help_text="money expected of the call")
    reasons = serializers.ListField(child=serializers.CharField())
    lead_name = serializers.CharField()
    contact = serializers.IntegerField(allow_null=True)
    contact_name = serializers.CharField()
    phone = serializers.CharField()
    local_time = serializers.CharField()
    callable_now = serializers.BooleanField()
    callable_why = serializers.CharField()
    call_by = serializers.DateTimeField(allow_null=True)


class TermRow(serializers.Serializer[Any]):
    name = serializers.CharField()
    value = serializers.JSONField()
    weight = serializers.IntegerField()
    points = serializers.IntegerField()
    money = serializers.FloatField(allow_null=True)
    numbers = serializers.DictField()
    estimate = serializers.BooleanField()
    sentence = serializers.CharField()


class Why(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    lead = serializers.IntegerField()
    priority = serializers.IntegerField()
    worth = serializers.FloatField(allow_null=True)
    urgency = serializers.FloatField()
    days_overdue = serializers.IntegerField()
    due_at = serializers.DateTimeField(allow_null=True)
    shown_on = serializers.DateField()
    planned_on = serializers.DateField(allow_null=True)
    pinned = serializers.BooleanField()
    reasons = serializers.ListField(child=serializers.CharField())
    terms = TermRow(many=True)
    local_time = serializers.CharField()
    callable_now = serializers.BooleanField()
    callable_why = serializers.CharField()
    call_by = serializers.DateTimeField(allow_null=True)


class CoverageRow(serializers.Serializer[Any]):
    kam = serializers.IntegerField(allow_null=True)
    username = serializers.CharField()
    tier = serializers.CharField()
    planned = serializers.IntegerField()
    kept = serializers.IntegerField()
    late = serializers.IntegerField()
    over_served = serializers.IntegerField()
    overdue = serializers.IntegerField()


class Coverage(serializers.Serializer[Any]):
    days = serializers.IntegerField()
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    rows = CoverageRow(many=True)


class Detail(serializers.Serializer[Any]):
    detail = serializers.CharField()
