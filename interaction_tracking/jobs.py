"""What happens to interactions by the clock."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from interaction_tracking.services.trash import purge_interactions


@task()
def empty_trash() -> int:
    """Every night: delete for good what was deleted TRASH_DAYS days ago."""
    return purge_interactions(before=timezone.now() - settings.TIME_IN_TRASH)
