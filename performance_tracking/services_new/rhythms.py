"""Keeping each account's rhythm in line with its orders."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from interaction_tracking.models import Order
from performance_tracking.models import AccountRhythm
from performance_tracking.rules import falls_off_at, gaps_in_days, usual_gap


@transaction.atomic
def refresh_rhythms(lead_ids: Iterable[int]) -> None:
    """Compute the rhythm of these leads anew; three queries, however many there are."""
    wanted = list(lead_ids)
    moments: dict[int, list[datetime]] = defaultdict(list)
    orders = Order.objects.filter(lead__in=wanted).counted().values_list("lead_id", "ordered_at")
    for lead_id, moment in orders:
        moments[lead_id].append(moment)
    AccountRhythm.objects.filter(lead__in=set(wanted) - moments.keys()).delete()
    AccountRhythm.objects.bulk_create(
        [rhythm_of(lead_id, found) for lead_id, found in moments.items()],
        update_conflicts=True,
        unique_fields=["lead"],
        update_fields=[
            "orders",
            "gaps",
            "usual_gap_days",
            "first_order_at",
            "last_order_at",
            "falls_off_at",
        ],
    )


def rhythm_of(lead_id: int, moments: list[datetime]) -> AccountRhythm:
    last, gaps, gap = max(moments), len(gaps_in_days(moments)), usual_gap(moments)
    return AccountRhythm(
        lead_id=lead_id,
        orders=len(moments),
        gaps=gaps,
        usual_gap_days=gap,
        first_order_at=min(moments),
        last_order_at=last,
        falls_off_at=falls_off_at(last, gap, gaps=gaps),
    )
