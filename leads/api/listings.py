"""The lists of this room."""

from typing import Any

from django.db.models import BigIntegerField, CharField, DateTimeField, QuerySet
from django.utils import timezone

from events.models import Event
from kernel.api import filters
from kernel.api.listing import Listing
from kernel.api.rows import Rows
from kernel.slots import AnyViewer, Slot
from leads.api.serializers import AlikeRow, EventRow, LeadRow, StatusChangeRow
from leads.models import Lead, LeadStatusChange, Tier
from leads.querysets import below_leads_of
from leads.rules.rot import PLANNED_SOON
from leads.rules.status import LeadStatus


def narrow_to_rotting(rows: QuerySet[Any], wanted: bool) -> QuerySet[Any]:  # noqa: FBT001 - a filter
    rotting = Lead.objects.rotting(
        now=Slot("now", DateTimeField()), soon=Slot("soon", DateTimeField())
    )
    return rows.filter(pk__in=rotting) if wanted else rows.exclude(pk__in=rotting)


def moments() -> dict[str, Any]:
    now = timezone.now()
    return {"now": now, "soon": now + PLANNED_SOON}


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
    filters.until("created_to", "created_at__lte"),
    filters.when("updated_from", "updated_at__gte"),
    filters.either("rotting", narrow_to_rotting),
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
    extras=moments,
)
TRASH = Listing(
    rows=Rows(LeadRow),
    base=lambda viewer: Lead.objects.trash_of(viewer),
    filters=LEAD_FILTERS,
    orderings=LEAD_ORDERINGS,
    search="search_key",
    extras=moments,
)
STEPS = Listing(
    rows=Rows(StatusChangeRow),
    base=lambda viewer: LeadStatusChange.objects.filter(below_leads_of(viewer)),
    filters=(filters.number("lead", "lead_id"),),
    default_ordering="-id",
)
ALIKE = Rows(AlikeRow)
ALIKE_AT_MOST = 10
TIMELINE = Listing(
    rows=Rows(EventRow),
    base=lambda viewer: Event.objects.filter(
        lead_id__in=Lead.objects.visible_to(viewer).values("pk")
    ),
    filters=(filters.number("lead", "lead_id"), filters.text("name")),
    default_ordering="-id",
)


def leads_like(lead: Lead, viewer: Any) -> list[dict[str, Any]]:
    """Return the leads in the viewer's reach that may be the same restaurant."""
    keys = {
        "phone": lead.phone_e164,
        "email": lead.email_key,
        "name_key": lead.name_key if lead.pincode else "",
        "pincode": lead.pincode if lead.name_key else "",
    }
    known = tuple(name for name, key in keys.items() if key)
    role, has_team = viewer.role, viewer.team_id is not None

    def build() -> QuerySet[Lead]:
        slots: dict[str, Any] = {k: Slot(k, CharField()) if k in known else "" for k in keys}
        rows = Lead.objects.visible_to(AnyViewer(role, has_team)).like(**slots)
        return rows.exclude(pk=Slot("pk", BigIntegerField())).order_by("pk")[:ALIKE_AT_MOST]

    values = {"viewer": viewer.pk, "viewer_team": viewer.team_id, "pk": lead.pk, **keys}
    return ALIKE.read(("alike", role, has_team, known), build, values) if known else []
