"""Giving leads to somebody else, with a word about it on each."""

from collections.abc import Iterable, Sequence

from interaction_tracking.models import Interaction
from interaction_tracking.rules import InteractionType
from interaction_tracking.services.log import delete_interaction, log_interaction
from leads.models import Lead
from leads.rules.status import Via
from leads.services.bulk import BulkResult, Changed, check_values, row_by_row
from leads.services.writing import update_lead
from users.models import User

NOTE = "note"


def hand_over_leads(ids: Sequence[int], *, by: User, to: int | None, note: str = "") -> BulkResult:
    """Give each of the leads to the person, its note in the same transaction.

    Raises PermissionDenied or Invalid when no row could go there. A lead that is theirs already
    stays as it is, without a note.
    """
    check_values(by, {"assigned_to_id": to})

    def write(lead: Lead) -> Changed | None:
        if lead.assigned_to_id == to:
            return None
        before = {"assigned_to_id": lead.assigned_to_id}
        update_lead(lead, by=by, via=Via.BULK, assigned_to_id=to)
        if not note:
            return Changed(lead.pk, before, lead.version)
        said = log_interaction(lead, by=by, interaction_type=InteractionType.NOTE, details=note)
        lead.refresh_from_db(fields=["version"])
        return Changed(lead.pk, before | {NOTE: said.pk}, lead.version)

    return row_by_row(Lead.objects.visible_to(by).select_related("assigned_to"), ids, write)


def take_hand_over_back(rows: Iterable[Changed], *, by: User) -> BulkResult:
    """Undo `hand_over_leads`, notes included; a lead that was changed since keeps that change."""
    known = {row.pk: row for row in rows}

    def write(lead: Lead) -> Changed:
        was = known[lead.pk]
        said = Interaction.objects.filter(pk=was.before.get(NOTE, 0), deleted_at=None).first()
        owner = was.before["assigned_to_id"]
        update_lead(lead, by=by, via=Via.BULK, expected_version=was.version, assigned_to_id=owner)
        if said is not None:
            said.lead = lead
            delete_interaction(said, by=by)
        return Changed(lead.pk, {}, lead.version)

    return row_by_row(Lead.objects.visible_to(by).select_related("assigned_to"), [*known], write)
