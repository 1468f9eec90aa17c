"""Whether anybody is there to do the work."""

from django.conf import settings
from django.db.models.functions import Now

from jobs.models import Worker


def is_worker_there() -> bool:
    """Tell whether a worker gave a sign of life lately; it gives four a lease."""
    return bool(Worker.objects.filter(seen_at__gt=Now() - settings.JOB_LEASE).exists())
