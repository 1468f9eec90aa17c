"""Not waiting for the night when many orders came."""

from django.db import transaction

from jobs.models import Job
from jobs.services.queue import ask
from performance_tracking.models import Cohort

REFRESH = "performance_tracking.jobs.refresh"
SHARE = 10  # from a tenth of the accounts on, all are learnt from anew


@transaction.atomic
def ask_for_refresh(*, accounts: int) -> bool:
    """Have all forecasts refreshed soon, now that so many accounts have new orders.

    False when a refresh is waiting anyway, or they are few: each account's own forecast is in line
    already, and what all teach changes little until the night.
    """
    cohort = Cohort.objects.newest()
    known = cohort.accounts if cohort else 0
    if not accounts or accounts * SHARE < known:
        return False
    if Job.objects.waiting().filter(task__task_path=REFRESH).exists():
        return False
    ask(REFRESH)
    return True
