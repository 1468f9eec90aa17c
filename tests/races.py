"""Doing the same thing many times at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def at_once(times: int, work: Callable[[int], Result]) -> list[Result]:
    """Run the work in that many threads, started together; each has its own connection."""
    gate = Barrier(times)

    def one(number: int) -> Result:
        try:
            gate.wait(timeout=30)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))
