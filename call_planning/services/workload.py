"""What the cadences promise a week, against the hours there are."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from call_planning.rules.workload import (
    USUAL_CALLS,
    USUAL_HOURS,
    Longer,
    Promise,
    calls_a_week,
    hours_of,
    lengthened,
)
from call_planning.services.today import DueCall
from users.models import User
from users.rules import DAYS

SHOWN_AT_MOST = 200


def workload(
    owner: User, calls: Sequence[DueCall], dates: Sequence[date], *, today: date
) -> dict[str, Any]:
    """Return hours of calls a week needed and available, and which cadences to lengthen.

    A call takes the owner's usual day divided by their calls a day. Available are the days of the
    owner's week, less what leave and holidays take of them until the last of `dates`.
    """
    hours = hours_of(owner.working_week) or dict.fromkeys(DAYS, USUAL_HOURS)
    call_hours = hours_of_a_call(owner)
    usual = usual_days(hours, dates, today=today)
    worked = sum(hours.get(DAYS[day.weekday()], 0.0) for day in dates)
    share = worked / (sum(hours[DAYS[day.weekday()]] for day in usual) or 1.0)
    available = sum(hours.values()) * share if owner.call_capacity else 0.0
    room = len(hours) * owner.call_capacity * len(dates) / max(len(usual), 1)
    promises = [promise_of(call) for call in calls]
    wanted = calls_a_week(promises)
    changes = lengthened(promises, room=room)
    plans = {call.plan["id"]: call.plan for call in calls}
    return {
        "calls_a_week": round(wanted, 1),
        "room_a_week": round(room, 1),
        "hours_needed": round(wanted * call_hours, 1),
        "hours_available": round(available, 1),
        "over_promised": wanted > room,
        "sentence": sentence_of(wanted * call_hours, available),
        "changes_needed": len(changes),
        "changes": [
            change_shown(change, plans[change.plan], call_hours)
            for change in changes[:SHOWN_AT_MOST]
        ],
    }


def usual_days(hours: Mapping[str, float], dates: Sequence[date], *, today: date) -> list[date]:
    """Return the days of the week from today to the last date, leave and holidays among them."""
    span = (dates[-1] - today).days + 1 if dates else 0
    days = [today + timedelta(days=ahead) for ahead in range(span)]
    return [day for day in days if DAYS[day.weekday()] in hours]


def hours_of_a_day(owner: User) -> float:
    """Return the mean of the days the owner works."""
    hours = hours_of(owner.working_week)
    return sum(hours.values()) / len(hours) if hours else USUAL_HOURS


def hours_of_a_call(owner: User) -> float:
    """Return the hours one call takes: those of a working day over the calls that fit in it."""
    return hours_of_a_day(owner) / (owner.call_capacity or USUAL_CALLS)


def promise_of(call: DueCall) -> Promise:
    plan = call.plan
    return Promise(plan["id"], plan["frequency"], plan["interval_days"], call.priority.score)


def change_shown(change: Longer, plan: dict[str, Any], call_hours: float) -> dict[str, Any]:
    return {
        "plan": change.plan,
        "version": plan["version"],
        "lead": plan["lead_id"],
        "lead_name": plan["lead__name"],
        "frequency": plan["frequency"],
        "interval_days": plan["interval_days"],
        "suggested_frequency": change.frequency,
        "hours_saved": round(change.saved * call_hours, 2),
    }


def sentence_of(needed: float, available: float) -> str:
    facts = {
        "needed": number_format(round(needed), 0),
        "available": number_format(round(available), 0),
    }
    return _("%(needed)s h of calls a week, %(available)s h available") % facts
