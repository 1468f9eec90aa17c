"""A list of either kind, brought in by the service of its kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transfers.rules.kinds import Kind
from transfers.rules.reading import Row
from transfers.services.import_leads import Outcome, Plan, import_leads
from transfers.services.import_orders import OrderImport, OrdersOutcome
from transfers.services.lead_rows import GUESSES
from users.models import User


@dataclass(frozen=True)
class Wanted:
    """How a list is to be read, and for whom."""

    kind: str
    mapping: Mapping[str, str]
    by: User
    owner: User | None = None
    split: bool = False
    checks_only: bool = False


def bring_in(rows: Iterable[Row], wanted: Wanted) -> Outcome | OrdersOutcome:
    """Save the good rows and name the others; safe to run twice."""
    mapping = wanted.mapping
    if wanted.kind == Kind.ORDERS:
        return OrderImport(mapping, by=wanted.by, dry_run=wanted.checks_only).run(rows)
    plan = Plan(
        mapping=mapping,
        key="external_id" if "external_id" in mapping else "name",
        by=wanted.by,
        owner=wanted.owner,
        split=wanted.split,
        dry_run=wanted.checks_only,
        loose=GUESSES,
    )
    return import_leads(rows, plan)
