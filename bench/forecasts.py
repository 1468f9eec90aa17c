"""`python -m bench.forecasts`: what forecasting everybody costs.

Twice through the database: the first refresh counts every order, the second is any later night's,
which reads stored statistics. Then fit and score in memory. Each in a process of its own; the
databases are made for it and thrown away.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import django
import numpy as np

from bench.__main__ import SETTINGS, say
from tests.cluster import find_programs, throwaway_cluster

DAY = 86_400
DAYS = 365
SIZES = [10_000, 100_000, 1_000_000]
ZONES = ["America/New_York", "Europe/London", "Asia/Kolkata", "Asia/Singapore", "Europe/Berlin"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.forecasts", description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000, help="in the database; 0: none")
    parser.add_argument(
        "--in-memory", type=int, nargs="*", default=SIZES, help="accounts, one run for each"
    )
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--inside", choices=["database", "memory"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside == "memory":
        in_memory(*options.in_memory)
    elif options.inside == "database":
        through_the_database(options.accounts)
    else:
        everywhere(options)


def everywhere(options: argparse.Namespace) -> None:
    for accounts in options.in_memory:
        again("memory", f"--in-memory={accounts}", url="sqlite:///:memory:")
    through = f"--accounts={options.accounts}"
    if options.accounts and options.database != "postgres":
        with tempfile.TemporaryDirectory(prefix="kam-bench-") as folder:
            again("database", through, url=f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
    if options.accounts and options.database != "sqlite":
        if find_programs() is None:
            say("PostgreSQL: skipped, no server programs found (Debian package postgresql).")
            return
        with throwaway_cluster(fsync=True) as url:
            again("database", through, url=url)


def again(inside: str, size: str, *, url: str) -> None:
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": SETTINGS}
    environment |= {"OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "bench.forecasts", f"--inside={inside}", size]
    subprocess.run(command, env=environment, check=True)


# --- in memory ----------------------------------------------------------------------------------


def in_memory(accounts: int) -> None:
    """Fit and score as a refresh does: from stored statistics, 2,000 accounts at a time."""
    django.setup()
    from forecasting.forecast import learn, sample, score
    from forecasting.history import histories
    from forecasting.orders import OrderLog
    from performance_tracking.rules.statistics import history_of
    from performance_tracking.services.cohorts import CALIBRATED_ON
    from performance_tracking.services.refresh import CHUNK

    log, as_of = OrderLog(*order_log(accounts)), DAYS + 1
    say(f"\nIn memory: {accounts:,} accounts, {len(log.day):,} order days")
    with timed("fit of the cohort (50,000 drawn)"):
        known = sample(log, seed=0)
        calibrated = known.account < known.account[: CALIBRATED_ON * 11][-1]
        few = OrderLog(known.account[calibrated], known.day[calibrated], known.amount[calibrated])
        cohort = learn(histories(known, as_of), few, as_of)
    with timed("statistics, from every order"):
        stored = list(stored_rows(log))
    chunks = [chunk for part in stored for chunk in chunks_of(part, CHUNK)]
    with timed("statistics, from stored rows"):
        found = [history_of(chunk, np.full(len(chunk["gaps"]), as_of)) for chunk in chunks]
    with timed("score of every account"):
        for history in found:
            score(cohort, history, as_of)


def stored_rows(log: Any) -> Iterator[dict[str, Any]]:
    """Return what is stored of the accounts, 100,000 of them at a time."""
    from performance_tracking.rules.statistics import Orders, statistics_of

    edges = [*range(0, int(log.account[-1]), 100_000), int(log.account[-1]) + 1]
    cuts = np.searchsorted(log.account, edges)
    for start, end in pairwise(cuts.tolist()):
        day = log.day[start:end]
        cents = np.rint(log.amount[start:end] * 100)
        yield statistics_of(Orders(log.account[start:end], day * DAY * 10**6, day, cents))


def chunks_of(rows: dict[str, Any], size: int) -> Iterator[dict[str, Any]]:
    for start in range(0, len(rows["gaps"]), size):
        yield {name: column[start : start + size] for name, column in rows.items()}


def order_log(accounts: int) -> tuple[Any, Any, Any]:
    """Return accounts that order every 5 to 40 days for up to a year, a third of which left."""
    chance = np.random.default_rng(20261125)
    gap = chance.uniform(5, 40, accounts)
    until = np.where(chance.random(accounts) < 0.33, chance.uniform(0, DAYS, accounts), DAYS)
    since = chance.uniform(0, DAYS * 0.8, accounts)
    orders = np.maximum((until - since) / gap, 0).astype(np.int64) + 1
    account = np.repeat(np.arange(accounts), orders)
    steps = np.maximum(chance.gamma(4, gap[account] / 4), 1)
    first = np.cumsum(orders) - orders
    steps[first] = since
    walked = np.cumsum(steps)
    day = (walked - np.repeat(walked[first] - since, orders)).astype(np.int64)
    kept = day < DAYS
    kept[1:] &= (np.diff(account) != 0) | (np.diff(day) != 0)
    kept[first] = True
    amount = np.rint(chance.gamma(6, 40, len(day)) * 100) / 100
    # The year 1 begins with day 1.
    return account[kept], np.minimum(day[kept], DAYS - 1) + 1, amount[kept]


# --- through the database -------------------------------------------------------------------------


def through_the_database(accounts: int) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    now = int(time.time())
    orders = fill(accounts, now=now)
    say(f"\n{connection.display_name}: {accounts:,} accounts, {orders:,} orders")
    refresh("First refresh: every order is counted", now)
    refresh("A later refresh: statistics are there", now)
    say(f"  {'peak memory':<36} {peak():8.0f} MB")


def fill(accounts: int, *, now: int) -> int:
    from bench.loading import bulk_load, load, moments
    from interaction_tracking.models import Interaction, Order
    from leads.models import Lead

    account, day, amount = order_log(accounts)
    at = now - (DAYS - day) * DAY + account % 7 * 3_600
    texts, numbers = moments(at), range(1, len(at) + 1)
    last = np.zeros(accounts, dtype=np.int64)
    np.maximum.at(last, account, at)
    ids = range(1, accounts + 1)
    born = moments(np.full(accounts, now - 2 * DAYS * DAY))
    leads = {
        "id": ids, "name": [f"Restaurant {pk}" for pk in ids],
        "lead_status": ["CONVERTED"] * accounts,
        "timezone": [ZONES[pk % len(ZONES)] for pk in ids], "last_order_at": moments(last),
        "potential_revenue": [10_000 + pk % 9_000 for pk in ids], "created_at": born,
        "updated_at": born, "status_changed_at": born,
    }  # fmt: skip
    with bulk_load((Lead, Interaction, Order)):
        load(Lead, leads)
        touches = {
            "id": numbers, "lead_id": (account + 1).tolist(), "date": texts, "created_at": texts,
            "updated_at": texts, "interaction_type": ["ORDER"] * len(at),
            "order_placed": [True] * len(at),
        }  # fmt: skip
        load(Interaction, touches)
        order = {"id": numbers, "interaction_id": numbers, "ordered_at": texts}
        load(Order, {**order, "lead_id": touches["lead_id"], "total_price": amount.tolist()})
    return len(at)


def refresh(title: str, now: int) -> None:
    from datetime import UTC, datetime

    from performance_tracking.services.refresh import refresh_forecasts

    seconds: Counter[str] = Counter()
    with clocked(seconds):
        began = time.perf_counter()
        done = refresh_forecasts(now=datetime.fromtimestamp(now, UTC))
        whole = time.perf_counter() - began
    say(f"  {title} ({done.recounted:,} recounted, {done.scored:,} scored)")
    rest = whole - seconds.total()
    for name, spent in [*seconds.items(), ("database, and its rows", rest), ("together", whole)]:
        say(f"    {name:<34} {spent:8.1f} s")


@contextmanager
def clocked(seconds: "Counter[str]") -> Iterator[None]:
    """Count the time in the pure parts; what is left is the database and turning its rows."""
    from performance_tracking.services import cohorts, rhythms, scoring

    parts = {
        "statistics": [
            (rhythms, "statistics_of"),
            (scoring, "history_of"),
            (cohorts, "history_of"),
        ],
        "model: fit": [(cohorts, "learn")],
        "model: score": [(scoring, "by_day"), (scoring, "measures_of"), (scoring, "health_of")],
    }
    places = [(name, *place) for name, found in parts.items() for place in found]
    before = [getattr(module, function) for _, module, function in places]
    for (name, module, function), original in zip(places, before, strict=True):
        setattr(module, function, counted(original, seconds, name))
    try:
        yield
    finally:
        for (_, module, function), original in zip(places, before, strict=True):
            setattr(module, function, original)


def counted(work: Callable[..., Any], seconds: "Counter[str]", name: str) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        try:
            return work(*args, **kwargs)
        finally:
            seconds[name] += time.perf_counter() - began  # type: ignore[assignment]

    return run


@contextmanager
def timed(name: str) -> Iterator[None]:
    began, worked = time.perf_counter(), time.process_time()
    yield
    worked = time.process_time() - worked
    say(f"  {name:<36} {time.perf_counter() - began:8.1f} s ({worked:.1f} s of a core)")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
