"""What happens to leads by the clock."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from leads.services.trash import purge_trash


@task()
def empty_trash() -> int:
    """Every night: delete for good what lay in the trash for TRASH_DAYS days."""
    return purge_trash(before=timezone.now() - settings.TIME_IN_TRASH)
