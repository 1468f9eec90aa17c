"""How much memory a worker takes, started as `make run` does and worked hard."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.cases import LISTS, Result, ask
from tests.serving import serving

MEGABYTE = 1024  # kilobytes, as /proc counts
TARGET = 150.0
REQUESTS = 400


@dataclass(frozen=True)
class Memory:
    """Of the worker process, in megabytes."""

    pss: float
    rss: float
    peak: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def worker_memory() -> Result | None:
    """Return the PSS after a few hundred mixed requests; None where there is no /proc."""
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    with worker() as (port, pid):
        hammer(port)
        found = memory_of(pid)
    note = f"RSS {found.rss:.0f}, peak {found.peak:.0f}, after {REQUESTS} requests"
    return Result("Memory of a worker (PSS)", "MB", found.pss, TARGET, note=note)


@contextmanager
def worker() -> Iterator[tuple[int, int]]:
    """Start the server with one worker on this database; give its port and the worker's pid."""
    with serving(workers=1) as (port, server):
        yield port, max(children_of(server.pid), key=lambda pid: memory_of(pid).rss)


def children_of(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(after_name[1]) == parent:
            found.append(int(entry.parent.name))
    return found


def hammer(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asked = [ask(user, path) for user, path in LISTS.values()]
    for number in range(REQUESTS):
        request = asked[number % len(asked)]
        headers = {"Authorization": f"Bearer {request.token}"}
        connection.request("GET", request.path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{request.path}: {answer.status}")


def memory_of(pid: int) -> Memory:
    def kilobytes(file: str, name: str) -> int:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)

    pss = kilobytes("smaps_rollup", "Pss")
    rss, peak = kilobytes("status", "VmRSS"), kilobytes("status", "VmHWM")
    return Memory(pss / MEGABYTE, rss / MEGABYTE, peak / MEGABYTE)
