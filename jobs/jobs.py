"""What the queue does for itself."""

from django.utils import timezone
from django_tasks import task

from jobs.services.upkeep import forget_finished


@task()
def forget_old_jobs() -> int:
    """Every night: delete jobs that are over long enough."""
    return forget_finished(now=timezone.now())
