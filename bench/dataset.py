"""A plausible business of any size: 500 KAMs, 200,000 leads, millions of calls and orders.

One generator with a fixed seed: two runs make the same rows, but for the moment they end at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from bench.loading import bulk_load, load, moments
from call_planning.models import CallPlan, PlanStep
from contact.models import Contact
from events.models import Event
from interaction_tracking.models import Interaction, Order
from leads.models import Lead, LeadStatusChange
from performance_tracking.models import AccountForecast, AccountRhythm
from users.models import Team, User

DAY = 86_400
ADMIN, BIG, BUSY, MANAGER, FIRST_KAM = 1, 2, 3, 4, 5
BUSY_LEADS = 500
KAMS = 500
KAMS_IN_A_TEAM = 10
CHUNK = 200_000
STATUSES = np.array(
    ["NEW", "CONTACTED", "MEETING_SCHEDULED", "NEGOTIATING", "CONVERTED", "LOST"], dtype=object
)
SHARES = [0.25, 0.2, 0.1, 0.1, 0.25, 0.1]
FIRST = ["Golden", "Blue", "Old", "Royal", "Little", "Grand", "Green", "Café", "Red", "Happy"]
SECOND = ["Lion", "Garden", "Kitchen", "Corner", "Table", "Olive", "Lotus", "Harbour", "Oven"]
CITIES = ["New York", "London", "Mumbai", "Singapore", "Berlin", "Oslo", "Lima", "Austin", "Pune"]
ZONES = ["America/New_York", "Europe/London", "Asia/Kolkata", "Asia/Singapore", "Europe/Berlin"]
HOURS = '{"mon":{"open":[["11:00","23:00"]],"rush":[["12:00","14:00"]]}}'
TYPES = np.array(["CALL", "CALL", "CALL", "EMAIL", "VISIT", "MEETING", "NOTE"], dtype=object)
FREQUENCIES = np.array(["WEEKLY", "BIWEEKLY", "MONTHLY"], dtype=object)


@dataclass(frozen=True)
class Size:
    leads: int
    interactions: int

    @property
    def orders(self) -> int:
        return self.interactions


@dataclass(frozen=True)
class Leads:
    """What other tables need of the leads, by position; ids begin with 1."""

    owner: Any
    status: Any
    tier: Any


def fill(size: Size, *, now: int) -> None:
    """Fill an empty, migrated database; `now` in seconds since 1970."""
    rng = np.random.default_rng(20261124)
    tables = (User, Lead, LeadStatusChange, Contact, Interaction, Order, AccountRhythm)
    with bulk_load((*tables, CallPlan, PlanStep, Event)):
        fill_people(now)
        leads = choose(size, rng)
        last_order = fill_orders(size, leads, rng, now=now)
        fill_touches(size, leads, rng, now=now)
        fill_leads(leads, last_order, rng, now=now)
        fill_contacts(leads, now=now)
        fill_plans(leads, rng, now=now)
        fill_forecasts(leads, now=now)
        fill_history(leads, rng, now=now)


def fill_people(now: int) -> None:
    teams = KAMS // KAMS_IN_A_TEAM
    load(Team, {"id": range(1, teams + 1), "name": [f"Team {n}" for n in range(1, teams + 1)]})
    ids = np.arange(1, FIRST_KAM + KAMS)
    roles = ["ADMIN", "KAM", "KAM", "MANAGER", *["KAM"] * KAMS]
    team = [None, 2, 1, 1, *(1 + np.arange(KAMS) % teams).tolist()]
    load(
        User,
        {
            "id": ids.tolist(),
            "username": [f"user{n}" for n in ids],
            "password": ["!"] * len(ids),
            "email": [""] * len(ids),
            "role": roles,
            "team_id": team,
            "date_joined": moments(np.full(len(ids), now)),
        },
    )


def choose(size: Size, rng: Any) -> Leads:
    """A quarter belongs to one KAM, 500 to the busy one, some to nobody, the rest to many."""
    owner = rng.integers(FIRST_KAM, FIRST_KAM + KAMS, size.leads)
    owner[rng.random(size.leads) < 0.02] = 0
    shuffled = rng.permutation(size.leads)
    owner[shuffled[: size.leads // 4]] = BIG
    owner[shuffled[size.leads // 4 :][:BUSY_LEADS]] = BUSY
    status = rng.choice(STATUSES, size.leads, p=SHARES)
    status[(owner == BUSY) & (status == "LOST")] = "CONTACTED"
    return Leads(owner, status, rng.choice(list("ABCD"), size.leads))


def ids_or_none(ids: Any) -> list[int | None]:
    return [number or None for number in ids.tolist()]


def fill_leads(leads: Leads, last_order: Any, rng: Any, *, now: int) -> None:
    count = len(leads.owner)
    created = now - rng.integers(0, 730 * DAY, count)
    numbers = range(1, count + 1)
    names = [
        f"{FIRST[a]} {SECOND[b]} {n}"
        for n, a, b in zip(numbers, rng.integers(0, 10, count), rng.integers(0, 9, count))  # noqa: B905
    ]
    cities = [CITIES[i] for i in rng.integers(0, len(CITIES), count)]
    phones = [f"+1212{n:07}" for n in numbers]
    folded = [name.lower().replace("é", "e") for name in names]
    load(
        Lead,
        {
            "id": numbers,
            "name": names,
            "address": ["12 Market Street, second floor"] * count,
            "city": cities,
            "country": ["US"] * count,
            "contact_person": ["John Doe"] * count,
            "phone": phones,
            "phone_e164": phones,
            "email": [f"office{n}@example.com" for n in numbers],
            "email_key": [f"office{n}@example.com" for n in numbers],
            "name_key": folded,
            "pincode": [f"{n % 90_000 + 10_000}" for n in numbers],
            "search_key": searched(folded, cities, phones),
            "lead_status": leads.status.tolist(),
            "potential_revenue": potentials(rng, count),
            "assigned_to_id": ids_or_none(leads.owner),
            "created_by_id": [ADMIN] * count,
            "external_id": [f"bench-{n}" for n in numbers],
            "tier": leads.tier.tolist(),
            "timezone": [ZONES[i] for i in rng.integers(0, len(ZONES), count)],
            "service_hours": [HOURS] * count,
            **lead_moments(created, last_order, rng, now=now),
        },
    )


def potentials(rng: Any, count: int) -> list[float | None]:
    """A few large restaurants, many small ones, and some nobody has guessed yet."""
    guessed = rng.lognormal(8.8, 1.1, count).tolist()
    return [None if value < 800 else round(value, 2) for value in guessed]


def searched(names: list[str], cities: list[str], phones: list[str]) -> list[str]:
    parts = zip(names, cities, phones, strict=True)
    return [f"{name} {city.lower()} john doe {phone}" for name, city, phone in parts]


def lead_moments(created: Any, last_order: Any, rng: Any, *, now: int) -> dict[str, Any]:
    count = len(created)
    return {
        "status_changed_at": moments(created),
        "created_at": moments(created),
        "updated_at": moments(now - rng.integers(0, 90 * DAY, count)),
        "last_contacted_at": moments(
            now - rng.integers(0, 200 * DAY, count), missing=rng.random(count) < 0.2
        ),
        "last_order_at": moments(last_order, missing=last_order == 0),
        "next_call_date": moments(
            now + rng.integers(-10 * DAY, 60 * DAY, count), missing=rng.random(count) < 0.4
        ),
        "deleted_at": moments(np.full(count, now), missing=rng.random(count) > 0.005),
    }


def fill_contacts(leads: Leads, *, now: int) -> None:
    count = len(leads.owner)
    written = moments(np.full(count, now - 300 * DAY))
    load(
        Contact,
        {
            "id": range(1, count + 1),
            "restaurant_id": range(1, count + 1),
            "name": [f"Jane Roe {n}" for n in range(count)],
            "phone": [f"+1213{n:07}" for n in range(count)],
            "search_key": [f"jane roe {n}" for n in range(count)],
            "is_primary": [1] * count,
            "created_at": written,
            "updated_at": written,
        },
    )


def chunks(first: int, count: int) -> Iterator[tuple[range, int]]:
    """Return the ids of each chunk and how many they are: memory stays small."""
    for start in range(first, first + count, CHUNK):
        ids = range(start, min(start + CHUNK, first + count))
        yield ids, len(ids)


def fill_orders(size: Size, leads: Leads, rng: Any, *, now: int) -> Any:
    """Orders with the interactions that brought them; returns each lead's last, in seconds."""
    last = np.zeros(size.leads, dtype="int64")
    first = np.full(size.leads, now)
    total = np.zeros(size.leads, dtype="int64")
    accounts = np.flatnonzero(leads.status == "CONVERTED")
    for ids, count in chunks(1, size.orders):
        lead = rng.choice(accounts, count)
        at = now - rng.integers(0, 730 * DAY, count)
        np.maximum.at(last, lead, at)
        np.minimum.at(first, lead, at)
        np.add.at(total, lead, 1)
        load_interactions(leads, ids, lead, at, np.full(count, "ORDER", dtype=object))
        load(
            Order,
            {
                "id": ids,
                "interaction_id": ids,
                "lead_id": (lead + 1).tolist(),
                "product_details": ["Tomatoes"] * count,
                "quantity": [50] * count,
                "total_price": rng.integers(50, 5000, count).tolist(),
                "ordered_at": moments(at),
                "status": rng.choice(
                    np.array(["PLACED", "DELIVERED", "CANCELLED"], dtype=object), count
                ).tolist(),
            },
        )
    fill_rhythms(first, last, total)
    return last


def fill_rhythms(first: Any, last: Any, total: Any) -> None:
    known = np.flatnonzero(total)
    gap = (last[known] - first[known]) / DAY / np.maximum(total[known] - 1, 1)
    load(
        AccountRhythm,
        {
            "lead_id": (known + 1).tolist(),
            "orders": total[known].tolist(),
            "gaps": (total[known] - 1).tolist(),
            "usual_gap_days": gap.tolist(),
            "first_order_at": moments(first[known]),
            "last_order_at": moments(last[known]),
            "falls_off_at": moments(last[known] + 1.5 * DAY * np.maximum(gap, 1)),
        },
    )


def fill_touches(size: Size, leads: Leads, rng: Any, *, now: int) -> None:
    """Calls, e-mails and visits, behind the ids of the orders' interactions."""
    for ids, count in chunks(size.orders + 1, size.interactions):
        lead = rng.integers(0, size.leads, count)
        at = now - rng.integers(0, 730 * DAY, count)
        load_interactions(leads, ids, lead, at, rng.choice(TYPES, count))


def load_interactions(leads: Leads, ids: range, lead: Any, at: Any, kinds: Any) -> None:
    kind, when = kinds.tolist(), moments(at)
    load(
        Interaction,
        {
            "id": ids,
            "lead_id": (lead + 1).tolist(),
            "interaction_type": kind,
            "outcome": ["CONNECTED" if name == "CALL" else "" for name in kind],
            "details": ["Talked about the summer menu."] * len(kind),
            "order_placed": [int(name == "ORDER") for name in kind],
            "date": when,
            "created_by_id": [number or ADMIN for number in leads.owner[lead].tolist()],
            "created_at": when,
            "updated_at": when,
        },
    )


def fill_plans(leads: Leads, rng: Any, *, now: int) -> None:
    """Three of five leads have a plan; all of the busy KAM's are due."""
    busy = leads.owner == BUSY
    lead = np.flatnonzero(busy | (rng.random(len(busy)) < 0.6))
    due = now + rng.integers(-10 * DAY, 60 * DAY, len(lead))
    due[busy[lead]] = now - rng.integers(DAY, 20 * DAY, int(busy.sum()))
    load(
        CallPlan,
        {
            "id": range(1, len(lead) + 1),
            "lead_id": (lead + 1).tolist(),
            "frequency": rng.choice(FREQUENCIES, len(lead)).tolist(),
            "last_called": moments(due - 30 * DAY),
            "next_call_date": moments(due),
            "due_at": moments(due),
            "created_at": moments(due - 90 * DAY),
            "updated_at": moments(due - 30 * DAY),
        },
    )


def fill_forecasts(leads: Leads, *, now: int) -> None:
    """What the order model says of the busy KAM's accounts: their calls are ranked in money."""
    won = np.flatnonzero((leads.owner == BUSY) & (leads.status == "CONVERTED"))
    day = datetime.fromtimestamp(now, UTC).date()
    same = {
        "as_of": day.isoformat(),
        "orders": 10,
        "probability_active": 0.8,
        "chance_7": 0.3,
        "chance_28": 0.7,
        "expected_orders": 2.0,
        "expected_revenue": 900.0,
        "at_risk": False,
        "grade": "A",
    }
    columns: dict[str, Any] = {name: [value] * len(won) for name, value in same.items()}
    columns |= {
        "lead_id": (won + 1).tolist(),
        "computed_at": moments(np.full(len(won), now)),
        "gap_days": (3.0 + won % 20).tolist(),
        "order_value": (50.0 + won % 700).tolist(),
        "value_at_risk": (won % 900 * 1.0).tolist(),
    }
    load(AccountForecast, columns)


def fill_history(leads: Leads, rng: Any, *, now: int) -> None:
    """Status steps, kept and missed calls, and the events of both: one each per lead and more."""
    count = len(leads.owner) * 3 // 2
    lead = rng.integers(0, len(leads.owner), count)
    at = moments(np.sort(now - rng.integers(0, 180 * DAY, count)))
    ids, places = range(1, count + 1), (lead + 1).tolist()
    author = [number or ADMIN for number in leads.owner[lead].tolist()]
    load(
        LeadStatusChange,
        {
            "id": ids,
            "lead_id": places,
            "old": ["NEW"] * count,
            "new": ["CONTACTED"] * count,
            "by_id": author,
            "at": at,
            "duration_seconds": rng.integers(0, 90 * DAY, count).tolist(),
            "via": ["api"] * count,
        },
    )
    load(
        PlanStep,
        {
            "id": ids,
            "lead_id": places,
            "owner_id": ids_or_none(leads.owner[lead]),
            "tier": leads.tier[lead].tolist(),
            "due_at": at,
            "called_at": at,
            "kind": rng.choice(np.array(["KEPT", "LATE"], dtype=object), count).tolist(),
        },
    )
    name, subject = ["lead.status_changed"] * count, ["lead"] * count
    timeline = {"subject": subject, "subject_id": places, "lead_id": places}
    load(Event, {"id": ids, "name": name, **timeline, "by_id": author, "at": at})
