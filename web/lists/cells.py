"""How values look in a cell: status, tier, names, days against now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from interaction_tracking.rules import InteractionType, Outcome
from leads.rules.status import LeadStatus
from users.models import User
from web.lists.tables import Shown
from web.times import your_time
from web.tones import STAGE_TONES
from web.words import days_ago, local, money_text, short_day

TYPE_ICONS: dict[str, str] = {
    InteractionType.CALL: "phone",
    InteractionType.EMAIL: "mail",
    InteractionType.ORDER: "package-check",
    InteractionType.MEETING: "users-round",
    InteractionType.VISIT: "map-pin",
    InteractionType.MESSAGE: "message-square",
    InteractionType.NOTE: "notebook-pen",
}
OUTCOME_TONES: dict[str, str] = {
    Outcome.CONNECTED: "ok",
    Outcome.CALL_BACK: "info",
    Outcome.WRONG_NUMBER: "danger",
}


def label_of(choices: Any, value: str) -> str:
    return _(str(dict(choices).get(value, value))) if value else ""


def status(row: Any, user: User) -> Shown:
    text = label_of(LeadStatus.choices, row.lead_status)
    return Shown(text, "pill", STAGE_TONES[row.lead_status])


def outcome(row: Any, user: User) -> Shown:
    tone = OUTCOME_TONES.get(row.outcome, "slate")
    return Shown(label_of(Outcome.choices, row.outcome), "pill", tone)


def interaction_type(row: Any, user: User) -> Shown:
    text = label_of(InteractionType.choices, row.interaction_type)
    return Shown(text, "icon", icon=TYPE_ICONS[row.interaction_type])


def when(column: str, zone: str = "") -> Callable[[Any, User], Shown]:
    """Past days: `3 days ago` for a week, then the date, in the zone that the column `zone` names.

    The reader's own day and clock are told to who points at it.
    """

    def show(row: Any, user: User) -> Shown:
        at: datetime | None = getattr(row, column)
        if at is None:
            return Shown("", "number")
        there = (getattr(row, zone) if zone else "") or user.timezone
        return Shown(days_ago(at, there), "number", title=your_time(at, user.timezone))

    return show


def next_call(row: Any, user: User) -> Shown:
    at = row.next_call_date
    if at is None:
        return Shown()
    days = (local(timezone.now(), user.timezone) - local(at, user.timezone)).days
    if days > 0:
        return Shown(_("%(days)s d overdue") % {"days": days}, "pill", "danger")
    text = _("today") if days == 0 else short_day(at, user.timezone)
    return Shown(text, "number")


def person(column: str) -> Callable[[Any, User], Shown]:
    def show(row: Any, user: User) -> Shown:
        return Shown(person_name(getattr(row, column)))

    return show


def person_name(who: User | None) -> str:
    return (who.get_full_name() or who.username) if who else ""


def joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def phone(column: str, e164: str) -> Callable[[Any, User], Shown]:
    def show(row: Any, user: User) -> Shown:
        return Shown(getattr(row, column), "phone", href=getattr(row, e164))

    return show


def money(amount: Any) -> Shown:
    return Shown("" if amount is None else money_text(amount, settings.CURRENCY), "number")
