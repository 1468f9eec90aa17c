"""The worker: takes one job after the other, and stays alive whatever they do."""

import logging
import os
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Event, Thread
from types import FrameType
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, connections
from django.db.models.functions import Now
from django.utils import timezone

from jobs.models import Worker
from jobs.services.leases import claim_next, reap, reap_own, renew
from jobs.services.periodic import enqueue_due
from jobs.services.running import Running, Stopped, TooLong, run

logger = logging.getLogger("jobs")

IDLE = 1.0  # seconds between looks at an empty queue
CHORES_EVERY = 5.0  # seconds between looks at the clock and at silent workers
SIGNS_PER_LEASE = 4
LOCKED = "2s"  # how long the heart waits for a row that another transaction holds
AWAY = (DatabaseError, InterfaceError)


class Loop:
    """One worker. Only its heart runs beside it, in a thread with its own connection."""

    def __init__(self, name: str, *, burst: bool = False, most: int = 0, parent: int = 0) -> None:
        self.name, self.burst, self.most, self.parent = name, burst, most, parent
        self.running: Running | None = None
        self.stopping = False
        self.chores_at = 0.0
        self.woken, self.wake = os.pipe()

    def run(self) -> int:
        """Work until asked to end; with `burst` until nothing is due. Return how many jobs."""
        before = self.listen()
        heart = Heart(self)
        count = 0
        try:
            heart.start()
            while not self.stopping and (not self.most or count < self.most):
                worked = self.turn()
                count += worked
                if self.burst and not worked:
                    break
                if not worked:
                    self.rest()
        finally:
            heart.end()
            self.leave()
            for number, handler in before.items():
                signal.signal(number, handler)
        return count

    def turn(self) -> bool:
        """Do what the clock asks for, then one job; False when there was none."""
        try:
            if not self.burst:
                close_old_connections()
            self.chores()
            return self.work()
        except AWAY as error:
            if self.burst:
                raise
            logger.warning("The database is away; trying again: %s", error)
            connection.close()
            return False

    def chores(self) -> None:
        now = time.monotonic()
        if now < self.chores_at:
            return
        if not self.chores_at:
            beat(self.name)
            reap_own(self.name)
        enqueue_due(now=database_time(self.name))
        reap()
        self.chores_at = now + min(CHORES_EVERY, settings.JOB_LEASE.total_seconds() / 2)

    def work(self) -> bool:
        job = claim_next(self.name)
        if job is None:
            return False
        self.running = Running(job, stopping=self.stopping)
        self.set_alarm(settings.JOB_GRACE if self.stopping else settings.JOB_TIME_LIMIT)
        try:
            run(self.running)
        finally:
            self.running = None
            signal.setitimer(signal.ITIMER_REAL, 0)
            self.listen()  # the job, or a library of its, may have stopped our ears
        return True

    def rest(self) -> None:
        """Wait a moment, or until a signal comes (a pipe: an Event could deadlock in a handler)."""
        select.select([self.woken], [], [], IDLE)

    def leave(self) -> None:
        with suppress(*AWAY):
            Worker.objects.filter(name=self.name).delete()
        os.close(self.woken)
        os.close(self.wake)

    def listen(self) -> dict[signal.Signals, Any]:
        wanted: dict[signal.Signals, Callable[[int, FrameType | None], None]] = {
            signal.SIGTERM: self.stop,
            signal.SIGINT: self.stop,
            signal.SIGALRM: self.interrupt,
        }
        before = {number: signal.signal(number, handler) for number, handler in wanted.items()}
        signal.pthread_sigmask(signal.SIG_UNBLOCK, wanted)
        return before

    def stop(self, number: int, frame: FrameType | None) -> None:
        """End after the job in hand, if it ends within the grace period; else give it back."""
        if self.stopping:
            return
        self.stopping = True
        os.write(self.wake, b".")
        if self.running is not None:
            self.running.stopping = True
            self.set_alarm(settings.JOB_GRACE)

    def set_alarm(self, limit: Any) -> None:
        signal.setitimer(signal.ITIMER_REAL, limit.total_seconds())

    def interrupt(self, number: int, frame: FrameType | None) -> None:
        if self.running is not None and not self.running.over:
            raise Stopped if self.stopping else TooLong


class Heart(Thread):
    """Gives signs of life while the worker's own thread is busy with a job."""

    def __init__(self, loop: Loop) -> None:
        super().__init__(daemon=True, name="heart")
        self.loop, self.ended = loop, Event()

    def run(self) -> None:
        pause = rhythm = settings.JOB_LEASE.total_seconds() / SIGNS_PER_LEASE
        while not self.ended.wait(pause):
            try:
                self.look_around()
                self.give_signs()
                pause = rhythm
            except AWAY as error:  # on SQLite perhaps a long transaction of the job itself
                logger.warning("No sign of life could be given: %s", error)
                connection.close()
                pause = min(rhythm, IDLE)
        connections.close_all()

    def give_signs(self) -> None:
        """Where the row is locked, give up in a moment: who ends the worker waits for us."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCKED])
        beat(self.loop.name)
        running = self.loop.running
        if running is not None and not renew(running.job):
            running.taken = True

    def look_around(self) -> None:
        """End an orphan; and end hard a job that even the alarm cannot interrupt."""
        loop, running = self.loop, self.loop.running
        if loop.parent and os.getppid() != loop.parent:
            os.kill(os.getpid(), signal.SIGTERM)
        limit = settings.JOB_TIME_LIMIT + settings.JOB_LEASE
        if running is not None and time.monotonic() - running.began > limit.total_seconds():
            logger.error("%s cannot be interrupted; this worker ends.", running.job)
            os._exit(os.EX_SOFTWARE)

    def end(self) -> None:
        self.ended.set()
        self.join()


def database_time(name: str) -> datetime:
    """Return now by the clock that all workers share: one whose own is fast asks for nothing early.

    It is read beside the worker's own row, which every sign of life puts back.
    """
    shared: datetime | None = Worker.objects.filter(name=name).values_list(Now(), flat=True).first()
    return shared or timezone.now()


def beat(name: str) -> None:
    """Keep that the worker was seen."""
    if not Worker.objects.filter(name=name).update(seen_at=Now()):
        Worker.objects.create(name=name, seen_at=Now())
