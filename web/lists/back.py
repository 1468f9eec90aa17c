"""Taking a bulk action back as one step: few rows at once, many by a worker (`web.batches`)."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contact.models import Contact
from contact.services.writing import delete_contact, restore_contact
from interaction_tracking.models import Interaction
from interaction_tracking.services.handing_over import take_hand_over_back
from interaction_tracking.services.log import delete_interaction, restore_interaction
from kernel.errors import Conflict, NotInReach
from leads.services.bulk import (
    BulkResult,
    Changed,
    put_leads_back,
    restore_leads,
    row_by_row,
    trash_leads,
)
from users.models import User
from web.batches import AT_ONCE, PIECE, begin, held, how_far, run
from web.doors import is_htmx, page, person
from web.lists.all import TABLES
from web.models import Batch
from web.undo import Later, undoable

WAITING, DONE = "taking-back", "taken-back"


@undoable("batch")
def back_batch(*, by: User, batch: int) -> str | Later:
    """Take a batch back, once; what was changed since stays as it is now."""
    with transaction.atomic():
        mine = Batch.objects.filter(pk=batch, by=by, undone_at=None)
        found = mine.first()
        if found is None or not mine.update(undone_at=timezone.now()):
            raise Conflict(_("It is too late to undo this."))
        if len(found.facts["rows"]) > AT_ONCE:
            return Later(f"/undo/{begin_taking_back(found).pk}/")
    result = BACK[found.facts["kind"]](changed_of(found.facts["rows"]), by)
    if result.refused and not result.changed:
        raise Conflict(_("They were changed since; this cannot be undone any more."))
    return words_for(len(result.changed), len(result.refused))


def words_for(changed: int, refused: int) -> str:
    if not refused:
        return _("%s taken back.") % f"{changed:,}"
    text = _("%(count)s taken back; %(refused)s were changed since and stay as they are.")
    return text % {"count": changed, "refused": refused}


def changed_of(rows: Sequence[Any]) -> list[Changed]:
    return [Changed(pk, before, version) for pk, before, version in rows]


@transaction.atomic
def begin_taking_back(batch: Batch) -> Batch:
    """Have a worker take the rows of the batch back; what is left of them is another batch."""
    rows = batch.facts["rows"]
    facts = {"kind": WAITING, "way": batch.facts["kind"], "left": rows, "of": len(rows)}
    return begin("web.lists.jobs.take_back", by=batch.by, **facts, changed=0, refused=0)


def take_back_kept(pk: int) -> dict[str, int]:
    """Take back what is left of a batch; nothing to do when that is done."""
    facts = run(pk, take_back_piece)
    return {name: facts.get(name, 0) for name in ("changed", "refused")}


@transaction.atomic
def take_back_piece(pk: int) -> tuple[int, int] | None:
    """Take back some more; return how many of how many are done, None when all were before."""
    batch = held(pk, waiting=WAITING)
    if batch is None or not batch.by.is_active:
        return None
    facts: dict[str, Any] = batch.facts
    some, left = facts["left"][:PIECE], facts["left"][PIECE:]
    result = BACK[facts["way"]](changed_of(some), batch.by)
    facts["changed"] += len(result.changed)
    facts["refused"] += len(result.refused)
    facts |= {"left": left, "kind": WAITING if left else DONE}
    batch.save(update_fields=["facts"])
    return facts["of"] - len(left), facts["of"]


@require_safe
@page
def taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far it is, or what came of it; the fragment asks for itself again."""
    mine = Batch.objects.filter(by__in=User.objects.visible_to(person(request)))
    batch = mine.filter(pk=pk, facts__kind__in=(WAITING, DONE)).first()
    if batch is None:
        raise NotInReach
    asked_in = request.headers.get("HX-Target", "")
    here = "_taking_back_here.html" if asked_in == "k-dialog" else "_taking_back.html"
    part = here if is_htmx(request) else "taking_back.html"
    response = render(request, f"web/lists/{part}", state_of(batch))
    response["Vary"] = "HX-Request, HX-Target"
    if batch.facts["kind"] == DONE:
        response["HX-Trigger"] = '{"kam:changed": {"quiet": true}}'  # the page below the dialog
    return response


def state_of(batch: Batch) -> dict[str, Any]:
    """Return what the page says: the result, or how far it is."""
    facts = batch.facts
    context: dict[str, Any] = {"page": f"/undo/{batch.pk}/", "of": facts["of"]}
    if facts["kind"] == DONE:
        return {**context, "result": words_for(facts["changed"], facts["refused"])}
    return context | how_far(facts)


def bring_back(name: str, ids: Sequence[int], user: User) -> BulkResult:
    """Restore contacts or interactions, by the name of their trash."""
    bring = restore_contact if name == "trash-contacts" else restore_interaction
    home = "restaurant" if name == "trash-contacts" else "lead"
    found = TABLES[name].rows(user).select_related(None).defer(None).select_related(home)
    return row_by_row(found, ids, brought_back(bring, user), lead=home)


def brought_back(bring: Callable[..., Any], user: User) -> Callable[[Any], Changed]:
    return lambda row: Changed(row.pk, {}, bring(row, by=user).version)


def ids_of(rows: Sequence[Changed]) -> list[int]:
    return [row.pk for row in rows]


def contacts_deleted(ids: Sequence[int], by: User) -> BulkResult:
    def write(row: Contact) -> Changed:
        delete_contact(row, by=by)
        return Changed(row.pk, {}, row.version)

    found = Contact.objects.visible_to(by).select_related("restaurant")
    return row_by_row(found, ids, write, lead="restaurant")


def interactions_deleted(ids: Sequence[int], by: User) -> BulkResult:
    def write(row: Interaction) -> Changed:
        delete_interaction(row, by=by)
        return Changed(row.pk, {}, row.version)

    found = Interaction.objects.visible_to(by).select_related("lead")
    return row_by_row(found, ids, write, lead="lead")


DELETE: dict[str, Callable[[Sequence[int], User], BulkResult]] = {
    "contacts": contacts_deleted,
    "interactions": interactions_deleted,
}
BACK: dict[str, Callable[[Sequence[Changed], User], BulkResult]] = {
    "leads": lambda rows, by: put_leads_back(rows, by=by),
    "handed-over": lambda rows, by: take_hand_over_back(rows, by=by),
    "leads-trashed": lambda rows, by: restore_leads(ids_of(rows), by=by),
    "leads-restored": lambda rows, by: trash_leads(ids_of(rows), by=by),
    "trash-contacts": lambda rows, by: contacts_deleted(ids_of(rows), by),
    "trash-interactions": lambda rows, by: interactions_deleted(ids_of(rows), by),
    "contacts-trashed": lambda rows, by: bring_back("trash-contacts", ids_of(rows), by),
    "interactions-trashed": lambda rows, by: bring_back("trash-interactions", ids_of(rows), by),
}
