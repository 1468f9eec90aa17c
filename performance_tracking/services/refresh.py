"""The refresh of every forecast: learn from all accounts, then score them chunk by chunk."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from forecasting.forecast import Cohort as Fitted
from kernel.upsert import upsert
from leads.models import Lead
from performance_tracking.models import (
    AccountForecast,
    AccountRhythm,
    Cohort,
    PublishedForecast,
)
from performance_tracking.querysets.stale import out_of_line
from performance_tracking.rules.cohorts import as_cohort
from performance_tracking.services.cohorts import cohort_of_the_day
from performance_tracking.services.health import keep_snapshots
from performance_tracking.services.rhythms import held, recount
from performance_tracking.services.scoring import keep, scored
from performance_tracking.services.track_record import judge_again, score_published

CHUNK = 2_000
Progress = Callable[[int, int], None]
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: accounts recounted, accounts scored, past forecasts judged."""

    recounted: int
    scored: int
    judged: int


def refresh_forecasts(
    *,
    now: datetime,
    on_progress: Progress = lambda done, total: None,
    chunk: int = CHUNK,
) -> Refreshed:
    """Bring every account's forecast up to `now`, reading only orders up to then.

    Each chunk is a transaction of its own, with the same few queries however large the tables. A
    run that was ended goes on behind its last chunk when it is started again on the same day
    (UTC); a run that ended well does all of it anew. Two at once share the work.
    `on_progress` is told accounts done and accounts in all.
    """
    recounted = bring_in_line(clock_from(now), chunk=chunk)
    cohort = cohort_of_the_day(now=now)
    fitted, before = as_cohort(cohort), cohort.scored
    total = AccountRhythm.objects.filter(lead__deleted_at=None).count()
    on_progress(cohort.scored, total)
    while score_chunk(cohort, fitted, now=now, chunk=chunk):
        on_progress(cohort.scored, total)
    Cohort.objects.filter(pk=cohort.pk).update(finished_at=timezone.now())
    count_what_is_there()
    return Refreshed(recounted, cohort.scored - before, score_published(now=now))


def clock_from(start: datetime) -> Clock:
    """Return a clock that shows `start` now, and goes on."""
    began = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


def bring_in_line(clock: Clock, *, chunk: int) -> int:
    """Recount the accounts whose statistics are not those of their orders.

    The clock goes on: an order that came since the run began has come, and is not counted out
    again. Who recounted an account while we waited for it did so for us.
    """
    done, last = 0, 0
    while ids := pks(out_of_line(clock()).filter(pk__gt=last).order_by("pk")[:chunk]):
        with transaction.atomic():
            zones = held(ids)
            now = clock()
            still = {pk: zones[pk] for pk in pks(out_of_line(now).filter(pk__in=zones))}
            recount(still, now=now)
            judge_again(list(still), now=now)
        done, last = done + len(still), ids[-1]
    return done


def pks(leads: QuerySet[Lead]) -> list[int]:
    return list(leads.values_list("pk", flat=True))


@transaction.atomic
def score_chunk(cohort: Cohort, fitted: Fitted, *, now: datetime, chunk: int) -> bool:
    """Score the next accounts and say how far we are; False when there are no more."""
    cohort.refresh_from_db(fields=["done_through", "scored"])
    ids = next_accounts(cohort.done_through, chunk)
    if not ids:
        return False
    ours = Cohort.objects.filter(pk=cohort.pk, done_through=cohort.done_through)
    if not ours.update(done_through=ids[-1], scored=cohort.scored + len(ids)):
        return True  # another run was faster with this chunk
    scores = scored(ids, fitted, now=now)
    keep(scores)
    keep_snapshots(scores.health)
    if cohort.publishes:
        upsert(PublishedForecast, scores.published, unique=["lead_id", "as_of"])
    cohort.scored += len(ids)
    return True


def next_accounts(after: int, chunk: int) -> list[int]:
    """Return the next accounts' ids, and hold their leads.

    An order that comes meanwhile waits, and then forecasts its account after us; whoever locks
    leads does it in this order.
    """
    leads = Lead.objects.filter(deleted_at=None, rhythm__isnull=False, pk__gt=after)
    held = leads.order_by("pk").select_for_update(of=("self",), no_key=True)
    return [lead.pk for lead in held.only("pk")[:chunk]]


def count_what_is_there() -> None:
    """Have the database look at the forecasts: else SQLite passes by the index of at-risk."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(AccountForecast._meta.db_table)}")
