"""What tests of the queue share."""

from datetime import timedelta
from typing import Any

from django.db.models.functions import Now

from jobs.models import Job
from jobs.services.leases import claim_next
from jobs.services.queue import ask
from jobs.services.running import Running, run
from jobs.tests.errands import DONE


class QueueMixin:
    def setUp(self) -> None:
        DONE.clear()


def asked(name: str, **arguments: Any) -> Job:
    return ask(f"jobs.tests.errands.{name}", arguments)


def claimed(worker: str = "w") -> Job:
    job = claim_next(worker)
    assert job is not None, "nothing is due"
    return job


def run_next() -> Job:
    """Have one job run, as a worker would."""
    job = claimed()
    run(Running(job))
    return again(job)


def again(job: Job) -> Job:
    """Read the job anew."""
    found: Job = Job.objects.select_related("task").get(pk=job.pk)
    return found


def make_due(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(due_at=Now() - timedelta(minutes=10))


def fall_silent(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(leased_until=Now() - timedelta(seconds=1))


def use_up(job: Job) -> Job:
    """Have the job fail until it is given up."""
    for _ in range(5):
        make_due(job)
        run_next()
    return again(job)
