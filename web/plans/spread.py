"""Spreading missed calls over the coming days, as far as they have room: a proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from call_planning.models import CallPlan
from call_planning.services.owners import calendar_of
from kernel.clock import local_day, zone_of
from users.models import User
from web.plans.week import DAYS, overdue_of, week_of

WEEKS = 3


@dataclass(frozen=True)
class Proposal:
    """Move this plan's call to that day."""

    plan: CallPlan
    was: date
    day: date


def proposals(user: User, *, now: datetime) -> list[Proposal]:
    """Give the user's missed calls to the next working days with room, the best tiers first.

    Nothing is written; what finds no room within three weeks stays where it is.
    """
    zone = zone_of(user.timezone)
    today = local_day(now, zone)
    room = free_room(user, today, now=now)
    late = overdue_of(user, now=now, everybody=False)
    ranked = sorted(late, key=lambda plan: (plan.lead.tier or "Z", plan.due_at, plan.pk))
    found = []
    for plan in ranked:
        day = next((day for day in sorted(room) if room[day] > 0), None)
        if day is None or plan.due_at is None:
            break
        room[day] -= 1
        found.append(Proposal(plan, local_day(plan.due_at, zone), day))
    return found


def free_room(user: User, today: date, *, now: datetime) -> dict[date, int]:
    """Return what each working day of the next three weeks has left."""
    calendar = calendar_of(user)
    room = {}
    for week in range(WEEKS):
        first = today + timedelta(days=DAYS * week)
        for day in week_of(user, first, now=now, everybody=False):
            if calendar.is_working_day(day.day):
                room[day.day] = max(0, day.room - day.load)
    return room


def wanted(found: Sequence[Proposal], chosen: Sequence[str]) -> list[Proposal]:
    return [one for one in found if str(one.plan.pk) in chosen]
