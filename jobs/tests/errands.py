"""Jobs that only tests ask for."""

import os
import signal
import time
from typing import Any

from django_tasks import TaskContext, task

from jobs.services.running import progress

DONE: list[Any] = []


@task()
def note(word: str) -> str:
    DONE.append(word)
    return word.upper()


@task()
def break_down() -> None:
    raise ValueError("no good")


@task()
def break_down_in_odd_words() -> None:
    raise ValueError("no \0 good \ud800")


@task()
def break_down_at_length() -> None:
    raise ValueError("long " * 1_000_000 + "and no good")


@task()
def return_odd_words() -> str:
    return "no \0 good"


@task()
def return_no_number() -> float:
    return float("nan")


@task()
def return_nonsense() -> object:
    return object()


@task(takes_context=True)
def note_attempt(context: TaskContext) -> None:
    DONE.append((context.task_result.id, context.attempt))


@task()
def count_up(of: int) -> None:
    for done in range(1, of + 1):
        progress(done, of)
        DONE.append(done)


@task()
def deafen() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


@task()
def ask_to_end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@task()
def sleep(seconds: float) -> None:
    time.sleep(seconds)
