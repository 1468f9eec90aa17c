"""Accounts with a stored forecast, for tests."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from leads.models import Lead
from leads.tests.factories import make_lead
from performance_tracking.models import AccountForecast


def make_forecast(lead: Lead, **fields: Any) -> AccountForecast:
    """Store what the nightly refresh would say of the lead; fields left out are plausible."""
    now = timezone.now()
    plausible: dict[str, Any] = {
        "as_of": now.date(),
        "computed_at": now,
        "orders": 12,
        "gap_days": 10.0,
        "weekday": 3,
        "probability_active": 0.8,
        "chance_7": 0.4,
        "chance_28": 0.8,
        "expected_orders": 2.5,
        "expected_revenue": 1000.0,
        "order_value": 400.0,
        "value_at_risk": 300.0,
        "grade": "A",
    }
    return AccountForecast.objects.create(lead=lead, **plausible | fields)


def make_account(*, ordered_days_ago: float, forecast: dict[str, Any], **fields: Any) -> Lead:
    """Return a won account whose last order was so many days ago."""
    last = timezone.now() - timedelta(days=ordered_days_ago)
    lead = make_lead(lead_status="CONVERTED", last_order_at=last, **fields)
    make_forecast(lead, **forecast)
    return lead


def working_day_after(day: date) -> date:
    """Return the next Monday to Friday after the day."""
    following = day + timedelta(days=1)
    while following.weekday() > 4:
        following += timedelta(days=1)
    return following


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())
