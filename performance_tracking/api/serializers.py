"""How JSON sees performance."""

from typing import Any

from rest_framework import serializers

from leads.rules.status import LeadStatus


def money(**kwargs: Any) -> serializers.DecimalField:
    return serializers.DecimalField(
        max_digits=14, decimal_places=2, coerce_to_string=False, **kwargs
    )


class AccountRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    lead_status = serializers.ChoiceField(LeadStatus.choices)
    potential_revenue = money(allow_null=True)
    cuisine_type = serializers.CharField()
    restaurant_type = serializers.CharField()
    city = serializers.CharField()
    tier = serializers.CharField()
    assigned_to = serializers.IntegerField(source="assigned_to_id", allow_null=True)
    last_contacted_at = serializers.DateTimeField(allow_null=True)
    last_order_at = serializers.DateTimeField(allow_null=True)
    next_call_date = serializers.DateTimeField(allow_null=True)
    orders = serializers.IntegerField(source="rhythm.orders", allow_null=True)
    usual_gap_days = serializers.FloatField(source="rhythm.usual_gap_days", allow_null=True)


class RankedAccount(AccountRow):
    """What the rows carry beyond their columns."""

    days_since_last_order = serializers.IntegerField(allow_null=True)
    overdue_ratio = serializers.FloatField(allow_null=True)


class UnderperformingAccount(RankedAccount):
    reason = serializers.ChoiceField(["LOW_POTENTIAL", "OFF_RHYTHM"])


class PatternColumns(serializers.Serializer[Any]):
    restaurant_id = serializers.IntegerField(source="id")
    id = serializers.IntegerField()
    name = serializers.CharField()
    lead_status = serializers.ChoiceField(LeadStatus.choices)
    last_order_at = serializers.DateTimeField(allow_null=True)
    usual_gap_days = serializers.FloatField(source="rhythm.usual_gap_days", allow_null=True)


class PatternRow(PatternColumns):
    orders_last_month = serializers.IntegerField()
    orders_this_month = serializers.IntegerField()
    orders_last_month_to_date = serializers.IntegerField()
    revenue_last_month = money(allow_null=True)
    revenue_this_month = money(allow_null=True)
    trend = serializers.ChoiceField(["up", "flat", "down"])
    days_since_last_order = serializers.IntegerField(allow_null=True)
    overdue_ratio = serializers.FloatField(allow_null=True)


class FunnelRow(serializers.Serializer[Any]):
    lead_status = serializers.CharField()
    type = serializers.CharField()
    win_probability = serializers.FloatField()
    leads = serializers.IntegerField()
    potential_revenue = money()
    weighted_revenue = money()
    median_days_in_stage = serializers.FloatField(allow_null=True)


class TeamMemberRow(serializers.Serializer[Any]):
    user = serializers.IntegerField()
    username = serializers.CharField()
    team = serializers.IntegerField(allow_null=True)
    leads = serializers.IntegerField()
    open_leads = serializers.IntegerField()
    accounts = serializers.IntegerField()
    open_potential = money()
    calls = serializers.IntegerField()
    connected = serializers.IntegerField()
    orders = serializers.IntegerField()
    revenue = money()


class MonthRow(serializers.Serializer[Any]):
    month = serializers.CharField()
    orders = serializers.IntegerField()
    revenue = money()
    accounts = serializers.IntegerField()


class AccountDetail(UnderperformingAccount):
    reason = None  # type: ignore[assignment]
    revenue = money()
    average_order_value = money(allow_null=True)
    months = MonthRow(many=True)
