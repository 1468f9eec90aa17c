"""What happens to contacts by the clock."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from contact.services.trash import purge_contacts


@task()
def empty_trash() -> int:
    """Every night: delete for good who was deleted TRASH_DAYS days ago."""
    return purge_contacts(before=timezone.now() - timedelta(days=settings.TRASH_DAYS))
