"""What happens to files by the clock."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from files.services.trash import purge_files


@task()
def empty_trash() -> int:
    """Every night: delete for good the files that were removed TRASH_DAYS days ago."""
    return purge_files(before=timezone.now() - settings.TIME_IN_TRASH)
