"""Invented restaurants, their way through the pipeline, and the people there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from contact.models import Contact
from contact.services.writing import derive
from demo.rules import words
from demo.rules.places import City
from demo.rules.rhythm import DAYS_BACK
from demo.services.people import Staff
from leads.models import Lead, LeadStatusChange
from leads.rules.rot import rots_at
from leads.rules.status import LeadStatus, Via, is_skip
from leads.services.derive import derive_columns
from users.models import User

SECONDS_A_DAY = 86_400
PATH = (
    LeadStatus.NEW,
    LeadStatus.CONTACTED,
    LeadStatus.MEETING_SCHEDULED,
    LeadStatus.NEGOTIATING,
    LeadStatus.CONVERTED,
)
STATUSES = (*PATH, LeadStatus.LOST)
SHARES = np.array([0.14, 0.13, 0.08, 0.07, 0.46, 0.12])
TIERS = ("A", "B", "C", "D")
TIER_SHARES = np.array([0.15, 0.3, 0.35, 0.2])
POTENTIAL = {"A": 120_000, "B": 48_000, "C": 18_000, "D": 6_000}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass
class Made:
    """One restaurant with all that belongs to it, before it is written."""

    lead: Lead
    owner: User
    city: City
    contacts: list[Contact] = field(default_factory=list)
    steps: list[LeadStatusChange] = field(default_factory=list)


def restaurant(
    rng: np.random.Generator, staff: Staff, *, pk: int, index: int, code: str, now: datetime
) -> Made:
    """Return a lead somewhere on its way, with a history without gaps."""
    city = staff.region.cities[int(rng.integers(len(staff.region.cities)))]
    owner = staff.kams[index % len(staff.kams)]
    status = STATUSES[int(rng.choice(len(STATUSES), p=SHARES))]
    tier = TIERS[int(rng.choice(4, p=TIER_SHARES))]
    age = days_old(rng, status)
    created = (now - timedelta(days=age)).replace(microsecond=0)
    lead = Lead(
        pk=pk,
        name=name_of(rng),
        created_at=created,
        created_by=owner,
        assigned_to=owner,
        status_changed_at=created,
        lead_status=status,
        tier=tier,
        potential_revenue=Decimal(round(POTENTIAL[tier] * rng.lognormal(0, 0.35), -2)),
        source=str(rng.choice(words.SOURCES)),
        external_id=f"{code}-{pk}",
        **place_of(rng, city, index),
        **habits_of(rng),
    )
    made = Made(lead, owner, city)
    walk(made, rng, age=age, now=now)
    if status != LeadStatus.CONVERTED and rng.random() < 0.06:
        lead.assigned_to = None
    derive_columns(lead)
    lead.updated_at = lead.status_changed_at
    return made


def days_old(rng: np.random.Generator, status: str) -> float:
    if status == LeadStatus.NEW:
        return float(rng.exponential(9) + 0.3)
    if status in (LeadStatus.CONVERTED, LeadStatus.LOST):
        return float(rng.uniform(70, DAYS_BACK))
    return float(rng.uniform(12, 120))


def name_of(rng: np.random.Generator) -> str:
    first = words.FIRST[int(rng.integers(len(words.FIRST)))]
    second = words.SECOND[int(rng.integers(len(words.SECOND)))]
    shape = int(rng.integers(4))
    other = words.FIRST[int(rng.integers(len(words.FIRST)))]
    return (
        f"The {first} {second}"
        if shape == 0
        else f"{first} & {other}"
        if shape == 1 and other != first
        else f"{first} {second}"
    )


def place_of(rng: np.random.Generator, city: City, index: int) -> dict[str, Any]:
    street = words.FIRST[int(rng.integers(len(words.FIRST)))]
    return {
        "address": f"{int(rng.integers(1, 190))} {street} Street",
        "city": city.name,
        "state": city.state,
        "country": city.country,
        "pincode": city.post.format(f"{index % 90 + 10}"),
        "phone": city.phone.format(f"{index % 10_000:04d}"),
        "email": f"kitchen{index}@restaurant.example",
        "latitude": round(city.latitude + float(rng.normal(0, 0.01)), 5),
        "longitude": round(city.longitude + float(rng.normal(0, 0.01)), 5),
        "timezone": city.zone,
    }


def habits_of(rng: np.random.Generator) -> dict[str, Any]:
    """What kind of house it is, and when it is open and busy."""
    closed = int(rng.integers(0, 8))
    lunch = bool(rng.random() < 0.75)
    rush = ([["12:00", "14:00"]] if lunch else []) + [["19:00", "21:30"]]
    day = {"open": [["10:00" if lunch else "16:00", "23:00"]], "rush": rush}
    days = sorted(rng.choice(6, size=int(rng.integers(2, 4)), replace=False).tolist())
    return {
        "cuisine_type": words.CUISINES[int(rng.integers(len(words.CUISINES)))],
        "restaurant_type": words.KINDS[int(rng.integers(len(words.KINDS)))],
        "seats": int(rng.integers(24, 220)),
        "service_hours": {name: day for index, name in enumerate(WEEKDAYS) if index != closed},
        "delivery_days": [WEEKDAYS[index] for index in days],
        "order_cutoff": time(int(rng.integers(14, 20)), 0),
    }


def walk(made: Made, rng: np.random.Generator, *, age: float, now: datetime) -> None:
    """Take the lead from NEW to where it stands, step by step."""
    lead = made.lead
    end = LeadStatus(lead.lead_status)
    last = int(rng.integers(0, 4)) if end == LeadStatus.LOST else PATH.index(end)
    stages = [*PATH[: last + 1], *([end] if end == LeadStatus.LOST else [])]
    if len(stages) > 3 and rng.random() < 0.15:
        del stages[2]
    moves = len(stages) - 1
    share = 0.85 if end in (LeadStatus.NEW, LeadStatus.CONTACTED) else 0.45
    points = np.sort(rng.uniform(0.02, share, size=moves)) * min(age, 75 if age > 75 else age)
    for old, new, days in zip(stages, stages[1:], points, strict=False):
        at = lead.created_at + timedelta(seconds=int(days * SECONDS_A_DAY))
        since, lead.status_changed_at = lead.status_changed_at, at
        reason = str(rng.choice(words.LOST)) if new == LeadStatus.LOST else ""
        made.steps.append(
            LeadStatusChange(
                lead_id=lead.pk,
                old=old,
                new=new,
                by=made.owner,
                at=at,
                duration_seconds=int((at - since).total_seconds()),
                reason=reason,
                via=Via.WEB,
                skipped=is_skip(old, new),
            )
        )
        lead.lost_reason = reason
    lead.converted_at = lead.status_changed_at if end == LeadStatus.CONVERTED else None
    lead.rots_at = rots_at(end, lead.status_changed_at)
    lead.version = 1 + moves


def people_of(made: Made, rng: np.random.Generator, *, first_pk: int) -> Sequence[Contact]:
    """Return one to four people; the first is the primary one."""
    lead = made.lead
    for number in range(int(rng.choice([1, 2, 3, 4], p=[0.35, 0.35, 0.2, 0.1]))):
        code, role, decides = words.ROLES[int(rng.integers(len(words.ROLES)))]
        name = f"{rng.choice(words.GIVEN)} {rng.choice(words.FAMILY)}"
        left = number > 0 and rng.random() < 0.08
        contact = Contact(
            pk=first_pk + number,
            restaurant=lead,
            name=name,
            role=role,
            role_code=code,
            decision_role=decides,
            email=f"{name.lower().replace(' ', '.')}@restaurant.example",
            phone=made.city.phone.format(f"{(lead.pk * 7 + number * 13) % 10_000:04d}"),
            is_primary=number == 0,
            left_on=lead.created_at.date() + timedelta(days=30) if left else None,
            created_at=lead.created_at,
            updated_at=lead.created_at,
        )
        derive(contact)
        made.contacts.append(contact)
    lead.contact_person = made.contacts[0].name
    derive_columns(lead)
    return made.contacts
