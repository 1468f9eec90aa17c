"""When people pick up the phone: by weekday and hour over there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interaction_tracking.models import Interaction
from interaction_tracking.rules import InteractionType, Outcome
from kernel.clock import zone_of
from users.models import User
from web.results.figures import reach

WEEKS = 26
WORKING_HOURS, WORKING_DAYS = range(9, 17), 5  # always on show
FEWEST = 4
MOST_CALLS = 30_000


@dataclass(frozen=True)
class Answers:
    """`made[day, hour]`: calls made and connected; shown are a working week and what is known."""

    made: Mapping[tuple[int, int], tuple[int, int]]

    @property
    def known(self) -> list[tuple[int, int]]:
        return [cell for cell, (calls, _answered) in self.made.items() if calls >= FEWEST]

    @property
    def hours(self) -> range:
        hours = [*WORKING_HOURS, *(hour for _day, hour in self.known)]
        return range(min(hours), max(hours) + 1)

    @property
    def days(self) -> range:
        return range(max([WORKING_DAYS - 1, *(day for day, _hour in self.known)]) + 1)

    @property
    def shares(self) -> list[list[float | None]]:
        """Connected calls of all by day and hour; None below four calls."""
        return [[self.share((day, hour)) for hour in self.hours] for day in self.days]

    def share(self, cell: tuple[int, int]) -> float | None:
        calls, answered = self.made.get(cell, (0, 0))
        return answered / calls if calls >= FEWEST else None

    def words(self, cell: tuple[int, int]) -> str:
        """`7 of 9 calls answered`."""
        calls, answered = self.made.get(cell, (0, 0))
        if not calls:
            return _("No calls")
        said = ngettext(
            "%(answered)d of %(calls)d call answered",
            "%(answered)d of %(calls)d calls answered",
            calls,
        )
        return said % {"answered": answered, "calls": calls}

    @property
    def best(self) -> tuple[int, int, float] | None:
        """The cell in which calls connect best: weekday, hour, share.

        Ranked by a share drawn towards one half while calls are few (Laplace): four of four are
        no better known than nine of ten.
        """
        if not self.known:
            return None
        cell = max(self.known, key=lambda one: (self.made[one][1] + 1) / (self.made[one][0] + 2))
        calls, answered = self.made[cell]
        return *cell, answered / calls


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
    made: dict[tuple[int, int], tuple[int, int]] = {}
    zones: dict[str, Any] = {}
    for date, outcome, name in rows:
        zone = zones.setdefault(name, zone_of(name))
        there = date.astimezone(zone)
        cell = there.weekday(), there.hour
        calls, answered = made.get(cell, (0, 0))
        made[cell] = calls + 1, answered + (outcome == Outcome.CONNECTED)
    return Answers(made)
