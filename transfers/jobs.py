"""Lists brought in by a worker."""

from typing import Any

from django.utils import timezone
from django_tasks import TaskContext, task

from transfers.services.long_imports import bring_in_kept, forget_lists


@task(takes_context=True)
def bring_in_list(context: TaskContext, pk: int) -> dict[str, Any]:
    """Bring in a list that came through the browser."""
    return bring_in_kept(pk, attempt=context.attempt)


@task()
def forget_old_lists() -> int:
    """Every night: delete lists, with their results, after a week."""
    return forget_lists(now=timezone.now())
