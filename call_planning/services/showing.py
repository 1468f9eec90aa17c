"""Due calls as JSON shows them, and why each stands where it does."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from call_planning.models import CallPlan
from call_planning.rules.cutoff import call_by
from call_planning.rules.local_time import callable_now, local_time_text
from call_planning.rules.priority import Term, reasons
from call_planning.services.learning import rates_for
from call_planning.services.owners import calendar_of, owner_of
from call_planning.services.today import (
    OF_RHYTHM,
    RANKED_BY,
    USUAL_GAP,
    DueCall,
    Morning,
    days_late,
    ranked,
)
from contact.models import Contact
from kernel.clock import local_day, zone_of
from kernel.money import cents
from kernel.plain import plain_rows
from leads.models import Lead
from users.models import User

SHOWN = (
    "next_call_date",
    "notes",
    "retry_at",
    "pinned",
    "lead__name",
    "lead__phone",
    "lead__contact_person",
    "lead__timezone",
    "lead__service_hours",
    "lead__delivery_days",
    "lead__order_cutoff",
)


def with_details(calls: Sequence[DueCall], *, now: datetime) -> list[dict[str, Any]]:
    """Return the rows as JSON shows them; two queries, for their details and their contacts."""
    plans = CallPlan.objects.filter(pk__in=[call.plan["id"] for call in calls])
    details = {plan["id"]: plan for plan in plain_rows(plans, ("id", "lead_id", USUAL_GAP, *SHOWN))}
    # A plan deleted between the two queries has no details, and is left out.
    rows = [(call, details[call.plan["id"]]) for call in calls if call.plan["id"] in details]
    people = Contact.objects.filter(restaurant__in=[plan["lead_id"] for _, plan in rows])
    contacts: dict[int, dict[str, Any]] = {}
    for person in plain_rows(people.to_call(), ("restaurant_id", "id", "name", "phone")):
        contacts.setdefault(person["restaurant_id"], person)
    return [
        row_of(
            call.told(call.plan | plan, usual_gap_days=plan[USUAL_GAP]),
            contacts.get(plan["lead_id"]),
            now=now,
        )
        for call, plan in rows
    ]


def by_hour(calls: Sequence[DueCall], *, now: datetime) -> list[tuple[DueCall, bool]]:
    """Return each call with whether it is a good time for it; one query."""
    leads = Lead.objects.filter(pk__in=[call.plan["lead_id"] for call in calls])
    good = {
        pk: callable_now(now, zone=zone_of(zone), service_hours=hours).callable
        for pk, zone, hours in leads.values_list("pk", "timezone", "service_hours")
    }
    return [(call, good.get(call.plan["lead_id"], False)) for call in calls]


def row_of(call: DueCall, contact: dict[str, Any] | None, *, now: datetime) -> dict[str, Any]:
    plan = call.plan
    phone = (contact or {}).get("phone") or plan["lead__phone"]
    return {
        "id": plan["id"],
        "lead": plan["lead_id"],
        "frequency": plan["frequency"],
        "last_called": plan["last_called"],
        "next_call_date": plan["next_call_date"],
        "notes": plan["notes"],
        "due_at": plan["due_at"],
        "planned_on": plan["planned_on"],
        "pinned": plan["pinned"],
        "retry_at": plan["retry_at"],
        "attempts": plan["attempts"],
        "days_overdue": max(0, call.days_overdue),
        "urgency": round(call.urgency, 2),
        "priority": call.priority.score,
        "worth": worth_shown(call),
        "reasons": reasons(call.priority),
        "lead_name": plan["lead__name"],
        "contact": contact["id"] if contact else None,
        "contact_name": contact["name"] if contact else plan["lead__contact_person"],
        "phone": phone,
        **times_of(plan, now=now),
    }


def times_of(plan: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    """Return the clock over there, whether it is a good time, and until when a call helps."""
    zone, hours = zone_of(plan["lead__timezone"]), plan["lead__service_hours"]
    window = callable_now(now, zone=zone, service_hours=hours)
    return {
        "local_time": local_time_text(now, zone=zone),
        "callable_now": window.callable,
        "callable_why": window.why,
        "call_by": call_by(
            now,
            zone=zone,
            service_hours=hours,
            delivery_days=plan["lead__delivery_days"],
            cutoff=plan["lead__order_cutoff"],
        ),
    }


def worth_shown(call: DueCall) -> Any:
    """Return the expected money to the cent; None where nothing is known of money."""
    return None if call.priority.worth is None else cents(call.priority.worth)


def why(plan: CallPlan, *, user: User, now: datetime) -> dict[str, Any]:
    """Return every term of the plan's priority with its numbers."""
    row = CallPlan.objects.filter(pk=plan.pk).values(*RANKED_BY, *OF_RHYTHM, *SHOWN).get()
    owner = owner_of(plan)
    calendar = calendar_of(owner)
    rates = rates_for([plan.lead.assigned_to_id] if plan.lead.assigned_to_id else [])
    morning = Morning(now, zone_of(user.timezone), {}, rates)
    due_day = local_day(row["due_at"] or row["next_call_date"], morning.zone)
    shown = calendar.shown_day(due_day, tier=row["lead__tier"])
    late = days_late(shown, row["planned_on"], today=morning.today)
    call = ranked(row, morning=morning, days_overdue=late)
    return {
        "id": plan.pk,
        "lead": plan.lead_id,
        "priority": call.priority.score,
        "worth": worth_shown(call),
        "urgency": round(call.urgency, 2),
        "days_overdue": max(0, call.days_overdue),
        "due_at": row["due_at"],
        "shown_on": row["planned_on"] or shown,
        "planned_on": row["planned_on"],
        "pinned": row["pinned"],
        "reasons": reasons(call.priority),
        "terms": [term_shown(term) for term in call.priority.terms],
        **times_of(row, now=now),
    }


def term_shown(term: Term) -> dict[str, Any]:
    return {
        "name": term.name,
        "value": term.value,
        "weight": term.weight,
        "points": term.points,
        "money": None if term.money is None else cents(term.money),
        "numbers": term.numbers,
        "estimate": term.estimate,
        "sentence": term.sentence,
    }
