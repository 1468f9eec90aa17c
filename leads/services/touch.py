"""Holding a lead, and the sums that rooms above keep on it: last contact, order, next call."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from leads.models import Lead

UNSET = object()


def hold_leads(*ids: int) -> None:
    """Let nobody else write these leads, or below them, until our transaction ends.

    Who writes below a lead (an interaction, a plan, statistics) holds the lead first, and many in
    the order of their ids. So nobody waits for somebody who waits for them, and what is summed up
    has all that others wrote before.
    """
    rows = Lead.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(rows.values_list("pk"))


def set_sums(
    lead_id: int,
    *,
    last_contacted_at: datetime | object | None = UNSET,
    last_order_at: datetime | object | None = UNSET,
    last_activity_at: datetime | object | None = UNSET,
    next_call_date: datetime | object | None = UNSET,
) -> None:
    """Write the sums given, if any of them differs; those left out stay as they are."""
    sums = {
        "last_contacted_at": last_contacted_at,
        "last_order_at": last_order_at,
        "last_activity_at": last_activity_at,
        "next_call_date": next_call_date,
    }
    known = {name: value for name, value in sums.items() if value is not UNSET}
    rows = Lead.objects.filter(pk=lead_id)
    now = timezone.now()
    changed = rows.exclude(**known).update(**known, updated_at=now, version=F("version") + 1)
    if changed and "last_activity_at" in known:
        rows.settle_rot()
