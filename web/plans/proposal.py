"""A proposed diary as the page shows it: the days, the days off, the rhythms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from call_planning.rules.frequency import Frequency
from call_planning.services.owners import calendar_of
from users.models import User
from web.charts.loads import Load, loads
from web.plans.week import why_off
from web.words import short_day


@dataclass(frozen=True)
class Off:
    """Days in a row on which nobody works, and why: `leave` or `holiday`."""

    first: date
    last: date
    why: str


@dataclass(frozen=True)
class Rhythm:
    """How often an account is called, and how often it is proposed to be."""

    plan: int
    version: int
    lead: int
    name: str
    now: str
    frequency: str
    then: Any
    saved: float | None
    reason: str

    @property
    def value(self) -> str:
        """What a form sends of it."""
        return f"{self.plan}:{self.frequency}:{self.version}"


def rhythm_rows(changes: Sequence[Mapping[str, Any]]) -> list[Rhythm]:
    return [
        Rhythm(
            plan=one["plan"],
            version=one["version"],
            lead=one["lead"],
            name=one["lead_name"],
            now=rhythm_text(one["frequency"], one["interval_days"]),
            frequency=str(one["suggested_frequency"]),
            then=Frequency(one["suggested_frequency"]).label,
            saved=one.get("hours_saved"),
            reason=one.get("reason", ""),
        )
        for one in changes
    ]


def rhythm_text(frequency: str, interval_days: int | None) -> str:
    if interval_days:
        return _("every %d days") % interval_days
    return str(Frequency(frequency).label)


def load_chart(days: Sequence[Mapping[str, Any]], *, zone: str) -> SafeString:
    """Draw the calls on each day before and after, under the room there is."""
    return loads(
        [
            Load(short_day(day["day"], zone), day["calls_now"], day["calls_proposed"], day["room"])
            for day in days
        ],
        title=_("Calls a day, now and proposed"),
    )


def days_off(owner: User, worked: Sequence[date]) -> list[Off]:
    """Return the leave and the holidays between the first and the last of the days."""
    if not worked:
        return []
    calendar = calendar_of(owner)
    span = (worked[-1] - worked[0]).days + 1
    days = [worked[0] + timedelta(days=n) for n in range(span)]
    marked = [(day, why_off(day, owner, calendar)) for day in days]
    found = []
    for why, group in groupby(marked, key=lambda pair: pair[1]):
        same = [day for day, _why in group]
        if why:
            found.append(Off(same[0], same[-1], why))
    return found
