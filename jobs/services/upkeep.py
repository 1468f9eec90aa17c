"""Another chance for what was given up, and forgetting what is over."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs.models import Job, Slot, Worker
from jobs.policies import can_retry
from jobs.rules import JobState
from kernel.errors import Conflict, RuleBroken
from kernel.telling import tell

DONE_KEPT = timedelta(days=7)
DEAD_KEPT = timedelta(days=90)
SLOTS_KEPT = timedelta(days=30)
WORKERS_KEPT = timedelta(days=1)
AT_ONCE = 500


@transaction.atomic
def retry_job(job: Job, *, by: Any) -> Job:
    """Give a job that was given up another five attempts, from now on."""
    if not can_retry(by):
        raise PermissionDenied
    if job.state != JobState.DEAD:
        raise RuleBroken("Only a job that was given up is tried again.")
    rows = Job.objects.filter(pk=job.pk, claims=job.claims, due_at=None, leased_until=None)
    if not rows.update(due_at=Now(), attempts=0):
        raise Conflict("Somebody else retried this job first.")
    DBTaskResult.objects.filter(pk=job.task_id).update(
        status=TaskResultStatus.READY, finished_at=None
    )
    tell("job.retried", job, by=by, task=job.name)
    job.refresh_from_db()
    return job


def forget_finished(*, now: datetime) -> int:
    """Delete jobs that are over long enough, with old slots and signs of life; return how many.

    In portions, so that nobody waits long for the one write lock of SQLite.
    """
    over = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - DONE_KEPT)
        | Q(status=TaskResultStatus.FAILED, finished_at__lt=now - DEAD_KEPT)
    )
    count = 0
    while ids := list(over.values_list("pk", flat=True)[:AT_ONCE]):
        DBTaskResult.objects.filter(pk__in=ids).delete()
        count += len(ids)
    Slot.objects.filter(due_at__lt=now - SLOTS_KEPT).delete()
    Worker.objects.filter(seen_at__lt=now - WORKERS_KEPT).delete()
    return count
