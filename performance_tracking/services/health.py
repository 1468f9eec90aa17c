"""Keeping an account's health, day by day."""

from collections.abc import Sequence

from django.db.models import OuterRef, Subquery

from kernel.upsert import upsert
from performance_tracking.models import HealthSnapshot
from performance_tracking.services.reading import Columns


def keep_snapshots(columns: Columns) -> None:
    """Keep the health of the day, with its measures, where it is not what it was; two queries."""
    last = last_known(columns["lead_id"])
    found = zip(columns["lead_id"], columns["health"], strict=True)
    moved = [
        number
        for number, (pk, health) in enumerate(found)
        if health is not None and last.get(pk) != health
    ]
    kept = {name: [values[number] for number in moved] for name, values in columns.items()}
    upsert(HealthSnapshot, kept, unique=["lead_id", "day"])


def last_known(lead_ids: Sequence[int]) -> dict[int, int]:
    newest = HealthSnapshot.objects.filter(lead=OuterRef("lead")).order_by("-day").values("pk")[:1]
    rows = HealthSnapshot.objects.filter(lead__in=lead_ids, pk=Subquery(newest))
    return dict(rows.values_list("lead_id", "health"))
