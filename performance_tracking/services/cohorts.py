"""Learning from all accounts together, and keeping what was learnt."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from forecasting.arrays import Ints
from forecasting.drift import usual_drift
from forecasting.fitting import SAMPLE
from forecasting.forecast import MONTH, learn
from forecasting.orders import OrderLog
from performance_tracking.models import AccountRhythm, Cohort
from performance_tracking.rules.cohorts import as_columns
from performance_tracking.rules.statistics import day_by_day, history_of
from performance_tracking.services.reading import Columns, local_days, rows_of
from performance_tracking.services.rhythms import orders_of

CALIBRATED_ON = 10_000
READ_AT_ONCE = 2_000
PUBLISHED_EVERY = timedelta(days=7)


def cohort_of_the_day(*, now: datetime) -> Cohort:
    """Return the cohort a run of this day (UTC) did not finish, else learn one anew."""
    today = now.astimezone(UTC).date()
    unfinished = Cohort.objects.filter(as_of=today, finished_at=None).first()
    if unfinished is not None:
        return unfinished
    fresh = {"fitted_at": now, "finished_at": None, "done_through": 0, "scored": 0}
    return Cohort.objects.update_or_create(
        as_of=today, defaults={**fresh, **learnt(now=now), "publishes": is_time_to_publish(today)}
    )[0]


def is_time_to_publish(today: date) -> bool:
    """Forecasts are kept once a week; a run repeated on its day may keep them again."""
    lately = Cohort.objects.filter(as_of__gt=today - PUBLISHED_EVERY, as_of__lt=today)
    return not lately.filter(publishes=True).exists()


def learnt(*, now: datetime) -> dict[str, Any]:
    """Fit on the statistics of at most 50,000 accounts, calibrate on the orders of 10,000."""
    rng = np.random.default_rng(0)
    accounts = account_ids()
    sample = drawn(accounts, SAMPLE, rng)
    rows = all_rows(sample)
    history = history_of(rows, local_days(rows["zone"], now))
    zones = dict(zip(rows["lead_id"], rows["zone"], strict=True))
    log = log_of({pk: zones[pk] for pk in drawn(history.account, CALIBRATED_ON, rng)}, now=now)
    as_of = now.astimezone(UTC).toordinal()
    cohort = learn(history, log, as_of)
    drift = usual_drift(log, as_of, MONTH, cohort.model)
    return {"accounts": len(accounts), **as_columns(cohort, history, drift=drift)}


def account_ids() -> Ints:
    """Return every account with orders that is not in the trash; eight bytes each."""
    ids = AccountRhythm.objects.filter(lead__deleted_at=None).exclude(recent="")
    found = ids.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=10_000)
    return np.fromiter(found, dtype=np.int64)


def drawn(ids: Ints, most: int, rng: np.random.Generator) -> list[int]:
    if len(ids) > most:
        ids = np.sort(rng.choice(ids, most, replace=False))
    return [int(pk) for pk in ids.tolist()]


def all_rows(ids: Sequence[int]) -> Columns:
    """Read the statistics of many accounts, some thousand at a time."""
    parts = [rows_of(part) for part in parts_of(ids)] or [rows_of([])]
    return {name: [one for part in parts for one in part[name]] for name in parts[0]}


def log_of(zones: dict[int, str], *, now: datetime) -> OrderLog:
    logs = []
    for part in parts_of(list(zones)) or [[]]:
        orders = orders_of({pk: zones[pk] for pk in part}, now=now).orders
        logs.append(day_by_day(orders.account, orders.day, orders.cents / 100)[0])
    return OrderLog(
        *(np.concatenate([getattr(log, name) for log in logs]) for name in OrderLog.__slots__)
    )


def parts_of(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[at : at + READ_AT_ONCE] for at in range(0, len(ids), READ_AT_ONCE)]
