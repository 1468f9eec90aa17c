"""The sums on a lead that rooms above keep: last contact, last order, next call."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from leads.models import Lead

UNSET = object()


def set_sums(
    lead_id: int,
    *,
    last_contacted_at: datetime | object | None = UNSET,
    last_order_at: datetime | object | None = UNSET,
    next_call_date: datetime | object | None = UNSET,
) -> None:
    """Write the sums given, if any of them differs; those left out stay as they are."""
    sums = {
        "last_contacted_at": last_contacted_at,
        "last_order_at": last_order_at,
        "next_call_date": next_call_date,
    }
    known = {name: value for name, value in sums.items() if value is not UNSET}
    Lead.objects.filter(pk=lead_id).exclude(**known).update(
        **known, updated_at=timezone.now(), version=F("version") + 1
    )
