"""The queue: a job beside its task, the slots of the clock, the workers seen."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs.querysets import JobQuerySet
from jobs.rules import JobState

OVER = {TaskResultStatus.SUCCESSFUL: JobState.DONE, TaskResultStatus.FAILED: JobState.DEAD}


class Job(models.Model):
    """One piece of work, and where it stands; what it is called with lies in its `task`.

    Exactly one of these holds: it waits (`due_at`), a worker runs it (`leased_until`), it is over.
    `claims` grows with each worker who takes it, so that one who lost it cannot end it.
    """

    task: "models.OneToOneField[Any, Any]" = models.OneToOneField(
        DBTaskResult, models.CASCADE, related_name="job"
    )
    priority = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=100, blank=True)
    claims = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.BigIntegerField(null=True, help_text="id of the person who waits for it")
    done = models.PositiveBigIntegerField(default=0)
    of = models.PositiveBigIntegerField(default=0)

    objects: ClassVar[Any] = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-priority", "due_at"],
                name="jobs_waiting",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["leased_until"],
                name="jobs_leased",
                condition=Q(leased_until__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="waits_or_runs", condition=Q(due_at=None) | Q(leased_until=None)
            ),
        ]

    def __str__(self) -> str:
        return f"job {self.pk} ({self.name})"

    @property
    def name(self) -> str:
        """Return for example `leads.jobs.empty_trash`."""
        return str(self.task.task_path)

    @property
    def state(self) -> JobState:
        if self.due_at is not None:
            return JobState.WAITING
        if self.leased_until is not None:
            return JobState.RUNNING
        return OVER[TaskResultStatus(self.task.status)]


class Slot(models.Model):
    """A moment at which something periodic was due, and enqueued: once, whoever looked."""

    name = models.CharField(max_length=100)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "due_at"], name="one_job_per_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.name} at {self.due_at}"


class Worker(models.Model):
    """A worker, and when it last gave a sign of life."""

    name = models.CharField(max_length=100, primary_key=True)
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
