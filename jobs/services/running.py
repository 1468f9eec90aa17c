"""Running one job, and what a job may say while it runs."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    connection,
    connections,
)
from django_tasks import TaskContext
from django_tasks.utils import normalize_json

from jobs.models import Job
from jobs.services.leases import fail, finish, give_back

logger = logging.getLogger("jobs")

TOLD_EVERY = 1.0  # seconds
PAUSES = (0.2, 1.0, 5.0, 15.0)  # seconds between attempts to save an outcome
NOT_TO_BE_KEPT = (DataError, IntegrityError)  # SQLite checks with the latter that JSON is JSON
IN_TRANSACTION = {"INTRANS", "INERROR"}  # what libpq calls it


class Stopped(BaseException):
    """The worker is to end: the job goes back. No `except Exception` of a job catches it."""


class TooLong(BaseException):
    """The job ran longer than JOB_TIME_LIMIT."""


class Taken(BaseException):
    """The job was given to another worker, because this one seemed dead."""


class LeftOpen(Exception):
    """The job left a transaction open; what it wrote in there is not kept."""


@dataclass
class Running:
    """The job in hand, and what others in this process want of it."""

    job: Job
    stopping: bool = False
    taken: bool = False
    over: bool = False
    told_at: float = 0.0
    began: float = field(default_factory=time.monotonic)


RUNNING: ContextVar[Running | None] = ContextVar("RUNNING", default=None)


def progress(done: int, of: int) -> None:
    """Say how far the job is; outside a job nothing happens.

    Call it between transactions, as often as is handy: it writes once a second at most. It is also
    where a job ends early, when its worker is asked to stop or lost it.
    """
    running = RUNNING.get()
    if running is None:
        return
    if running.taken:
        raise Taken
    if running.stopping:
        raise Stopped
    now = time.monotonic()
    if now - running.told_at >= TOLD_EVERY or done >= of:
        running.told_at = now
        job = running.job
        Job.objects.filter(pk=job.pk, claims=job.claims).update(done=done, of=of)


def run(running: Running) -> None:
    """Call the job's function, and keep what came of it."""
    job = running.job
    token = RUNNING.set(running)
    try:
        try:
            value = answer_of(job)
        finally:
            running.over = True
    except Stopped:
        persist(lambda: give_back(job))
    except Taken:
        logger.warning("%s runs elsewhere now.", job)
    except BaseException as error:
        failure = error
        persist(lambda: fail(job, error=failure))
    else:
        keep(job, value)
    finally:
        RUNNING.reset(token)


def keep(job: Job, value: Any) -> None:
    """Save what the job returned; what the database cannot hold is a failure."""
    try:
        persist(lambda: finish(job, value=value))
    except (*NOT_TO_BE_KEPT, UnicodeError) as error:
        failure = error
        persist(lambda: fail(job, error=failure))


def answer_of(job: Job) -> Any:
    """Call the function, and see that no transaction stays open behind it.

    The job's outcome and all jobs after it would be lost in there, and on SQLite nobody else could
    write any more.
    """
    alone = not is_open()
    try:
        answer = normalize_json(call(job))
    finally:
        left = alone and is_open()
        if left:
            leave_transaction()
    if left:
        raise LeftOpen(f"{job.name} left a transaction open.")
    return answer


def is_open() -> bool:
    """Tell whether a transaction is open here, begun through Django or past it."""
    driver: Any = connection.connection
    if driver is None:
        return False
    if connection.in_atomic_block or not connection.autocommit:
        return True
    if connection.vendor == "sqlite":
        return bool(driver.in_transaction)
    return driver.info.transaction_status.name in IN_TRANSACTION


def leave_transaction() -> None:
    """Roll back at the driver, and go on with a new connection: the old one believes it is open."""
    with suppress(Exception):
        connection.connection.rollback()
    connection.close()
    del connections[connection.alias]


def call(job: Job) -> Any:
    """Call the function; with `takes_context`, it learns its id and attempt."""
    result = job.task.task_result
    if result.task.takes_context:
        return result.task.call(TaskContext(task_result=result), *result.args, **result.kwargs)
    return result.task.call(*result.args, **result.kwargs)


def persist(save: Callable[[], bool]) -> None:
    """Save the outcome, even if the database is away for a moment.

    If it stays away, the lease runs out and the job is run again.
    """
    for pause in PAUSES:
        try:
            save()
        except NOT_TO_BE_KEPT:
            raise
        except (DatabaseError, InterfaceError) as error:
            logger.warning("An outcome could not be saved yet: %s", error)
            if connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(pause)
        else:
            return
    logger.error("An outcome was not saved; the job will be run again.")
