"""Accounts with orders, for tests."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from interaction_tracking.models import Interaction, Order
from interaction_tracking.services.sums import sum_up_many
from leads.models import Lead
from leads.tests.factories import make_lead
from performance_tracking.models import AccountForecast
from performance_tracking.services.rhythms import refresh_rhythms

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)  # a Monday


def make_account(*days_ago: float, price: Any = 100, now: datetime = NOW, **fields: Any) -> Lead:
    """Return a won account with orders so many days before `now`, and its statistics."""
    values = {"lead_status": "CONVERTED", "timezone": "UTC"} | fields
    lead = make_lead(**values)
    add_orders(lead, days_ago, price=price, now=now)
    sum_up_many([lead.pk])
    refresh_rhythms([lead.pk], now=now)
    lead.refresh_from_db()
    return lead


def add_orders(
    lead: Lead, days_ago: Iterable[float], *, price: Any = 100, now: datetime = NOW
) -> None:
    """Write orders as a careless writer of sets would: nothing that follows from them."""
    for days in days_ago:
        at = now - timedelta(days=days)
        touch = Interaction.objects.create(
            lead=lead,
            interaction_type="ORDER",
            order_placed=True,
            date=at,
            created_at=at,
            updated_at=at,
        )
        Order.objects.create(interaction=touch, lead=lead, ordered_at=at, total_price=price)


def make_forecast(lead: Lead, **fields: Any) -> AccountForecast:
    """Return a stored forecast; fields left out are plausible."""
    plausible = {
        "as_of": NOW.date(), "computed_at": NOW, "orders": 12, "gap_days": 7.0,
        "probability_active": 0.5, "chance_7": 0.3, "chance_28": 0.4, "expected_orders": 2.0,
        "expected_revenue": 200.0, "order_value": 100.0, "value_at_risk": 150.0, "grade": "A",
    }  # fmt: skip
    return AccountForecast.objects.create(lead=lead, **plausible | fields)


def every(days: int, *, times: int, since: float = 1) -> list[float]:
    """Return the days ago of so many orders, one each `days`, the last `since` days ago."""
    return [since + days * number for number in range(times)]
