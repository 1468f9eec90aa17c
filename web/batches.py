"""Work of a page that is longer than somebody waits for: a batch that a worker does by pieces.

The facts of the batch say what is `left`, of how many, and by which job. Each piece and what is
then left are one transaction: killed anywhere, the next worker goes on there.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from jobs.models import Job
from jobs.rules import JobState
from jobs.services.queue import ask
from jobs.services.running import progress
from jobs.services.watching import is_worker_there
from users.models import User
from web.models import Batch

AT_ONCE = 200  # more of them take longer than somebody likes to wait: some seconds
PIECE = 25  # in a transaction: on SQLite everybody else waits for it


def begin(task: str, *, by: User, **facts: Any) -> Batch:
    """Keep the batch and ask for the job that does it, in the caller's transaction."""
    batch = Batch.objects.create(by=by, at=timezone.now(), facts=facts)
    batch.facts["job"] = ask(task, {"batch": batch.pk}, by=by).pk
    batch.save(update_fields=["facts"])
    return batch


def held(pk: int, *, waiting: str) -> Batch | None:
    """Return the batch, held for its next piece; None where nothing is left of it."""
    rows = Batch.objects.select_for_update(of=("self",)).select_related("by")
    batch: Batch | None = rows.filter(pk=pk).first()
    return batch if batch is not None and batch.facts["kind"] == waiting else None


def run(pk: int, piece: Callable[[int], tuple[int, int] | None]) -> dict[str, Any]:
    """Do piece after piece, saying how far it is; return the facts, nothing of a batch gone."""
    while some := piece(pk):
        progress(*some)
    return Batch.objects.values_list("facts", flat=True).filter(pk=pk).first() or {}


def how_far(facts: dict[str, Any]) -> dict[str, Any]:
    """Return what a page says of a batch that is not done: how far it is, or that it failed."""
    done = {"done": facts["of"] - len(facts["left"]), "of": facts["of"]}
    job = Job.objects.select_related("task").filter(pk=facts["job"]).first()
    if job is None or job.state in (JobState.DONE, JobState.DEAD):
        return {**done, "failed": True}
    return {**done, "job": job, "alone": not is_worker_there()}
