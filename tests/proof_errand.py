"""The job of the proof: an effect that can be had once, and a trace of every attempt."""

import time

from django.db import connection
from django_tasks import TaskContext, task

WORK = 0.02  # seconds


@task(takes_context=True)
def take_effect(context: TaskContext, number: int) -> None:
    """Leave a trace, work a while, take effect; a second effect would change nothing."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO proof_try VALUES (%s, %s)", (number, context.attempt))
        time.sleep(WORK)
        cursor.execute(
            "INSERT INTO proof_effect VALUES (%s) ON CONFLICT (number) DO NOTHING", (number,)
        )
