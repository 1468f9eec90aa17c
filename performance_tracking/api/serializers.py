"""How JSON sees performance."""

from typing import Any

from rest_framework import serializers

from leads.rules.status import LeadStatus

TRENDS = ["up", "flat", "down"]


def money(**kwargs: Any) -> serializers.DecimalField:
    return serializers.DecimalField(
        max_digits=14, decimal_places=2, coerce_to_string=False, **kwargs
    )


def number(source: str, **kwargs: Any) -> serializers.FloatField:
    return serializers.FloatField(source=source, allow_null=True, **kwargs)


def day(source: str, **kwargs: Any) -> serializers.DateField:
    return serializers.DateField(source=source, allow_null=True, **kwargs)


class ForecastColumns(serializers.Serializer[Any]):
    """What the order model says of an account; null before its first forecast.

    Expectations are for the next 30 days, `value_at_risk` for 28.
    """

    last_order_on = day("rhythm.last_day", help_text="of the orders that have come, over there")
    usual_gap_days = number("rhythm.usual_gap_days", help_text="median of the last 20 gaps")
    revenue = money(source="rhythm.revenue", allow_null=True, help_text="of all orders")
    average_order_value = money(source="rhythm.average_order_value", allow_null=True)
    forecast_as_of = day("forecast.as_of", help_text="the account's own day")
    gap_days = number("forecast.gap_days", help_text="usual gap, shrunk to what is typical")
    probability_active = number(
        "forecast.probability_active", help_text="of still being with us, not of an order"
    )
    chance_7 = number("forecast.chance_7", help_text="of an order within 7 days")
    chance_28 = number("forecast.chance_28", help_text="of an order within 28 days")
    next_order_date = day(
        "forecast.next_order_date",
        help_text="null with under 3 gaps, or under 30 % chance of still being with us",
    )
    next_order_from = day(
        "forecast.next_order_from",
        help_text="of accounts that do order, about 8 in 10 do so first from this day to "
        "next_order_to; who has left does not",
    )
    next_order_to = day("forecast.next_order_to")
    expected_orders = number("forecast.expected_orders")
    order_value = number(
        "forecast.order_value",
        help_text="expected of the next order; this and what follows from it is null while no "
        "order of anybody has a price",
    )
    expected_revenue = number("forecast.expected_revenue")
    value_at_risk = number("forecast.value_at_risk")
    grade = serializers.CharField(
        source="forecast.grade", allow_null=True, help_text="of the evidence, A to D"
    )
    health = serializers.IntegerField(source="forecast.health", allow_null=True)
    trend = serializers.ChoiceField(
        TRENDS,
        source="forecast.trend",
        allow_null=True,
        help_text="days with an order in 28 days, against the mean of the two such periods before",
    )


class AccountRow(ForecastColumns):
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
    timezone = serializers.CharField()
    next_call_date = serializers.DateTimeField(allow_null=True)
    orders = serializers.IntegerField(source="rhythm.orders", allow_null=True)


class RankedAccount(AccountRow):
    """What the rows carry beyond their columns."""

    days_since_last_order = serializers.IntegerField(allow_null=True)
    overdue_ratio = serializers.FloatField(allow_null=True)


class UnderperformingAccount(RankedAccount):
    reason = serializers.ChoiceField(["LOW_POTENTIAL", "OFF_RHYTHM"])


class PatternColumns(ForecastColumns):
    restaurant_id = serializers.IntegerField(source="id")
    id = serializers.IntegerField()
    name = serializers.CharField()
    lead_status = serializers.ChoiceField(LeadStatus.choices)
    last_order_at = serializers.DateTimeField(allow_null=True)
    timezone = serializers.CharField()


class PatternRow(PatternColumns):
    orders_last_month = serializers.IntegerField()
    orders_this_month = serializers.IntegerField()
    orders_last_month_to_date = serializers.IntegerField()
    revenue_last_month = money(allow_null=True)
    revenue_this_month = money(allow_null=True)
    month_trend = serializers.ChoiceField(
        TRENDS, help_text="orders this month, against last month by the same day"
    )
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


class PortfolioRow(serializers.Serializer[Any]):
    """A month. What lies ahead has expectations, the running month both; else they are null."""

    month = serializers.CharField()
    orders = serializers.IntegerField(allow_null=True)
    revenue = money(allow_null=True)
    accounts = serializers.IntegerField(allow_null=True)
    expected_orders = serializers.FloatField(allow_null=True, help_text="from today on")
    expected_revenue = money(allow_null=True, help_text="from today on")
    expected_revenue_low = money(
        allow_null=True, help_text="meant to be undercut once in ten; from how far the past strayed"
    )
    expected_revenue_high = money(allow_null=True, help_text="meant to be passed once in ten")


class HealthMeasures(serializers.Serializer[Any]):
    """Each from 0 to 100; null, when it cannot be known, and its weight goes to the others."""

    rhythm = serializers.IntegerField(allow_null=True)
    trend = serializers.IntegerField(allow_null=True)
    coverage = serializers.IntegerField(allow_null=True)
    contacts = serializers.IntegerField(allow_null=True)
    potential = serializers.IntegerField(allow_null=True)


class HealthDay(serializers.Serializer[Any]):
    day = serializers.DateField()
    health = serializers.IntegerField()


class AccountDetail(UnderperformingAccount):
    reason = None  # type: ignore[assignment]
    revenue = money()
    average_order_value = money(allow_null=True)
    months = MonthRow(many=True)
    sentence = serializers.CharField(help_text="the account in words, from its numbers only")
    health_measures = HealthMeasures(allow_null=True)
    health_change = serializers.CharField(help_text="what moved it last, and why; may be empty")
    health_history = HealthDay(many=True, help_text="newest first; a day left out had no change")


class TenthOfTheScale(serializers.Serializer[Any]):
    """Of the forecasts that said so much: what was said on average, how often it happened."""

    low = serializers.FloatField()
    high = serializers.FloatField()
    forecasts = serializers.IntegerField()
    said = serializers.FloatField(allow_null=True)
    happened = serializers.FloatField(allow_null=True)


class RecordRow(serializers.Serializer[Any]):
    forecasts = serializers.IntegerField()
    said = serializers.FloatField(allow_null=True, help_text="mean chance of an order in 28 days")
    happened = serializers.FloatField(allow_null=True, help_text="share that ordered in them")
    said_7 = serializers.FloatField(allow_null=True)
    happened_7 = serializers.FloatField(allow_null=True)
    expected_orders = serializers.FloatField()
    orders = serializers.IntegerField(help_text="days with an order")
    expected_revenue = serializers.FloatField()
    revenue = serializers.FloatField()
    expected_over_actual = serializers.FloatField(allow_null=True)
    mean_revenue_error = serializers.FloatField(allow_null=True, help_text="absolute, an account")
    dates = serializers.IntegerField(help_text="forecasts with a date and an order in 28 days")
    median_days_off = serializers.FloatField(allow_null=True)
    windows = serializers.IntegerField(
        help_text="forecasts whose window for the next order ended in their 28 days"
    )
    inside_window = serializers.FloatField(
        allow_null=True, help_text="of those that ordered in the 28 days, share that did in it"
    )
    no_order_by_window_end = serializers.FloatField(
        allow_null=True, help_text="of all these windows, share that ended before an order came"
    )


class RecordOfMonth(RecordRow):
    month = serializers.CharField()


class TrackRecord(serializers.Serializer[Any]):
    """Forecasts of the last twelve months whose 28 days are over, by the month they ended in."""

    this_month = RecordRow()
    all = RecordRow()
    reliability = TenthOfTheScale(many=True)
    months = RecordOfMonth(many=True)
    waiting = serializers.IntegerField(help_text="published, not over yet")
    next_judged_after = serializers.DateField(allow_null=True)
