"""The one word a call is filed under, so that a row is read at a glance."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from call_planning.rules.worth import Segment
from call_planning.services.today import DueCall
from leads.rules.status import STAGES, StageType

TONES = {"up": "ok", "down": "danger"}


class Tag(NamedTuple):
    tone: str
    text: Any


# What the trend of the orders says, by the tone of their line.
BY_TREND = {"danger": Tag("danger", _("Order drop")), "ok": Tag("ok", _("Order growing"))}
# Where the account stands in its own rhythm; on it, the trend says more.
BY_SEGMENT = {
    Segment.OVERDUE: Tag("danger", _("Overdue order")),
    Segment.LAPSED: Tag("danger", _("Overdue order")),
    Segment.DUE: Tag("accent", _("Order expected")),
}


def tag_of(call: DueCall, trend: str) -> Tag:
    """A promise first, then what the orders say, then the stage, then the rhythm."""
    if call.priority.points.call_back:
        return Tag("violet", _("Promised call"))
    return tag_of_orders(call, trend) or tag_of_plan(call)


def tag_of_orders(call: DueCall, trend: str) -> Tag | None:
    """By where the account stands in its rhythm; on it, by its `trend`."""
    account = call.priority.facts.account
    if account is not None and account.segment in BY_SEGMENT:
        return BY_SEGMENT[account.segment]
    return BY_TREND.get(trend_tone(trend))


def trend_tone(trend: str) -> str:
    """`danger` for orders that fall, `ok` for those that grow, as the account's stored trend says.

    The tag and the line beside it go by this, which is the `trend` of the API and of Performance:
    order days of 28 days against the mean of the two such periods before.
    """
    return TONES.get(trend, "slate")


def tag_of_plan(call: DueCall) -> Tag:
    plan = call.plan
    if plan["attempts"]:
        return Tag("warn", _("Try again"))
    if plan["last_called"] is None:
        return Tag("info", _("First call"))
    if STAGES[plan["lead__lead_status"]].type == StageType.OPEN:
        return Tag("accent", _("Open lead"))
    return Tag("slate", _("Cadence"))
