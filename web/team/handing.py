"""Handing over more than somebody waits for: a batch (`web.batches`), each piece with its way back.

No lead has its note twice.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from interaction_tracking.services.handing_over import hand_over_leads
from kernel.errors import Invalid
from leads.services.bulk import MOST_ROWS, BulkResult, Refused, check_values
from users.models import User
from users.policies import leads_people
from web.batches import PIECE, begin, held, how_far, run
from web.doors import person
from web.models import Batch

WAITING, DONE = "handing-over", "handed-over"


@transaction.atomic
def begin_hand_over(ids: Sequence[int], *, by: User, to: int | None, note: str) -> Batch:
    """Have a worker hand the leads over; refused at once when none of them could go there."""
    if len(ids) > MOST_ROWS:
        raise Invalid(ids=f"At most {MOST_ROWS:,} at once.")
    check_values(by, {"assigned_to_id": to})
    left = list(dict.fromkeys(ids))
    facts = {"kind": WAITING, "rows": [], "left": left, "of": len(left), "to": to, "note": note}
    return begin("web.team.jobs.hand_over", by=by, **facts, same=0, no=[])


def handed_later(
    request: HttpRequest, ids: Sequence[int], *, to: int | None, note: str
) -> HttpResponse:
    """Leave many to a worker, and show in the dialog how far it is."""
    batch = begin_hand_over(ids, by=person(request), to=to, note=note)
    return render(request, "web/team/_handing_here.html", state_of(batch))


def hand_over_kept(pk: int) -> dict[str, int]:
    """Hand over what is left of a batch; nothing to do when that is done."""
    facts = run(pk, hand_over_piece)
    return {"changed": len(facts.get("rows", [])), "refused": len(facts.get("no", []))}


@transaction.atomic
def hand_over_piece(pk: int) -> tuple[int, int] | None:
    """Hand over some more; return how many of how many are done, None when all were before."""
    batch = held(pk, waiting=WAITING)
    if batch is None:
        return None
    if not (batch.by.is_active and leads_people(batch.by)):
        raise PermissionDenied
    facts: dict[str, Any] = batch.facts
    some, left = facts["left"][:PIECE], facts["left"][PIECE:]
    result = hand_over_leads(some, by=batch.by, to=facts["to"], note=facts["note"])
    facts["rows"] += [[row.pk, dict(row.before), row.version] for row in result.changed]
    facts["no"] += [[row.pk, row.name, row.why] for row in result.refused]
    facts["same"] += result.same
    facts |= {"left": left, "kind": WAITING if left else DONE}
    batch.at = timezone.now()  # from its end on it can be taken back
    batch.save(update_fields=["facts", "at"])
    return facts["of"] - len(left), facts["of"]


def result_of(batch: Batch) -> BulkResult:
    """Return what came of a batch that is done; of what changed only how many there are."""
    refused = [Refused(*row) for row in batch.facts["no"]]
    return BulkResult(changed=batch.facts["rows"], same=batch.facts["same"], refused=refused)


def state_of(batch: Batch) -> dict[str, Any]:
    """Return what the page says: the result, or how far it is."""
    facts = batch.facts
    context: dict[str, Any] = {"batch": batch, "page": f"/team/hand-over/{batch.pk}/"}
    context["to"] = User.objects.filter(pk=facts["to"]).first()
    if facts["kind"] == DONE:
        return {**context, "result": result_of(batch)}
    return context | how_far(facts)
