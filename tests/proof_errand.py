"""Jobs whose effects are seen from outside: in tables of the proof, in files, in dead processes."""

import os
import signal
import time
from pathlib import Path

from django.db import connection, transaction
from django_tasks import TaskContext, task

from jobs.models import Worker
from jobs.services.running import progress

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


@task()
def touch(path: str) -> None:
    Path(path).touch()


@task()
def kill_the_worker() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@task()
def end_the_worker() -> None:
    os._exit(os.EX_OK)


@task()
def leave_open(*, through_django: bool) -> None:
    """Begin a transaction and never end it."""
    if through_django:
        transaction.atomic().__enter__()
    else:
        connection.cursor().execute("BEGIN")
    Worker.objects.filter(name="nobody").delete()


@task()
def work(began: str, *, seconds: float, talks: bool) -> None:
    """Say in a file that it began (and in which process), then work, perhaps with progress."""
    with Path(began).open("a") as file:
        file.write(f"{os.getpid()}\n")
    pieces = int(seconds * 20)
    for piece in range(pieces):
        time.sleep(0.05)
        if talks:
            progress(piece + 1, pieces)


@task()
def write_slowly(began: str, seconds: float) -> None:
    """Hold a write transaction open, which no job should; on SQLite nobody else writes then."""
    with Path(began).open("a") as file:
        file.write(f"{os.getpid()}\n")
    with transaction.atomic():
        Worker.objects.filter(name="nobody").delete()
        time.sleep(seconds)
