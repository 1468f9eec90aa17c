"""What the clock says at the restaurant, and whether that is a good time to call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

from django.utils.translation import gettext as _

from call_planning.rules.wall_time import wall_time
from leads.rules.service_hours import WEEKDAYS

USUAL_START = 9 * 60
USUAL_END = 21 * 60
BEFORE_OPENING = (120, 60)
DAY = 24 * 60

ServiceHours = Mapping[str, Mapping[str, Sequence[Sequence[str]]]]
Block = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CallWindow:
    """`state` is the colour of the dot: good, rush (open but too busy) or closed."""

    callable: bool
    why: str
    state: Literal["good", "rush", "closed"]


def local_time_text(now: datetime, *, zone: tzinfo) -> str:
    """The clock and the zone over there: "14:05 BST", "18:35 UTC+05:45".

    Raises ValueError for a naive `now`.
    """
    wall = wall_time(now, zone=zone)
    name = now.astimezone(zone).tzname() or ""
    if name[:1] in ("+", "-"):
        name = f"UTC{name[:3]}:{name[3:] or '00'}"
    return f"{wall:%H:%M} {name}"


def callable_now(now: datetime, *, zone: tzinfo, service_hours: ServiceHours | None) -> CallWindow:
    """Whether to call a restaurant in `zone` now, and why.

    Never in a rush block. With opening hours: while open, and from two hours to one hour before
    it opens. Without: from 09:00 to 21:00. `service_hours` went through `validate_service_hours`.
    Raises ValueError for a naive `now`.
    """
    wall = wall_time(now, zone=zone)
    minute = wall.hour * 60 + wall.minute
    week = service_hours or {}
    for start, end in _blocks_around(week, kind="rush", weekday=wall.weekday()):
        if start <= minute < end:
            return CallWindow(callable=False, why=_("Rush until %s") % _clock(end), state="rush")
    if not any(day.get("open") for day in week.values()):
        return _usual_window(minute)
    return _open_window(minute, _blocks_around(week, kind="open", weekday=wall.weekday()))


def good_blocks(week: ServiceHours, *, weekday: int) -> list[Block]:
    """Return when to call on a weekday (Monday is 0), in minutes from its midnight.

    The same as `callable_now` says of each minute; blocks may overlap and leave the day's bounds.
    """
    good = [(USUAL_START, USUAL_END)]
    if any(day.get("open") for day in week.values()):
        earliest, latest = BEFORE_OPENING
        opens = _blocks_around(week, kind="open", weekday=weekday)
        good = opens + [(start - earliest, start - latest) for start, _end in opens]
    for rush_start, rush_end in _blocks_around(week, kind="rush", weekday=weekday):
        good = [
            piece
            for start, end in good
            for piece in ((start, min(end, rush_start)), (max(start, rush_end), end))
            if piece[0] < piece[1]
        ]
    return good


def _usual_window(minute: int) -> CallWindow:
    hours = {"start": _clock(USUAL_START), "end": _clock(USUAL_END)}
    if USUAL_START <= minute < USUAL_END:
        why = _("Usual calling hours, %(start)s to %(end)s") % hours
        return CallWindow(callable=True, why=why, state="good")
    why = _("Outside usual calling hours, %(start)s to %(end)s") % hours
    return CallWindow(callable=False, why=why, state="closed")


def _open_window(minute: int, blocks: Sequence[Block]) -> CallWindow:
    for start, end in blocks:
        if start <= minute < end:
            return CallWindow(callable=True, why=_("Open until %s") % _clock(end), state="good")
    earliest, latest = BEFORE_OPENING
    for start, _end in blocks:
        if start - earliest <= minute < start - latest:
            why = _("Getting ready to open at %s") % _clock(start)
            return CallWindow(callable=True, why=why, state="good")
    return CallWindow(callable=False, why=_closed_text(minute, blocks), state="closed")


def _closed_text(minute: int, blocks: Sequence[Block]) -> str:
    opening = min((start for start, _end in blocks if start > minute), default=None)
    if opening is None:
        return _("Closed today and tomorrow")
    if opening >= DAY:
        return _("Closed, opens tomorrow at %s") % _clock(opening)
    return _("Closed, opens at %s") % _clock(opening)


def _blocks_around(week: ServiceHours, *, kind: str, weekday: int) -> list[Block]:
    """Yesterday's, today's and tomorrow's blocks, in minutes from today's midnight."""
    blocks = []
    for offset in (-1, 0, 1):
        day = week.get(WEEKDAYS[(weekday + offset) % 7], {})
        for opens, closes in day.get(kind, ()):
            start, end = _minutes(opens), _minutes(closes)
            past_midnight = DAY if end <= start else 0
            blocks.append((start + offset * DAY, end + offset * DAY + past_midnight))
    return blocks


def _minutes(clock: str) -> int:
    hours, _colon, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
