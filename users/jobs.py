"""What happens around log-ins by the clock."""

from django.utils import timezone
from django_tasks import task

from users.services.retention import forget_expired


@task()
def forget_what_expired() -> dict[str, int]:
    """Every night: delete expired log-ins, throttle windows and kept answers."""
    return forget_expired(now=timezone.now())
