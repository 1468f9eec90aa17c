"""Levelling: which call on which day, for the least cost, exactly.

A bipartite assignment of calls to the slots of the days. The k-th slot of a day costs more than the
one before it, which is what a convex cost of crowded days comes to; each call has a slot of its own
beside them that stands for no day at all and costs more than all levelling together, so no call is
left out for evenness. Solved by the shortest augmenting paths of Jonker and Volgenant in scipy
(`min_weight_full_bipartite_matching`), on the allowed pairs alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

MOST_SLOTS = 120
# One call on a day half a cadence from its due date costs 1.
AWAY = 1.0
MOVED = 0.15
CROWDED = 0.05
# A day later for an overdue call costs more than any crowd: it takes the first day with room.
WAITING = CROWDED * MOST_SLOTS * 2
NOWHERE = -1

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Call:
    """A call to be levelled.

    `due`: the working day on which it shows by itself. `current`: the day it stands on now, by
    itself or accepted. `not_before`: no day before this. `slack`: the days it may be moved either
    way, half its cadence. `value`: 0 to 100, its priority. `fixed`: pinned or promised, it stays.
    """

    due: date
    current: date
    not_before: date
    slack: int
    value: float
    overdue: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A working day: room for so many calls, and the repeats of calls expected on it later."""

    day: date
    room: int
    expected: float = 0.0


def levelled(calls: Sequence[Call], days: Sequence[Day]) -> list[int]:
    """Return for each call the place of its day in `days`, or -1 where it finds none.

    Fixed calls keep their day, whatever its room; -1 when that is none of `days`. The same calls
    and days give the same answer.
    """
    ordinals = np.array([day.day.toordinal() for day in days], dtype=np.int64)
    found = np.full(len(calls), NOWHERE, dtype=np.int64)
    fixed = [place for place, call in enumerate(calls) if call.fixed]
    for place in fixed:
        found[place] = _place_of(calls[place].current, ordinals)
    free = [place for place, call in enumerate(calls) if not call.fixed]
    taken = np.bincount(found[found >= 0], minlength=len(days))
    if free and len(days):
        costs, allowed = _costs([calls[place] for place in free], ordinals)
        values = np.array([calls[place].value for place in free])
        found[free] = _assigned(costs, allowed, values, days=days, taken=taken)
    places: list[int] = found.tolist()
    return places


def _place_of(day: date, ordinals: Ints) -> int:
    matches = np.flatnonzero(ordinals == day.toordinal())
    return int(matches[0]) if matches.size else NOWHERE


def _costs(calls: Sequence[Call], ordinals: Ints) -> tuple[Floats, Flags]:
    """Return what each call costs on each day, and where it may go; both (calls, days)."""
    due, current, first = (
        np.array([getattr(call, name).toordinal() for call in calls])[:, None]
        for name in ("due", "current", "not_before")
    )
    slack = np.array([call.slack for call in calls])[:, None]
    overdue = np.array([call.overdue for call in calls])[:, None]
    away = np.abs(ordinals - due)
    near = ((away <= slack) & (ordinals >= first)) | (ordinals == due)
    value = np.array([call.value for call in calls])[:, None]
    cost = AWAY * away / np.maximum(slack, 1) * (1 + value / 100)
    waiting = WAITING * np.arange(len(ordinals))[None, :] * (1 + value / 100)
    cost = np.where(overdue, waiting, cost) + MOVED * (ordinals != current)
    return cost, near | overdue


def _assigned(
    costs: Floats, allowed: Flags, values: Floats, *, days: Sequence[Day], taken: Ints
) -> Ints:
    """Return the place of each call's day in the cheapest assignment, -1 for none."""
    room = np.array([day.room for day in days])
    most = np.minimum(np.clip(room - taken, 0, MOST_SLOTS), allowed.sum(axis=0))
    day_of = np.repeat(np.arange(len(days)), most)
    slot = np.arange(day_of.size) - np.repeat(np.cumsum(most) - most, most)
    before = taken + np.array([day.expected for day in days])
    crowd = CROWDED * (before[day_of] + slot)
    call, column = np.nonzero(allowed[:, day_of])
    weight = costs[call, day_of[column]] + crowd[column]
    # Above anything that placing one more call could make the others cost.
    left_out = (weight.max(initial=0.0) + 1) * (len(costs) + 1) * (1 + values / 100)
    rows = np.concatenate([call, np.arange(len(costs))])
    columns = np.concatenate([column, day_of.size + np.arange(len(costs))])
    entries = np.concatenate([weight, left_out]) + 1  # a zero would be no edge
    shape = (len(costs), day_of.size + len(costs))
    _, chosen = min_weight_full_bipartite_matching(csr_array((entries, (rows, columns)), shape))
    places = np.append(day_of, NOWHERE)
    return np.asarray(places[np.minimum(chosen, day_of.size)])


def loads(places: Sequence[int], days: int) -> list[int]:
    """Return how many calls stand on each day."""
    counts = np.bincount([place for place in places if place >= 0], minlength=days)
    found: list[int] = counts.tolist()
    return found


def repeats(dues: Sequence[date], cadences: Sequence[float], days: Sequence[date]) -> list[float]:
    """Return for each working day the later calls of these plans to be expected on it.

    The first call of each plan is levelled; those after it are foreseen at whole cadences from its
    due date, spread evenly over the days they may be levelled to, so that these leave them room.
    """
    if not days or not dues:
        return [0.0] * len(days)
    ordinals = np.array([day.toordinal() for day in days])
    cadence = np.maximum(np.array(cadences), 1.0)
    due = np.array([day.toordinal() for day in dues])
    due = np.maximum(due, ordinals[0])  # an overdue call is made first, its rhythm runs from there
    steps = np.zeros(len(days) + 1)
    for turn in range(1, int((ordinals[-1] - ordinals[0]) / cadence.min()) + 1):
        later = due + np.rint(turn * cadence)
        inside = later <= ordinals[-1]
        first = np.searchsorted(ordinals, (later - cadence // 2)[inside])
        last = np.searchsorted(ordinals, (later + cadence // 2)[inside], side="right")
        share = 1 / np.maximum(last - first, 1)
        np.add.at(steps, first, share)
        np.add.at(steps, np.maximum(last, first + 1), -share)
    return [float(count) for count in np.cumsum(steps)[:-1]]
