"""Bringing a list of restaurants in: row by row, repeatable, each mistake named by its line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import transaction

from kernel.errors import DomainError, Invalid
from kernel.text import name_key
from leads.models import Lead
from leads.rules.phones import e164
from leads.rules.status import Via
from leads.services.writing import create_lead, update_lead
from transfers.rules.reading import Row
from transfers.services.lead_rows import RowRefused, lead_values
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
    values = lead_values(row.cells, plan.mapping, split=plan.split)
    with transaction.atomic():
        found = known_lead(values, plan.key)
        if found is None:
            owner = {"assigned_to_id": plan.owner.pk} if plan.owner else {}
            create_lead(by=plan.by, via=Via.IMPORT, **owner, **values)
            outcome.created += 1
        else:
            count_update(found, values, plan, outcome)
        if plan.dry_run:
            transaction.set_rollback(True)


def count_update(lead: Lead, values: dict[str, Any], plan: Plan, outcome: Outcome) -> None:
    version = lead.version
    update_lead(lead, by=plan.by, via=Via.IMPORT, **values)
    if lead.version == version:
        outcome.unchanged += 1
    else:
        outcome.updated += 1


def known_lead(values: Mapping[str, Any], key: str) -> Lead | None:
    """Return the lead this row speaks of; a row without the key goes by name and place."""
    leads = Lead.objects.filter(deleted_at=None)
    if key == "external_id" and "external_id" in values:
        return leads.filter(external_id=values["external_id"]).first()
    if key == "phone":
        number = e164(values.get("phone", ""), values.get("country", ""))
        if number:
            return leads.filter(phone_e164=number).order_by("pk").first()
    return (
        leads.filter(
            name_key=name_key(values["name"])[:250],
            pincode=values.get("pincode", ""),
            city=values.get("city", ""),
        )
        .order_by("pk")
        .first()
    )
