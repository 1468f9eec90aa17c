"""Leads as a list with every field an import reads: nobody's data is locked in."""

from collections.abc import Iterable, Iterator
from typing import Any

from leads.models import Lead
from transfers.services.lead_rows import OWNER, TARGETS, WHERE

# One column per field, called as the import calls it; a place is in columns of its own.
FIELDS = tuple(name for name in TARGETS if name != WHERE)


def lead_lines(leads: Iterable[Lead]) -> Iterator[list[Any]]:
    """Yield the cells of each lead, in the order of FIELDS; wants `assigned_to` with the rows."""
    for lead in leads:
        yield [cell_of(lead, name) for name in FIELDS]


def cell_of(lead: Lead, field: str) -> Any:
    """Return the field as an import reads it; nothing known is an empty cell."""
    if field == OWNER:
        return lead.assigned_to.username if lead.assigned_to else ""
    value = getattr(lead, field)
    return "" if value is None else value
