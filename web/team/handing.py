"""Handing over more than somebody waits for: kept as a batch, done by a worker, piece by piece.

The facts of the batch say what is left. Each piece, its way back and what is then left are one
transaction: killed anywhere, the next worker goes on there, and no lead has its note twice.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from interaction_tracking.services.handing_over import hand_over_leads
from jobs.models import Job
from jobs.rules import JobState
from jobs.services.queue import ask
from jobs.services.running import progress
from jobs.services.watching import is_worker_there
from kernel.errors import Invalid
from leads.services.bulk import MOST_ROWS, BulkResult, Refused, check_values
from users.models import User
from users.policies import leads_people
from web.doors import person
from web.models import Batch

AT_ONCE = 200  # more of them take longer than somebody likes to wait: some seconds
PIECE = 25  # in a transaction: on SQLite everybody else waits for it
WAITING, DONE = "handing-over", "handed-over"


@transaction.atomic
def begin_hand_over(ids: Sequence[int], *, by: User, to: int | None, note: str) -> Batch:
    """Have a worker hand the leads over; refused at once when none of them could go there."""
    if len(ids) > MOST_ROWS:
        raise Invalid(ids=f"At most {MOST_ROWS:,} at once.")
    check_values(by, {"assigned_to_id": to})
    left = list(dict.fromkeys(ids))
    facts = {"kind": WAITING, "rows": [], "left": left, "of": len(left), "to": to, "note": note}
    batch = Batch.objects.create(by=by, at=timezone.now(), facts={**facts, "same": 0, "no": []})
    batch.facts["job"] = ask("web.team.jobs.hand_over", {"batch": batch.pk}, by=by).pk
    batch.save(update_fields=["facts"])
    return batch


def handed_later(
    request: HttpRequest, ids: Sequence[int], *, to: int | None, note: str
) -> HttpResponse:
    """Leave many to a worker, and show in the dialog how far it is."""
    batch = begin_hand_over(ids, by=person(request), to=to, note=note)
    return render(request, "web/team/_handing_here.html", state_of(batch))


def hand_over_kept(pk: int) -> dict[str, int]:
    """Hand over what is left of a batch; nothing to do when that is done."""
    while some := hand_over_piece(pk):
        progress(*some)
    facts: dict[str, Any] = (
        Batch.objects.values_list("facts", flat=True).filter(pk=pk).first() or {}
    )
    return {"changed": len(facts.get("rows", [])), "refused": len(facts.get("no", []))}


@transaction.atomic
def hand_over_piece(pk: int) -> tuple[int, int] | None:
    """Hand over some more; return how many of how many are done, None when all were before."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("by").filter(pk=pk).first()
    if batch is None or batch.facts["kind"] != WAITING:
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
    job = Job.objects.select_related("task").filter(pk=facts["job"]).first()
    done = {"done": facts["of"] - len(facts["left"]), "of": facts["of"]}
    if job is None or job.state in (JobState.DONE, JobState.DEAD):
        return {**context, **done, "failed": True}
    return {**context, **done, "job": job, "alone": not is_worker_there()}
