"""The rows of some hundred restaurants, until they are written together."""

from dataclasses import dataclass, field
from typing import Any

import orjson

from call_planning.models import CallPlan, PlanStep
from contact.models import Contact
from demo.services.bulk import next_id, stamp, write_instances, write_rows
from events.models import Event
from interaction_tracking.models import Interaction, Order, OrderLine
from leads.models import Lead, LeadStatusChange
from performance_tracking.models import AccountRhythm

Row = tuple[Any, ...]
INTERACTION = (
    "id", "lead_id", "contact_id", "interaction_type", "outcome", "direction", "details",
    "order_placed", "date", "duration_seconds", "next_step", "created_by_id", "created_at",
    "updated_at", "version",
)  # fmt: skip
ORDER = (
    "id", "interaction_id", "lead_id", "product_details", "quantity", "total_price", "ordered_at",
    "status",
)  # fmt: skip
LINE = ("order_id", "sku", "name", "quantity", "unit", "unit_price")
STEP = ("lead_id", "owner_id", "tier", "due_at", "called_at", "kind")
EVENT = ("name", "subject", "subject_id", "lead_id", "by_id", "data", "at")
CHANGE = (
    "lead_id", "old", "new", "by_id", "at", "duration_seconds", "reason", "note", "via", "skipped",
    "reopened",
)  # fmt: skip


@dataclass
class Ids:
    """The next free id of each table that others point at."""

    lead: int = field(default_factory=lambda: next_id(Lead))
    contact: int = field(default_factory=lambda: next_id(Contact))
    interaction: int = field(default_factory=lambda: next_id(Interaction))
    order: int = field(default_factory=lambda: next_id(Order))
    plan: int = field(default_factory=lambda: next_id(CallPlan))

    def take(self, name: str) -> int:
        taken: int = getattr(self, name)
        setattr(self, name, taken + 1)
        return taken


@dataclass
class Batch:
    """Rows by table; `write` puts them into the database in the order of the foreign keys."""

    leads: list[Lead] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    changes: list[LeadStatusChange] = field(default_factory=list)
    interactions: list[Row] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    plans: list[CallPlan] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)
    rhythms: list[AccountRhythm] = field(default_factory=list)
    events: list[tuple[int, Row]] = field(default_factory=list)

    def tell(
        self, at: int, name: str, subject: str, pk: int, lead: int, by: int, **data: Any
    ) -> None:
        """Keep an event as `events.record` would have written it."""
        text = orjson.dumps(data).decode()
        self.events.append((at, (name, subject, pk, lead, by, text, stamp(at))))

    def write(self) -> int:
        """Write everything; returns how many rows."""
        write_instances(Lead, self.leads)
        write_instances(Contact, self.contacts)
        write_rows(LeadStatusChange, CHANGE, map(change_row, self.changes))
        write_rows(Interaction, INTERACTION, self.interactions)
        write_rows(Order, ORDER, self.orders)
        write_rows(OrderLine, LINE, self.lines)
        write_instances(CallPlan, self.plans)
        write_rows(PlanStep, STEP, self.steps)
        write_instances(AccountRhythm, self.rhythms)
        self.events.sort(key=lambda told: told[0])
        write_rows(Event, EVENT, (row for _, row in self.events))
        return sum(len(rows) for rows in vars(self).values())


def change_row(step: LeadStatusChange) -> Row:
    return (
        step.lead_id, str(step.old), str(step.new), step.by_id, stamp(int(step.at.timestamp())),
        step.duration_seconds, step.reason, "", str(step.via), step.skipped, False,
    )  # fmt: skip


WRITTEN = (
    Lead, Contact, LeadStatusChange, Interaction, Order, OrderLine, CallPlan, PlanStep, Event,
)  # fmt: skip
