"""What the clock asks for."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Max

from jobs.models import Slot
from jobs.services.queue import ask

logger = logging.getLogger("jobs")


def enqueue_due(*, now: datetime) -> int:
    """Enqueue what the clock asks for, each due time once; return how many.

    Of the times that passed while no worker was there, only the last is made up for.
    """
    latest = dict(Slot.objects.values_list("name").annotate(Max("due_at")))
    count = 0
    for name, (task, rhythm) in settings.PERIODIC_JOBS.items():
        due = rhythm.last_due(now)
        if name not in latest or latest[name] < due:
            count += _tried(name, task, due)
    return count


def _tried(name: str, task: str, due: datetime) -> bool:
    """Enqueue; a task that is not there must not keep the worker from everything else."""
    try:
        return _enqueue(name, task, due)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("What is due as %r cannot be enqueued.", name)
        return False


@transaction.atomic
def _enqueue(name: str, task: str, due: datetime) -> bool:
    """Whoever writes the slot enqueues; the others wait for that, and see it was done."""
    _, mine = Slot.objects.get_or_create(name=name, due_at=due)
    if mine:
        ask(task)
    return mine
