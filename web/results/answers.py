"""When people pick up the phone: by weekday and hour over there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from interaction_tracking.models import Interaction
from interaction_tracking.rules import InteractionType, Outcome
from kernel.clock import zone_of
from users.models import User
from web.results.figures import reach

WEEKS = 26
HOURS = range(8, 20)
DAYS = 6
FEWEST = 4
MOST_CALLS = 30_000


@dataclass(frozen=True)
class Answers:
    """`shares[day][hour]`: connected calls of all, None below four calls."""

    shares: list[list[float | None]]
    calls: int

    @property
    def best(self) -> tuple[int, int, float] | None:
        """The cell in which most calls connect: weekday, hour, share."""
        cells = [
            (share, day, HOURS[index])
            for day, line in enumerate(self.shares)
            for index, share in enumerate(line)
            if share is not None
        ]
        if not cells:
            return None
        share, day, hour = max(cells)
        return day, hour, share


def answers(user: User, *, now: datetime, everybody: bool) -> Answers:
    """Count the newest calls of half a year; one query, at most 30,000 calls."""
    rows = (
        Interaction.objects.filter(
            reach(user, everybody=everybody),
            deleted_at=None,
            interaction_type=InteractionType.CALL,
            date__gt=now - timedelta(weeks=WEEKS),
            date__lte=now,
        )
        .order_by("-date")
        .values_list("date", "outcome", "lead__timezone")[:MOST_CALLS]
    )
    made: dict[tuple[int, int], list[int]] = {}
    zones: dict[str, Any] = {}
    count = 0
    for date, outcome, name in rows:
        zone = zones.setdefault(name, zone_of(name))
        there = date.astimezone(zone)
        cell = made.setdefault((there.weekday(), there.hour), [0, 0])
        cell[0] += 1
        cell[1] += outcome == Outcome.CONNECTED
        count += 1
    return Answers([[share(made.get((d, h))) for h in HOURS] for d in range(DAYS)], count)


def share(cell: list[int] | None) -> float | None:
    return None if cell is None or cell[0] < FEWEST else cell[1] / cell[0]
