"""Reading stored statistics, by column."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import Count

from contact.models import Contact
from forecasting.arrays import Floats, Ints
from kernel.clock import local_day, zone_of
from performance_tracking.models import AccountRhythm

STATISTICS = (
    "lead_id", "orders", "gaps", "usual_gap_days", "zone", "first_day", "last_day", "log_gaps",
    "recent", "priced", "order_value",
)  # fmt: skip
OF_THE_LEAD = ("potential_revenue", "next_call_date", "last_contacted_at")
Columns = dict[str, Sequence[Any]]


def rows_of(lead_ids: Sequence[int]) -> Columns:
    """Return the statistics of these leads, in the order of their ids; one query."""
    names = [*STATISTICS, *(f"lead__{name}" for name in OF_THE_LEAD)]
    rows = AccountRhythm.objects.filter(lead__in=lead_ids).exclude(recent="").order_by("lead_id")
    found = list(zip(*rows.values_list(*names), strict=True)) or [()] * len(names)
    return dict(zip([*STATISTICS, *OF_THE_LEAD], found, strict=True))


def people_at(lead_ids: Sequence[int]) -> dict[int, int]:
    """Count the contacts who are still there; one query."""
    there = Contact.objects.filter(restaurant__in=lead_ids, deleted_at=None, left_on=None)
    counted = there.order_by().values_list("restaurant_id").annotate(Count("id"))
    return dict(counted)


def local_days(zones: Sequence[str], now: datetime) -> Ints:
    """Return today in each zone, as ordinals."""
    days = {zone: local_day(now, zone_of(zone)).toordinal() for zone in set(zones)}
    return np.array([days[zone] for zone in zones], dtype=np.int64)


def days_before(moments: Sequence[datetime | None], now: datetime) -> Floats:
    """Return how many days ago each moment was; NaN where there is none."""
    return np.array(
        [np.nan if at is None else (now - at).total_seconds() / 86_400 for at in moments],
        dtype=np.float64,
    )
