"""Keeping an account's health, day by day."""

from typing import Any

from django.db.models import OuterRef, Subquery

from kernel.upsert import upsert
from performance_tracking.models import HealthSnapshot
from performance_tracking.services.reading import Columns


def keep_snapshots(columns: Columns) -> None:
    """Keep the health of the day where it is not what it was; two queries."""
    last = last_known(columns["lead_id"])
    names = [name for name in columns if name != "day"]
    rows = list(zip(*(columns[name] for name in names), strict=True))
    moved = [
        number
        for number, row in enumerate(rows)
        if columns["health"][number] is not None and last.get(row[0]) != row[1:]
    ]
    kept = {name: [values[number] for number in moved] for name, values in columns.items()}
    upsert(HealthSnapshot, kept, unique=["lead_id", "day"])


def last_known(lead_ids: Any) -> dict[int, tuple[Any, ...]]:
    """Return each account's newest snapshot: health, then the measures in the order of columns."""
    newest = HealthSnapshot.objects.filter(lead=OuterRef("lead")).order_by("-day").values("pk")[:1]
    rows = HealthSnapshot.objects.filter(lead__in=lead_ids, pk=Subquery(newest))
    names = ("health", "rhythm", "trend", "coverage", "contacts", "potential")
    return {pk: tuple(values) for pk, *values in rows.values_list("lead_id", *names)}
