"""Putting work into the queue, in the transaction of whoever wants it done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import transaction
from django.db.models.functions import Now
from django.utils.module_loading import import_string
from django_tasks import TaskResult
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

from jobs.models import Job


class Queue(DatabaseBackend):
    """The backend of every `@task`: beside the task's row it writes the job's.

    Both are written in the caller's transaction. Rolled back, the work was never asked for;
    committed, it is done even if this process dies in the next moment.
    """

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        with transaction.atomic():
            result: TaskResult[Any] = super().enqueue(task, args, kwargs)
            Job.objects.create(
                task_id=result.id, priority=task.priority, due_at=task.run_after or Now()
            )
        return result

    async def aenqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        return await sync_to_async(self.enqueue, thread_sensitive=True)(task, args, kwargs)


@transaction.atomic
def ask(
    task: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    by: Any = None,
    after: datetime | None = None,
) -> Job:
    """Have the task (`leads.jobs.empty_trash`) run with the arguments, which JSON can hold.

    It is named by its path because a room's jobs stand above its services. `by` is the person who
    wants to see how far it is.
    """
    wanted: Task[Any, Any] = import_string(task)
    result: TaskResult[Any] = wanted.using(run_after=after).enqueue(**(arguments or {}))
    jobs = Job.objects.filter(task=UUID(result.id))
    if by is not None:
        jobs.update(asked_by=by.pk)
    job: Job = jobs.get()
    return job
