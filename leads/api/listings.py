"""The lists of this room."""

from events.models import Event
from kernel.api import filters
from kernel.api.listing import Listing
from kernel.api.rows import Rows
from leads.api.serializers import EventRow, LeadRow, StatusChangeRow
from leads.models import Lead, LeadStatusChange, Tier
from leads.querysets import below_leads_of
from leads.rules.status import LeadStatus

LEAD_FILTERS = (
    filters.choice("lead_status", LeadStatus.values),
    filters.number("assigned_to", "assigned_to_id"),
    filters.missing("unassigned", "assigned_to__isnull"),
    filters.text("city"),
    filters.text("country"),
    filters.choice("tier", Tier.values),
    filters.text("cuisine_type"),
    filters.text("restaurant_type"),
    filters.text("source"),
    filters.text("external_id"),
    filters.number("parent", "parent_id"),
    filters.money("potential_revenue_min", "potential_revenue__gte"),
    filters.money("potential_revenue_max", "potential_revenue__lte"),
    filters.when("created_from", "created_at__gte"),
    filters.when("created_to", "created_at__lt"),
    filters.when("updated_from", "updated_at__gte"),
)
LEAD_ORDERINGS = {
    name: name
    for name in (
        "id",
        "name",
        "created_at",
        "updated_at",
        "potential_revenue",
        "next_call_date",
        "last_order_at",
        "last_contacted_at",
        "lead_status",
    )
}
LEADS = Listing(
    rows=Rows(LeadRow),
    base=lambda viewer: Lead.objects.visible_to(viewer),
    filters=LEAD_FILTERS,
    orderings=LEAD_ORDERINGS,
    search="search_key",
)
TRASH = Listing(
    rows=Rows(LeadRow),
    base=lambda viewer: Lead.objects.trash_of(viewer),
    filters=LEAD_FILTERS,
    orderings=LEAD_ORDERINGS,
    search="search_key",
)
STEPS = Listing(
    rows=Rows(StatusChangeRow),
    base=lambda viewer: LeadStatusChange.objects.filter(below_leads_of(viewer)),
    filters=(filters.number("lead", "lead_id"),),
    default_ordering="-id",
)
TIMELINE = Listing(
    rows=Rows(EventRow),
    base=lambda viewer: Event.objects.filter(
        lead_id__in=Lead.objects.visible_to(viewer).values("pk")
    ),
    filters=(filters.number("lead", "lead_id"), filters.text("name")),
    default_ordering="-id",
)
