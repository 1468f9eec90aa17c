"""The pipeline and the people, counted."""

from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Q, Sum

from interaction_tracking.models import Interaction, Order
from interaction_tracking.rules import InteractionType
from kernel.money import cents
from leads.models import Lead, LeadStatusChange
from leads.querysets import below_leads_of
from leads.rules.status import PIPELINE, STAGES, StageType, statuses_of
from users.models import User

OPEN = statuses_of(StageType.OPEN)
WON = statuses_of(StageType.WON)
STEPS_LOOKED_AT = 10_000


def funnel(user: Any) -> list[dict[str, Any]]:
    """Return one row a stage: leads now, their potential, weighted, and the days spent there."""
    counted = {
        row["lead_status"]: row
        for row in Lead.objects.visible_to(user)
        .values("lead_status")
        .annotate(leads=Count("id"), potential=Sum("potential_revenue"))
    }
    days = median_days(user)
    return [stage_row(status, counted.get(status), days.get(status)) for status in PIPELINE]


def stage_row(status: str, counted: dict[str, Any] | None, days: float | None) -> dict[str, Any]:
    stage = STAGES[status]
    potential = cents((counted or {}).get("potential"))
    return {
        "lead_status": status,
        "type": stage.type,
        "win_probability": float(stage.win_probability),
        "leads": (counted or {}).get("leads", 0),
        "potential_revenue": potential,
        "weighted_revenue": cents(potential * stage.win_probability),
        "median_days_in_stage": days,
    }


def median_days(user: Any) -> dict[str, float]:
    """Return the median days leads spent in each stage before they left it."""
    steps = LeadStatusChange.objects.filter(below_leads_of(user))
    spent: dict[str, list[int]] = {}
    for old, seconds in steps.order_by("-id").values_list("old", "duration_seconds")[
        :STEPS_LOOKED_AT
    ]:
        spent.setdefault(old, []).append(seconds)
    return {old: round(median(seconds) / 86_400, 1) for old, seconds in spent.items()}


def team(user: User, *, now: datetime, days: int) -> list[dict[str, Any]]:
    """Return one row a person in reach: what they carry, and what they did in these days.

    Only what is theirs is counted, so that the database need not read what nobody owns.
    """
    since = now - timedelta(days=days)
    people = list(
        User.objects.visible_to(user).order_by("username").values("id", "username", "team_id")
    )
    ids = [person["id"] for person in people]
    leads = Lead.objects.visible_to(user).filter(assigned_to__in=ids)
    carried = by_person(
        leads.values("assigned_to").annotate(
            leads=Count("id"),
            open_leads=Count("id", filter=Q(lead_status__in=OPEN)),
            accounts=Count("id", filter=Q(lead_status__in=WON)),
            open_potential=Sum("potential_revenue", filter=Q(lead_status__in=OPEN)),
        ),
        "assigned_to",
    )
    calls = by_person(
        Interaction.objects.visible_to(user)
        .filter(interaction_type=InteractionType.CALL, date__gte=since, created_by__in=ids)
        .values("created_by")
        .annotate(calls=Count("id"), connected=Count("id", filter=Q(outcome="CONNECTED"))),
        "created_by",
    )
    orders = by_person(
        Order.objects.filter(below_leads_of(user), ordered_at__gte=since, lead__assigned_to__in=ids)
        .counted()
        .values("lead__assigned_to")
        .annotate(orders=Count("id"), revenue=Sum("total_price")),
        "lead__assigned_to",
    )
    return [
        person_row(p, carried.get(p["id"], {}), calls.get(p["id"], {}), orders.get(p["id"], {}))
        for p in people
    ]


def by_person(rows: Any, key: str) -> dict[int, dict[str, Any]]:
    return {row[key]: row for row in rows}


def person_row(
    person: dict[str, Any], carried: dict[str, Any], calls: dict[str, Any], orders: dict[str, Any]
) -> dict[str, Any]:
    return {
        "user": person["id"],
        "username": person["username"],
        "team": person["team_id"],
        "leads": carried.get("leads", 0),
        "open_leads": carried.get("open_leads", 0),
        "accounts": carried.get("accounts", 0),
        "open_potential": cents(carried.get("open_potential")),
        "calls": calls.get("calls", 0),
        "connected": calls.get("connected", 0),
        "orders": orders.get("orders", 0),
        "revenue": cents(orders.get("revenue")),
    }
