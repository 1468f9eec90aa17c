"""Rates for tests: the starting values, and easy ones."""

from typing import Any

from call_planning.rules.worth import Account, Rate, Rates, Segment

STARTING = Rates(
    uplift={segment: Rate(0.05 if segment == Segment.DUE else 0.02) for segment in Segment},
    save=dict.fromkeys(Segment, 0.05),
    lift=0.02,
    half=50,
)


def account(**changes: Any) -> Account:
    """An account that orders for 400 every 10 days, and is 20 days late with 800 at stake."""
    usual = Account(
        orders=12,
        order_value=400,
        at_stake=800,
        probability_active=1.0,
        gap_days=10,
        days_since_order=20,
    )
    return usual._replace(**changes)
