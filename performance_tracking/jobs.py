"""What forecasts need every night, and after many orders came at once."""

from dataclasses import asdict

from django.utils import timezone
from django_tasks import task

from jobs.services.running import progress


@task()
def refresh() -> dict[str, int]:
    """Learn from all orders, bring every forecast in line, judge those whose 28 days are over."""
    # Only here: whoever asks for the job imports this file, and numpy and scipy weigh 45 MB.
    from performance_tracking.services.refresh import refresh_forecasts

    return asdict(refresh_forecasts(now=timezone.now(), on_progress=progress))
