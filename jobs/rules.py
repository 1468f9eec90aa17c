"""When work is due, how often it is tried, and what state it is in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.clock import local_day, zone_of

MOST_ATTEMPTS = 5
GROWTH = 4


class JobState(TextChoices):
    WAITING = "WAITING", _("waiting")
    RUNNING = "RUNNING", _("running")
    DONE = "DONE", _("done")
    DEAD = "DEAD", _("given up")


def is_last(attempt: int) -> bool:
    """Tell whether nothing is tried again after this attempt."""
    return attempt >= MOST_ATTEMPTS


def pause_after(attempt: int, *, first: timedelta, chance: float) -> timedelta:
    """Return how long to wait after a failed attempt: four times longer each time.

    `chance` (0 to 1) takes off up to half, so that what failed together does not come back
    together.
    """
    return first * (float(GROWTH) ** (attempt - 1) * (1 - chance / 2))


@dataclass(frozen=True)
class Daily:
    """Once a day at a clock time; a time that the change of clocks skips is an hour later."""

    at: time
    zone: str = "UTC"

    def last_due(self, now: datetime) -> datetime:
        """Return the latest moment, in UTC, at which it was due."""
        today = local_day(now, zone_of(self.zone))
        due = self.on(today)
        return due if due <= now else self.on(today - timedelta(days=1))

    def on(self, day: date) -> datetime:
        return datetime.combine(day, self.at, tzinfo=zone_of(self.zone)).astimezone(UTC)


@dataclass(frozen=True)
class Every:
    """Every so many minutes, counted from 1970, so that all machines agree."""

    minutes: int

    def last_due(self, now: datetime) -> datetime:
        step = self.minutes * 60
        return datetime.fromtimestamp(now.timestamp() // step * step, tz=UTC)


Rhythm = Daily | Every

PATIENCE = timedelta(minutes=2)


def is_well(*, waiting: int | None, unseen: int | None) -> bool:
    """Tell whether the queue moves: work may wait, but not with nobody there to do it.

    Both in seconds: how long the next job has been due, how long ago a worker was seen.
    """
    limit = PATIENCE.total_seconds()
    return waiting is None or waiting < limit or (unseen is not None and unseen < limit)
