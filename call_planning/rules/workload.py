"""Whether the promised cadences fit into the week, and the smallest change that makes them fit."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from call_planning.rules.frequency import MEAN_MONTH_DAYS, Frequency, nominal_days

WEEK = 7.0
USUAL_HOURS = 8.0
USUAL_CALLS = 25  # a day
LADDER: list[tuple[str, float]] = [
    (Frequency.DAILY, 1.0),
    (Frequency.WEEKLY, 7.0),
    (Frequency.BIWEEKLY, 14.0),
    (Frequency.MONTHLY, MEAN_MONTH_DAYS),
    (Frequency.QUARTERLY, 3 * MEAN_MONTH_DAYS),
]


class Promise(NamedTuple):
    """A plan's cadence, and what a call of it is worth (0 to 100, its priority)."""

    plan: int
    frequency: str
    interval_days: int | None
    value: float

    @property
    def days(self) -> float:
        return nominal_days(self.frequency, interval_days=self.interval_days)


class Longer(NamedTuple):
    """Call this plan less often: as `frequency` says, `saved` calls a week fewer."""

    plan: int
    frequency: str
    saved: float


def calls_a_week(promises: Sequence[Promise]) -> float:
    return sum(WEEK / promise.days for promise in promises)


def hours_of(week: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return the hours worked on each day of a working week, `{"mon": ["09:00", "17:30"]}`."""
    return {day: _hours_between(*span) for day, span in week.items()}


def _hours_between(start: str, end: str) -> float:
    first, last = (datetime.strptime(clock, "%H:%M") for clock in (start, end))  # noqa: DTZ007
    return (last - first).total_seconds() / 3600


def lengthened(promises: Sequence[Promise], *, room: float) -> list[Longer]:
    """Return the cadences to lengthen so that all calls fit into `room` calls a week.

    The least worthy plans first, each by one step of the ladder (daily, weekly, two weeks, month,
    quarter), a second step only once all had one; then what turned out not to be needed is taken
    back, the worthiest first. Empty when they fit; all there is to give when nothing makes them.
    """
    excess = calls_a_week(promises) - room
    chosen: dict[int, Longer] = {}
    for _ in LADDER:
        for promise in sorted(promises, key=lambda one: (one.value, one.plan)):
            if excess <= 0:
                return _needed(chosen, promises, spare=-excess)
            before = chosen.get(promise.plan)
            step = _one_step(promise, before)
            if step is not None:
                excess -= step.saved - (before.saved if before else 0.0)
                chosen[promise.plan] = step
    return _needed(chosen, promises, spare=max(-excess, 0.0)) if excess <= 0 else in_order(chosen)


def _one_step(promise: Promise, before: Longer | None) -> Longer | None:
    now = dict(LADDER)[before.frequency] if before else promise.days
    for name, days in LADDER:
        if days > now * 1.2:
            return Longer(promise.plan, name, WEEK / promise.days - WEEK / days)
    return None


def _needed(
    chosen: dict[int, Longer], promises: Sequence[Promise], *, spare: float
) -> list[Longer]:
    """Return the changes without those whose calls there is room for after all."""
    for promise in sorted(promises, key=lambda one: (-one.value, one.plan)):
        change = chosen.get(promise.plan)
        if change is not None and change.saved <= spare:
            spare -= change.saved
            del chosen[promise.plan]
    return in_order(chosen)


def in_order(chosen: Mapping[int, Longer]) -> list[Longer]:
    return [chosen[plan] for plan in sorted(chosen)]
