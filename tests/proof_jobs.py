"""The proof that no job is lost and none is a ghost, while workers are killed.

`DATABASE_URL=… python -m tests.proof_jobs --jobs 600 --undone 60 --kills 12` on a migrated database
of its own: it enqueues each job in a transaction together with a row of the business, rolls some
back, kills workers in the middle of a job (`kill -9`, every third time with the supervisor), and
prints what came of it as JSON.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import django
from django.db import connection, transaction
from django.db.models import Count

SETTINGS = "LeadManagementSystem.settings"
QUICK = {"JOB_LEASE_SECONDS": "2", "JOB_RETRY_SECONDS": "1", "LOG_LEVEL": "ERROR"}
TABLES = (
    "CREATE TABLE proof_wish (number integer PRIMARY KEY)",
    "CREATE TABLE proof_effect (number integer PRIMARY KEY)",
    "CREATE TABLE proof_try (number integer, attempt integer)",
)
WORKERS = 3
PATIENCE = 120.0  # seconds for everything to be done


def sql(text: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else []


class Cancelled(Exception):
    """The business changed its mind."""


def enqueue(number: int, *, undone: bool) -> None:
    """Wish for one effect: the row and its job in one transaction."""
    from jobs.services.queue import ask

    with suppress(Cancelled), transaction.atomic():
        sql("INSERT INTO proof_wish VALUES (%s)", number)
        ask("tests.proof_errand.take_effect", {"number": number})
        if undone:
            raise Cancelled


class Crew:
    """Some workers, of whom one is killed now and then, and replaced."""

    def __init__(self) -> None:
        self.all = [self.start() for _ in range(WORKERS)]

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "worker"]
        return subprocess.Popen(command, stdout=subprocess.PIPE)

    def kill_one(self, *, whole: bool) -> bool:
        """Kill a worker that has a job in hand; with `whole`, its supervisor as well."""
        from jobs.models import Job

        busy = Job.objects.filter(leased_until__isnull=False).values_list("worker", flat=True)
        pids = {int(name.split(":")[1]) for name in busy}
        able = [index for index, worker in enumerate(self.all) if worker.pid in pids]
        if not able:
            return False
        index = random.choice(able)
        victim = self.all[index]
        children = children_of(victim.pid)
        if not children:
            return False
        if whole:
            victim.kill()
            victim.wait()
            self.all[index] = self.start()
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return True

    def end(self) -> list[int]:
        for worker in self.all:
            assert worker.stdout is not None
            worker.stdout.readline()  # one just started does not hear a signal yet
            worker.send_signal(signal.SIGTERM)
        return [worker.wait(30) for worker in self.all]


def children_of(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


@contextmanager
def crew() -> Iterator[Crew]:
    hired = Crew()
    try:
        yield hired
    finally:
        for worker in hired.all:
            for pid in [*children_of(worker.pid), worker.pid]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            worker.wait()


def proceed(jobs: int, undone: int, kills: int) -> dict[str, Any]:
    """Do it all, and return the figures."""
    from jobs.models import Job

    began = time.monotonic()
    numbers = list(range(jobs + undone))
    random.shuffle(numbers)
    rolled_back = set(random.sample(numbers, undone))
    with crew() as hired:
        killed = 0
        for number in numbers:
            enqueue(number, undone=number in rolled_back)
        share = jobs // (kills + 1)
        limit = time.monotonic() + PATIENCE
        ours = Job.objects.filter(task__task_path="tests.proof_errand.take_effect")
        while time.monotonic() < limit:
            left = ours.exclude(due_at=None, leased_until=None).count()
            if killed < kills and left <= jobs - share * (killed + 1) + share // 2:
                killed += hired.kill_one(whole=killed % 3 == 2)
            if not left:
                break
            time.sleep(0.02)
        codes = hired.end()
    return counted(rolled_back) | {
        "kills": killed,
        "exit codes": codes,
        "seconds": round(time.monotonic() - began, 1),
    }


def counted(rolled_back: set[int]) -> dict[str, Any]:
    from jobs.models import Job

    wishes = {number for (number,) in sql("SELECT number FROM proof_wish")}
    effects = {number for (number,) in sql("SELECT number FROM proof_effect")}
    attempts = Job.objects.filter(task__task_path="tests.proof_errand.take_effect")
    return {
        "wishes": len(wishes),
        "effects": len(effects),
        "lost": len(wishes - effects),
        "ghosts": len(effects & rolled_back),
        "tries": sql("SELECT count(*) FROM proof_try")[0][0],
        "tried again": attempts.filter(attempts__gt=1).count(),
        "states": dict(attempts.values_list("task__status").annotate(Count("pk"))),
        "workers left": sum(1 for _ in sql("SELECT name FROM jobs_worker")),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=600)
    parser.add_argument("--undone", type=int, default=60)
    parser.add_argument("--kills", type=int, default=12)
    asked = parser.parse_args()
    for table in TABLES:
        sql(table)
    try:
        print(json.dumps(proceed(asked.jobs, asked.undone, asked.kills)))  # noqa: T201
    finally:
        for table in TABLES:
            sql(f"DROP TABLE {table.split()[2]}")


if __name__ == "__main__":
    os.environ |= {"DJANGO_SETTINGS_MODULE": SETTINGS} | QUICK
    django.setup()
    main()
