"""The working life of the person who makes the calls."""

from datetime import date
from zoneinfo import ZoneInfo

from call_planning.models import CallPlan
from call_planning.rules.working_days import WorkingCalendar
from kernel.clock import zone_of
from users.models import User
from users.rules import DAYS


def owner_of(plan: CallPlan) -> User | None:
    """Return who calls: the lead's owner, else who made the plan."""
    return plan.lead.assigned_to or plan.created_by


def owner_zone(plan: CallPlan) -> ZoneInfo:
    """Return the zone in which the plan counts days: that of who calls, else UTC."""
    owner = owner_of(plan)
    return zone_of(owner.timezone if owner else "")


def calendar_of(user: User | None) -> WorkingCalendar:
    """Return the days on which the person works; the usual week for nobody."""
    if user is None:
        return WorkingCalendar()
    return WorkingCalendar(
        weekdays=frozenset(DAYS.index(day) for day in user.working_week),
        leave=tuple(
            (date.fromisoformat(span["first_day"]), date.fromisoformat(span["last_day"]))
            for span in user.leave
        ),
        country=user.country,
    )
