"""The lists of this room, and what is added to a page of them."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from kernel.api import filters
from kernel.api.listing import Listing
from kernel.api.rows import Rows
from kernel.clock import local_day, zone_of
from leads.models import Tier
from leads.rules.status import LeadStatus
from performance_tracking.api.serializers import AccountRow, PatternColumns
from performance_tracking.models import AccountForecast
from performance_tracking.querysets.accounts import (
    ordering,
    performing,
    underperforming,
)
from performance_tracking.querysets.months import NO_ORDERS, months_around, orders_of_months
from performance_tracking.rules.rhythm import is_priced, month_trend, overdue_ratio

ORDERINGS = {name: name for name in ("id", "name", "potential_revenue", "last_order_at")}
FILTERS = (
    filters.number("assigned_to", "assigned_to_id"),
    filters.text("city"),
    filters.choice("tier", Tier.values),
    filters.choice("lead_status", LeadStatus.values),
)

DIGITS = {
    "gap_days": 2,
    "probability_active": 4,
    "chance_7": 4,
    "chance_28": 4,
    "expected_orders": 2,
    "order_value": 2,
    "expected_revenue": 2,
    "value_at_risk": 2,
}
MONEY = ("order_value", "expected_revenue", "value_at_risk")


class RowsOfForecasts(Rows):
    """The columns of an account, read from its forecast on: the index is there."""

    def __init__(self, row: type[AccountRow]) -> None:
        super().__init__(row)
        self.columns = {name: from_forecast(path) for name, path in self.columns.items()}


def from_forecast(path: str) -> str:
    there, _, column = path.partition("forecast__")
    return column if not there and column else f"lead__{path}"


def at_risk(viewer: Any) -> QuerySet[AccountForecast]:
    return AccountForecast.objects.of_accounts_in_reach(viewer).at_risk()


def the_time() -> dict[str, Any]:
    return {"now": timezone.now()}


def add_lateness(rows: list[dict[str, Any]], user: Any) -> None:
    """Say of each row how long its last order is ago, and how late that makes it.

    In days of the account's own zone, as the model counts them and the sentence says them.
    """
    now = timezone.now()
    for row in rows:
        last, today = row["last_order_on"], local_day(now, zone_of(row["timezone"]))
        days = max((today - last).days, 0) if last else None
        row["days_since_last_order"] = days
        row["overdue_ratio"] = overdue_ratio(days, row["gap_days"] or row["usual_gap_days"])
        if not is_priced(row["average_order_value"], row["order_value"]):
            row.update(dict.fromkeys(MONEY))
        for name, digits in DIGITS.items():
            if row[name] is not None:
                row[name] = round(row[name], digits)


def add_reason(rows: list[dict[str, Any]], user: Any) -> None:
    add_lateness(rows, user)
    cold = (LeadStatus.NEW, LeadStatus.LOST)
    for row in rows:
        row["reason"] = "LOW_POTENTIAL" if row["lead_status"] in cold else "OFF_RHYTHM"


def add_months(rows: list[dict[str, Any]], user: Any) -> None:
    """Count the orders of both months for the rows of this page, in one query."""
    add_lateness(rows, user)
    months = months_around(timezone.now(), zone_of(user.timezone))
    counted = orders_of_months([row["id"] for row in rows], months)
    for row in rows:
        row.update(counted.get(row["id"], NO_ORDERS))
        this, last = row["orders_this_month"], row["orders_last_month_to_date"]
        row["month_trend"] = month_trend(this, last)


PERFORMING = Listing(
    rows=Rows(AccountRow),
    base=performing,
    filters=FILTERS,
    orderings=ORDERINGS,
    search="search_key",
    finish=add_lateness,
)
UNDERPERFORMING = Listing(
    rows=Rows(AccountRow),
    base=underperforming,
    filters=FILTERS,
    orderings=ORDERINGS,
    search="search_key",
    extras=the_time,
    finish=add_reason,
)
AT_RISK = Listing(
    rows=RowsOfForecasts(AccountRow),
    base=at_risk,
    filters=tuple(replace(one, lookup=f"lead__{one.lookup}") for one in FILTERS),
    orderings={"value_at_risk": "value_at_risk", "id": "lead"},
    default_ordering="-value_at_risk",
    search="lead__search_key",
    finish=add_lateness,
)
PATTERNS = Listing(
    rows=Rows(PatternColumns),
    base=ordering,
    filters=FILTERS,
    orderings={"id": "id"},
    search="search_key",
    finish=add_months,
)
