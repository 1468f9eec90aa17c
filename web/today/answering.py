"""How likely somebody picks up now: told by the calls to this account, by the clock over there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from interaction_tracking.models import Interaction
from interaction_tracking.rules import InteractionType, Outcome
from kernel.clock import zone_of
from web.words import percent_text

AROUND = 1  # hours before and after this one
FEWEST = 3


@dataclass(frozen=True)
class Likely:
    """Of `calls` made at this time of day, or at any time, `answered` connected.

    It orders nothing: the score knows money and lateness only.
    """

    calls: int
    answered: int
    hours: str

    @property
    def share(self) -> float:
        """In percent, drawn towards one half while calls are few (Laplace's rule of succession)."""
        return 100 * (self.answered + 1) / (self.calls + 2)

    @property
    def text(self) -> str:
        return percent_text(self.share)

    @property
    def sentence(self) -> str:
        told = {"answered": self.answered, "calls": self.calls, "hours": self.hours}
        if self.hours:
            return (
                _("%(answered)d of %(calls)d calls answered between %(hours)s over there.") % told
            )
        return _("%(answered)d of %(calls)d calls answered, at any time of the day.") % told


def likely_to_answer(recent: Sequence[Interaction], *, zone: str, now: datetime) -> Likely | None:
    """Return it by the calls around this hour, by all of them where those are few; or None."""
    there = zone_of(zone)
    calls = [one for one in recent if one.interaction_type == InteractionType.CALL]
    hour = now.astimezone(there).hour
    near = [one for one in calls if apart(hour_of(one, there), hour) <= AROUND]
    hours = f"{(hour - AROUND) % 24:02}:00 \N{EN DASH} {(hour + AROUND + 1) % 24:02}:00"
    if len(near) < FEWEST:
        near, hours = calls, ""
    if len(near) < FEWEST:
        return None
    answered = sum(one.outcome == Outcome.CONNECTED for one in near)
    return Likely(len(near), answered, hours)


def hour_of(call: Interaction, zone: ZoneInfo) -> int:
    return call.date.astimezone(zone).hour


def apart(one: int, other: int) -> int:
    """Hours between two hours of the clock, the short way round."""
    distance = abs(one - other)
    return min(distance, 24 - distance)
