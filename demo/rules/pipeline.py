"""How far the invented leads have come, by which way, and how long each stage took."""

from typing import NamedTuple

import numpy as np

from leads.rules.status import LeadStatus

NEW, CONTACTED, MEETING, NEGOTIATING, CONVERTED, LOST = LeadStatus
FORWARD = [NEW, CONTACTED, MEETING, NEGOTIATING, CONVERTED]
STATUSES = (*FORWARD, LOST)
SHARES = np.array([0.11, 0.12, 0.08, 0.08, 0.48, 0.13])
LOST_FROM = np.array([0.2, 0.38, 0.22, 0.2])
# Median days in a stage before it was left, and since the last move for those still there.
STAGE_DAYS = {NEW: 4.0, CONTACTED: 9.0, MEETING: 11.0, NEGOTIATING: 16.0, LOST: 70.0}
RESTING_DAYS = {NEW: 5.0, CONTACTED: 9.0, MEETING: 9.0, NEGOTIATING: 13.0}
OLDEST_DAYS = 1000
RECENTLY_WON = 0.14


class Way(NamedTuple):
    """The statuses a lead went through, and how many days ago it entered each, the oldest first."""

    statuses: list[LeadStatus]
    days_ago: list[float]


def way_of(rng: np.random.Generator) -> Way:
    """Draw a lead's way from NEW to where it stands today."""
    end = STATUSES[int(rng.choice(len(STATUSES), p=SHARES))]
    statuses = statuses_to(end, rng)
    ago = [days_resting(end, rng)]
    for status in reversed(statuses[:-1]):
        ago.append(ago[-1] + STAGE_DAYS[status] * float(rng.lognormal(0, 0.6)) + 0.2)
    return Way(statuses, ago[::-1])


def statuses_to(end: LeadStatus, rng: np.random.Generator) -> list[LeadStatus]:
    if end == LOST:
        reached = int(rng.choice(4, p=LOST_FROM))
        return [*FORWARD[: reached + 1], LOST]
    statuses = FORWARD[: FORWARD.index(end) + 1]
    draw = rng.random()
    if len(statuses) > 2 and draw < 0.12:
        del statuses[int(rng.integers(1, len(statuses) - 1))]
    elif len(statuses) > 2 and draw < 0.18:
        statuses[2:2] = [LOST, CONTACTED]
    return statuses


def days_resting(end: LeadStatus, rng: np.random.Generator) -> float:
    """Return the days since the last move."""
    if end in RESTING_DAYS:
        return min(60.0, 0.05 + float(rng.exponential(RESTING_DAYS[end])))
    if end == LOST:
        return float(rng.uniform(4, 480))
    if rng.random() < RECENTLY_WON:
        return float(rng.uniform(1, 70))
    return float(rng.uniform(60, OLDEST_DAYS))
