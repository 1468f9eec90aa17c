"""Taking a job, keeping it, and the four ways to be rid of it.

Each step is one short transaction that begins with a compare-and-set on the job: `claims` must
still be what it was when this worker took it. Whoever lost the job changes nothing.
"""

import logging
import random
from contextlib import suppress
from traceback import format_exception
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs.models import Job
from jobs.querysets import JobQuerySet
from jobs.rules import is_last, pause_after

logger = logging.getLogger("jobs")

CANDIDATES = 8  # looked at together, so that the loser of a race need not ask again
REAPED_AT_ONCE = 100
KEPT, LOGGED = 20_000, 500  # characters of an error: with the job, in the log


class WorkerDied(Exception):
    """A worker took the job and was not heard of again."""


def claim_next(worker: str) -> Job | None:
    """Take the most urgent job that is due; None when there is none."""
    for job in Job.objects.due()[:CANDIDATES]:
        if claim(job, worker=worker):
            taken: Job = Job.objects.select_related("task").get(pk=job.pk)
            return taken
    return None


@transaction.atomic
def claim(job: Job, *, worker: str) -> bool:
    """Take the job as it was read; False when somebody else was quicker."""
    taken = (
        Job.objects.waiting()
        .filter(pk=job.pk, claims=job.claims)
        .update(
            due_at=None,
            leased_until=Now() + settings.JOB_LEASE,
            worker=worker,
            claims=F("claims") + 1,
            attempts=F("attempts") + 1,
            done=0,
            of=0,
        )
    )
    if not taken:
        return False
    task = DBTaskResult.objects.get(pk=job.task_id)
    task.status = TaskResultStatus.RUNNING
    task.started_at = timezone.now()
    task.worker_ids = [*task.worker_ids[: job.attempts], worker]  # their number is the attempt
    task.save(update_fields=["status", "started_at", "worker_ids"])
    return True


def held(job: Job) -> JobQuerySet:
    """Return the job if it is still in the hands of who took it."""
    rows: JobQuerySet = Job.objects.filter(pk=job.pk, claims=job.claims, leased_until__isnull=False)
    return rows


def renew(job: Job) -> bool:
    """Give a sign of life; False when the job was taken away."""
    return bool(held(job).update(leased_until=Now() + settings.JOB_LEASE))


@transaction.atomic
def finish(job: Job, *, value: Any) -> bool:
    """Keep that the job is done, with what it returned."""
    if not held(job).update(leased_until=None):
        return lost(job)
    _close(job, TaskResultStatus.SUCCESSFUL, return_value=value, error=None)
    return True


@transaction.atomic
def fail(job: Job, *, error: BaseException, rows: JobQuerySet | None = None) -> bool:
    """Keep the failure; the job waits for its next attempt, or is given up after the last."""
    over = is_last(job.attempts)
    pause = pause_after(job.attempts, first=settings.JOB_RETRY, chance=random.random())  # noqa: S311
    due = None if over else Now() + pause
    rows = held(job) if rows is None else rows
    if not rows.update(leased_until=None, due_at=due):
        return lost(job)
    _close(job, TaskResultStatus.FAILED if over else TaskResultStatus.READY, error=error)
    how = "given up" if over else f"tried again in {pause.total_seconds():.0f} s"
    logger.warning("%s failed (attempt %d), %s: %s", job, job.attempts, how, said_by(error))
    return True


@transaction.atomic
def give_back(job: Job) -> bool:
    """Leave the job to others, as if it had not been tried: this worker is asked to end."""
    if not held(job).update(leased_until=None, due_at=Now(), attempts=F("attempts") - 1):
        return lost(job)
    DBTaskResult.objects.filter(pk=job.task_id).update(status=TaskResultStatus.READY)
    logger.info("%s given back.", job)
    return True


def reap() -> int:
    """Count a failed attempt for each job whose worker fell silent; return how many."""
    silent = Job.objects.silent().select_related("task")[:REAPED_AT_ONCE]
    return sum(_reap(job, held(job) & Job.objects.silent()) for job in silent)


def reap_own(worker: str) -> int:
    """The same at once for what an earlier life of this worker left behind."""
    return sum(_reap(job, held(job)) for job in Job.objects.run_by(worker).select_related("task"))


def lost(job: Job) -> bool:
    logger.warning("%s was taken away in the meantime; what came of it is not kept.", job)
    return False


def _reap(job: Job, rows: JobQuerySet) -> bool:
    return fail(job, error=WorkerDied(f"{job.worker} died or fell silent."), rows=rows)


def _close(
    job: Job, status: TaskResultStatus, *, error: BaseException | None, return_value: Any = None
) -> None:
    kind = type(error)
    DBTaskResult.objects.filter(pk=job.task_id).update(
        status=status,
        finished_at=None if status == TaskResultStatus.READY else timezone.now(),
        return_value=return_value,
        exception_class_path="" if error is None else f"{kind.__module__}.{kind.__qualname__}",
        traceback="" if error is None else storable("".join(format_exception(error))),
    )


def said_by(error: BaseException) -> str:
    """Return the error in one line of a log, whatever it says of itself."""
    with suppress(Exception):
        return shortened(repr(error), most=LOGGED)
    return type(error).__qualname__


def storable(text: str) -> str:
    """Return the text without what PostgreSQL cannot hold: NUL, halves of a pair."""
    return shortened(text, most=KEPT).replace("\0", "").encode("utf-8", "replace").decode()


def shortened(text: str, *, most: int) -> str:
    """Return the text, or its two ends: an error may quote all that it choked on."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half]}\n[{len(text) - 2 * half} characters left out]\n{text[-half:]}"
