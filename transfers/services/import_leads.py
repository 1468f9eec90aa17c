"""Bringing a list of restaurants in: row by row, repeatable, each mistake named by its line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction

from kernel.errors import DomainError, Invalid
from kernel.text import folded, name_key
from leads.models import Lead
from leads.rules.phones import e164
from leads.rules.status import Via
from leads.services.writing import create_lead, update_lead
from transfers.rules.reading import Row
from transfers.services.lead_rows import OWNER, RowRefused, lead_values
from transfers.services.owners import Names, owner_named, people_named
from users.models import User

KEYS = ("external_id", "phone", "name")


class Problem(NamedTuple):
    """Why a line was refused; `field` is empty when it is about the whole line."""

    line: int
    field: str
    problem: str


@dataclass
class Outcome:
    """What an import did, counted."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)  # which line spoke of which lead

    def __str__(self) -> str:
        return (
            f"created {self.created}, updated {self.updated}, unchanged {self.unchanged}, "
            f"refused {len(self.problems)}"
        )


@dataclass(frozen=True)
class Plan:
    """How the columns become leads, and by which key a lead is found again."""

    mapping: Mapping[str, str]
    key: str
    by: User
    owner: User | None = None
    split: bool = False
    dry_run: bool = False
    country: str = ""  # where rows are that name none
    loose: frozenset[str] = frozenset()  # fields left out where they cannot be read

    @property
    def splits(self) -> bool:
        """Free addresses are read when asked, and when no column says the city."""
        return self.split or ("address" in self.mapping and "city" not in self.mapping)

    @cached_property
    def people(self) -> Names:
        return people_named(self.by)


def import_leads(rows: Iterable[Row], plan: Plan) -> Outcome:
    """Save the good rows, each in a transaction of its own, and name the others.

    Safe to run twice: a row that says nothing new writes nothing.
    """
    outcome = Outcome()
    for row in rows:
        outcome.problems += take_or_refuse(row, plan, outcome)
    return outcome


def take_or_refuse(row: Row, plan: Plan, outcome: Outcome) -> list[Problem]:
    """Save the row, or return what stands against it."""
    line = row.line_number
    if row.problem:
        return [Problem(line, "", row.problem)]
    try:
        take(row, plan, outcome)
    except RowRefused as refusal:
        return [Problem(line, refusal.field, str(refusal))]
    except Invalid as refusal:
        return [Problem(line, name, " ".join(texts)) for name, texts in refusal.fields.items()]
    except DomainError as refusal:
        return [Problem(line, "", str(refusal))]
    return []


def take(row: Row, plan: Plan, outcome: Outcome) -> None:
    values = values_of(row, plan)
    with transaction.atomic():
        found = known_lead(values, plan, outcome.lines)
        if found is None:
            owner = {"assigned_to_id": plan.owner.pk} if plan.owner else {}
            lead = create_lead(by=plan.by, via=Via.IMPORT, **(owner | values))
            if not plan.dry_run:
                outcome.lines[lead.pk] = row.line_number
            outcome.created += 1
        else:
            check_not_said_otherwise(found, values, plan.key, outcome.lines)
            outcome.lines.setdefault(found.pk, row.line_number)
            count_update(found, values, plan, outcome)
        if plan.dry_run:
            transaction.set_rollback(True)


def values_of(row: Row, plan: Plan) -> dict[str, Any]:
    values = lead_values(
        row.cells, plan.mapping, split=plan.splits, country=plan.country, loose=plan.loose
    )
    if OWNER in values:
        values["assigned_to_id"] = owner_named(values.pop(OWNER), plan.people)
    return values


def check_not_said_otherwise(
    lead: Lead, values: Mapping[str, Any], key: str, lines: Mapping[int, int]
) -> None:
    """Refuse a row about a lead that a line above described, unless it says the same: else the
    two would take turns at every run."""
    if lead.pk in lines and any(value != getattr(lead, name) for name, value in values.items()):
        same = "name and place" if key == "name" else key
        raise RowRefused(key, f"Line {lines[lead.pk]} has the same {same}, and says otherwise.")


def count_update(lead: Lead, values: dict[str, Any], plan: Plan, outcome: Outcome) -> None:
    version = lead.version
    update_lead(lead, by=plan.by, via=Via.IMPORT, **values)
    if lead.version == version:
        outcome.unchanged += 1
    else:
        outcome.updated += 1


def known_lead(values: Mapping[str, Any], plan: Plan, lines: Mapping[int, int]) -> Lead | None:
    """Return the lead in reach this row speaks of; a row without the key goes by name and place."""
    leads, key = Lead.objects.visible_to(plan.by), plan.key
    if key == "external_id" and "external_id" in values:
        return leads.filter(external_id=values["external_id"]).first()
    if key == "phone":
        region, guess = values.get("country", ""), settings.DEFAULT_PHONE_REGION
        number = e164(values.get("phone", ""), region, guess=guess)
        if number:
            return leads.filter(phone_e164=number).order_by("pk").first()
    alike = leads.filter(
        name_key=name_key(values["name"])[:250],
        pincode=values.get("pincode", ""),
        city=values.get("city", ""),
    )
    return the_outlet(list(alike.order_by("pk")), values, lines)


def the_outlet(
    leads: Sequence[Lead], values: Mapping[str, Any], lines: Mapping[int, int]
) -> Lead | None:
    """Return which of the leads of this name and place it is: outlets of a chain share both.

    The one at the same address; else one that no line spoke of, if a post code, a phone or a
    missing address makes it likely to have moved its door rather than to be another outlet.
    """
    address = folded(values.get("address", ""))
    for lead in leads:
        if folded(lead.address) == address:
            return lead
    free = [lead for lead in leads if lead.pk not in lines]
    phone = values.get("phone")
    for lead in free:
        if lead.pincode or not address or not lead.address or (phone and phone == lead.phone):
            return lead
    return None
