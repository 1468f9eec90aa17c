"""What happens to contacts by the clock."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from contact.services.trash import purge_contacts


@task()
def empty_trash() -> int:
    """Every night: delete for good who was deleted TRASH_DAYS days ago."""
    return purge_contacts(before=timezone.now() - settings.TIME_IN_TRASH)
