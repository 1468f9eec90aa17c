"""One change to many leads: row by row through the writers of one, so that no rule is skipped."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from kernel.errors import DomainError, Invalid, Stale
from leads.models import Lead
from leads.policies import can_assign_leads
from leads.rules.status import Via
from leads.services.pipeline import MOVED, STALE, take_back_move
from leads.services.touch import hold_leads
from leads.services.trash import restore_lead, trash_lead
from leads.services.writing import LOST_FIELDS, check_owner, update_lead
from users.models import User

MOST_ROWS = 10_000
ROWS_IN_A_TRANSACTION = 100
GONE = "It is not there any more."
FORBIDDEN = "You may not change it."


@dataclass(frozen=True)
class Changed:
    """A row that was written: what it held before, and its version since."""

    pk: int
    before: Mapping[str, Any]
    version: int


@dataclass(frozen=True)
class Refused:
    """A row that was left as it is, and why."""

    pk: int
    name: str
    why: str


@dataclass
class BulkResult:
    """What became of each row; `same` had nothing to change."""

    changed: list[Changed] = field(default_factory=list)
    same: int = 0
    refused: list[Refused] = field(default_factory=list)


def change_leads(ids: Sequence[int], *, by: User, **values: Any) -> BulkResult:
    """Give many leads the same values, a status with its reason included.

    Raises PermissionDenied or Invalid when no row could take them; what stops a single row is
    told in the result. A repeat changes nothing.
    """
    check_values(by, values)
    names = {*values, *(MOVED if "lead_status" in values else ())}

    def write(lead: Lead) -> Changed | None:
        before = {name: kept(getattr(lead, name)) for name in names}
        version = lead.version
        update_lead(lead, by=by, via=Via.BULK, **values)
        return Changed(lead.pk, before, lead.version) if lead.version != version else None

    return row_by_row(Lead.objects.visible_to(by).select_related("assigned_to"), ids, write)


def check_values(by: User, values: Mapping[str, Any]) -> None:
    if "assigned_to_id" not in values:
        return
    if not can_assign_leads(by):
        raise PermissionDenied
    if values["assigned_to_id"] is not None:
        check_owner(values["assigned_to_id"], by=by)


def trash_leads(ids: Sequence[int], *, by: User) -> BulkResult:
    """Put these leads in the trash, each by itself: what cannot go is named, the rest goes."""

    def write(lead: Lead) -> Changed:
        trash_lead(lead, by=by, expected_version=lead.version)
        return Changed(lead.pk, {}, lead.version + 1)

    return row_by_row(Lead.objects.visible_to(by), ids, write)


def restore_leads(ids: Sequence[int], *, by: User) -> BulkResult:
    """Bring these leads back, each by itself."""

    def write(lead: Lead) -> Changed:
        return Changed(lead.pk, {}, restore_lead(lead, by=by).version)

    return row_by_row(Lead.objects.trash_of(by), ids, write)


def put_leads_back(rows: Iterable[Changed], *, by: User) -> BulkResult:
    """Undo `change_leads`; a lead that was changed since keeps that change."""
    known = {row.pk: row for row in rows}

    def write(lead: Lead) -> Changed:
        was = known[lead.pk]
        if was.version != lead.version:
            raise Stale(STALE)
        put_back(lead, by=by, via=Via.BULK, before=was.before)
        return Changed(lead.pk, {}, lead.version)

    return row_by_row(Lead.objects.visible_to(by), list(known), write)


def put_back(lead: Lead, *, by: User, via: Via, before: Mapping[str, Any]) -> None:
    """Give the lead what `kept` kept of it; who asks has seen to it that nothing happened since."""
    values = {name: read(name, value) for name, value in before.items()}
    move = {name: values.pop(name) for name in MOVED if name in values}
    if move.get("lead_status", lead.lead_status) != lead.lead_status:
        take_back_move(lead, by=by, was=move, via=via)
    else:
        values |= {name: value for name, value in move.items() if name in LOST_FIELDS}
    update_lead(lead, by=by, via=via, **values)


def row_by_row(
    rows: QuerySet[Any],
    ids: Sequence[int],
    write: Callable[[Any], Changed | None],
    *,
    lead: str = "pk",
) -> BulkResult:
    """Write each of the rows in reach, in transactions of a hundred; a refusal stops only its row.

    `write` returns what it changed, or None when there was nothing to change. `lead` is the column
    that names the lead of a row; all of a transaction's are held before the first is written.
    Raises Invalid for more than `MOST_ROWS` ids.
    """
    if len(ids) > MOST_ROWS:
        raise Invalid(ids=f"At most {MOST_ROWS:,} at once.")
    result = BulkResult()
    unique = sorted(set(ids))
    for start in range(0, len(unique), ROWS_IN_A_TRANSACTION):
        some = unique[start : start + ROWS_IN_A_TRANSACTION]
        with transaction.atomic():
            hold_leads(*rows.filter(pk__in=some).values_list(lead, flat=True))
            found = rows.in_bulk(some)
            for pk in some:
                write_one(found.get(pk), pk, write, result)
    return result


def write_one(
    row: Any, pk: int, write: Callable[[Any], Changed | None], result: BulkResult
) -> None:
    if row is None:
        result.refused.append(Refused(pk, "", GONE))
        return
    try:
        with transaction.atomic():
            changed = write(row)
    except PermissionDenied:
        result.refused.append(Refused(pk, str(row), FORBIDDEN))
    except Invalid as error:
        texts = [text for texts in error.fields.values() for text in texts]
        result.refused.append(Refused(pk, str(row), " ".join(texts)))
    except DomainError as error:
        result.refused.append(Refused(pk, str(row), str(error)))
    else:
        if changed is None:
            result.same += 1
        else:
            result.changed.append(changed)


def kept(value: Any) -> Any:
    """Return the value as JSON can keep it."""
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def read(name: str, value: Any) -> Any:
    """Return what `kept` kept, as the column's own type."""
    column: Any = Lead._meta.get_field(name)
    return column.to_python(value)
