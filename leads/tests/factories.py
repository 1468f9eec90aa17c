"""Leads for tests."""

from typing import Any

from django.utils import timezone

from leads.models import Lead
from leads.services.derive import derive_columns


def make_lead(**fields: Any) -> Lead:
    """Return a stored lead; fields left out are plausible."""
    now = timezone.now()
    moments = {"created_at": now, "updated_at": now, "status_changed_at": now}
    lead = Lead(**{"name": "The Great Restaurant"} | moments | fields)
    derive_columns(lead)
    lead.save()
    return lead
