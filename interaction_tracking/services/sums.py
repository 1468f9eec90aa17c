"""Bringing the sums of many leads in line at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from interaction_tracking.models import Interaction, Order
from leads.models import Lead
from leads.services.touch import hold_leads

SUMS = ("last_contacted_at", "last_activity_at", "last_order_at")


@transaction.atomic
def sum_up_many(lead_ids: Sequence[int]) -> int:
    """Set last contact, activity and order of these leads; returns how many differed.

    Five queries and an update, however many leads; leads that are right already stay untouched.
    """
    hold_leads(*lead_ids)
    of_leads = Interaction.objects.filter(lead__in=lead_ids, deleted_at=None)
    found = {
        "last_contacted_at": latest(of_leads.contacts(), "date"),
        "last_activity_at": latest(of_leads, "date"),
        "last_order_at": latest(Order.objects.filter(lead__in=lead_ids).counted(), "ordered_at"),
    }
    changed = []
    now = timezone.now()
    leads = Lead.objects.filter(pk__in=lead_ids)
    for lead in leads.only("pk", "version", "updated_at", *SUMS):
        right = {name: moments.get(lead.pk) for name, moments in found.items()}
        if right != {name: getattr(lead, name) for name in SUMS}:
            for name, moment in right.items():
                setattr(lead, name, moment)
            lead.updated_at = now
            lead.version = F("version") + 1
            changed.append(lead)
    Lead.objects.bulk_update(changed, [*SUMS, "updated_at", "version"], batch_size=200)
    Lead.objects.filter(pk__in=[lead.pk for lead in changed]).settle_rot()
    return len(changed)


def latest(rows: Any, column: str) -> dict[int, datetime]:
    return dict(rows.order_by().values_list("lead").annotate(at=Max(column)))
