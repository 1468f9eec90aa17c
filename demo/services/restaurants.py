"""Invented restaurants, their way through the pipeline, and the people there."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from demo.rules import names, talk
from demo.rules.pipeline import way_of
from demo.rules.places import SPREAD_DEGREES, STREETS, City, digits_in, e164_of
from demo.services.people import Kam
from leads.models import Lead, LeadStatusChange
from leads.rules.rot import rots_at
from leads.rules.status import LeadStatus, LostReason, Via, is_reopening, is_skip
from leads.services.derive import derive_keys

TIERS = ("A", "B", "C", "D")
TIER_SHARES = np.array([0.14, 0.3, 0.36, 0.2])
POTENTIAL = {"A": 90_000, "B": 36_000, "C": 14_000, "D": 5_000}
SOURCES = ("Referral", "Trade fair", "Walk-in", "Website", "Cold call", "Partner", "Tasting")
LOST_SHARES = np.array([0.06, 0.24, 0.26, 0.16, 0.14, 0.08, 0.06])
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
GROUP_EVERY, GROUP_SIZE = 40, 4
AT_WORK = (9 * 60, 17 * 60)
REASONS = LostReason.values
UNASSIGNED = 0.2  # of those nobody has spoken to


@dataclass
class Made:
    """One restaurant with its steps through the pipeline, before it is written."""

    lead: Lead
    kam: Kam
    city: City
    steps: list[LeadStatusChange] = field(default_factory=list)
    people: int = 0  # how many can be spoken to


def restaurant(
    rng: np.random.Generator, kam: Kam, *, pk: int, code: str, now: datetime, group: Made | None
) -> Made:
    """Return a lead somewhere on its way; `group` is the house it is an outlet of."""
    cities = kam.region.cities
    at_home = rng.random() < 0.6
    city = kam.home if at_home else cities[int(rng.integers(len(cities)))]
    city = group.city if group else city
    tier = TIERS[int(rng.choice(4, p=TIER_SHARES))]
    lead = Lead(
        pk=pk,
        tier=tier,
        potential_revenue=Decimal(round(POTENTIAL[tier] * float(rng.lognormal(0, 0.35)), -2)),
        source=SOURCES[int(rng.integers(len(SOURCES)))],
        external_id=f"{code}-{pk}",
        created_by=kam.user,
        assigned_to=kam.user,
        **kind_of_house(rng),
        **place_of(rng, city),
        **habits_of(rng),
    )
    called(lead, rng, city, group=group)
    made = Made(lead, kam, city)
    walk(made, rng, now=now)
    leave_open(made, rng)
    return made


def kind_of_house(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "cuisine_type": names.CUISINES[int(rng.integers(len(names.CUISINES)))],
        "restaurant_type": names.KINDS[int(rng.integers(len(names.KINDS)))],
        "seats": int(rng.gamma(4, 18)) + 14,
    }


def called(lead: Lead, rng: np.random.Generator, city: City, *, group: Made | None) -> None:
    """Give the lead its names: an outlet goes by its group's and its own district."""
    if group:
        number = lead.pk - group.lead.pk + len(group.lead.name)  # each outlet another district
        district = names.DISTRICTS[number % len(names.DISTRICTS)]
        lead.parent, lead.cuisine_type = group.lead, group.lead.cuisine_type
        lead.name = f"{group.lead.name} {district}"
    else:
        lead.name = names.restaurant_name(rng, cuisine=lead.cuisine_type, people=city.people)
    house = names.address_part(lead.name)
    lead.email = f"kitchen@{house}.example"
    lead.website = f"https://{house}.example" if rng.random() < 0.7 else ""


def place_of(rng: np.random.Generator, city: City) -> dict[str, Any]:
    streets = STREETS[city.streets]
    street = streets[int(rng.integers(len(streets)))]
    phone = digits_in(city.phone, rng)
    return {
        "address": city.street.format(number=int(rng.integers(1, 160)), name=street),
        "city": city.name,
        "state": city.state,
        "country": city.country,
        "pincode": digits_in(city.post[int(rng.integers(len(city.post)))], rng),
        "phone": phone,
        "phone_e164": e164_of(phone),
        "latitude": round(city.latitude + float(rng.normal(0, SPREAD_DEGREES)), 5),
        "longitude": round(city.longitude + float(rng.normal(0, SPREAD_DEGREES)), 5),
        "timezone": city.zone,
    }


def habits_of(rng: np.random.Generator) -> dict[str, Any]:
    """When the house is open and busy, and when the van may come."""
    closed = int(rng.integers(0, 12))  # a weekday, or none
    lunch = bool(rng.random() < 0.75)
    opens = f"{int(rng.integers(9, 12)) if lunch else int(rng.integers(15, 18)):02d}:00"
    rush = ([["12:00", "14:00"]] if lunch else []) + [["19:00", "21:30"]]
    day = {"open": [[opens, "23:00"]], "rush": rush}
    delivered = sorted(rng.choice(6, size=int(rng.integers(2, 5)), replace=False).tolist())
    return {
        "service_hours": {name: day for index, name in enumerate(WEEKDAYS) if index != closed},
        "delivery_days": [WEEKDAYS[index] for index in delivered],
        "order_cutoff": time(int(rng.integers(14, 21)), 0 if rng.random() < 0.7 else 30),
    }


def walk(made: Made, rng: np.random.Generator, *, now: datetime) -> None:
    """Take the lead from NEW to where it stands, step by step, within working hours."""
    lead, way = made.lead, way_of(rng)
    zone = ZoneInfo(made.kam.user.timezone)
    before = None
    for number, (status, ago) in enumerate(zip(way.statuses, way.days_ago, strict=True)):
        at = at_work(now - timedelta(days=ago), rng, zone)
        at = min(at, now - timedelta(minutes=10 * (len(way.statuses) - number)))
        if before is None:
            lead.created_at = lead.status_changed_at = at
            lead.lead_status = status
        else:
            take_step(made, rng, to=status, at=max(at, before + timedelta(minutes=4)))
        before = lead.status_changed_at
    lead.rots_at = rots_at(lead.lead_status, lead.status_changed_at)
    lead.updated_at = lead.status_changed_at
    lead.version = 1 + len(made.steps)


def at_work(moment: datetime, rng: np.random.Generator, zone: ZoneInfo) -> datetime:
    """Return a working hour of the same day, or of the Friday before."""
    day = moment.astimezone(zone).date()
    day -= timedelta(days=max(0, day.weekday() - 4))
    minute = int(rng.integers(*AT_WORK))
    there = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone)
    return there.astimezone(UTC).replace(microsecond=0)


def take_step(made: Made, rng: np.random.Generator, *, to: LeadStatus, at: datetime) -> None:
    """Move the lead, as the one writer of statuses would have."""
    lead = made.lead
    at, old = at.replace(microsecond=0), LeadStatus(lead.lead_status)
    lost = to == LeadStatus.LOST
    reason = REASONS[int(rng.choice(LOST_SHARES.size, p=LOST_SHARES))] if lost else ""
    note = talk.said(talk.LOST[reason], rng) if lost else ""
    made.steps.append(
        LeadStatusChange(
            lead_id=lead.pk,
            old=old,
            new=to,
            by=made.kam.user,
            at=at,
            duration_seconds=int((at - lead.status_changed_at).total_seconds()),
            reason=reason,
            note=note,
            via=Via.WEB if rng.random() < 0.85 else Via.API,
            skipped=is_skip(old, to),
            reopened=is_reopening(old, to),
        )
    )
    lead.lead_status, lead.status_changed_at = to, at
    lead.lost_reason, lead.lost_note = reason, note
    again = lost and rng.random() < 0.4
    lead.win_back_on = (at + timedelta(days=int(rng.integers(90, 400)))).date() if again else None
    if to == LeadStatus.CONVERTED:
        lead.converted_at = at


def leave_open(made: Made, rng: np.random.Generator) -> None:
    """Of a new lead not everything is known yet, sometimes not even whose it is."""
    lead = made.lead
    if lead.lead_status == LeadStatus.NEW:
        if rng.random() < 0.35:
            lead.tier, lead.potential_revenue = "", None
        if rng.random() < UNASSIGNED:
            lead.assigned_to, lead.created_by = None, made.kam.manager


def group_of(made: list[Made], index: int) -> Made | None:
    """Return the group the restaurant at this index of the batch is an outlet of, if any."""
    place = index % GROUP_EVERY
    return made[index - place] if 0 < place < GROUP_SIZE else None


def finish(made: Made, contact_person: str) -> None:
    made.lead.contact_person = contact_person
    derive_keys(made.lead)
