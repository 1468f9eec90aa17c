"""The one word a call is filed under, so that a row is read at a glance."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from call_planning.rules.worth import Segment
from call_planning.services.today import DueCall
from leads.rules.status import STAGES, StageType

MONTH = 4  # weeks
FALLEN, GROWN = 0.7, 1.15


class Tag(NamedTuple):
    tone: str
    text: Any


# What the last weeks of orders say, by the tone of their line.
BY_TREND = {"danger": Tag("danger", _("Order drop")), "ok": Tag("ok", _("Order growing"))}
# Where the account stands in its own rhythm; on it, the weeks say more.
BY_SEGMENT = {
    Segment.OVERDUE: Tag("danger", _("Overdue order")),
    Segment.LAPSED: Tag("danger", _("Overdue order")),
    Segment.DUE: Tag("accent", _("Order expected")),
}


def tag_of(call: DueCall, weeks: Sequence[float]) -> Tag:
    """A promise first, then what the orders say, then the stage, then the rhythm."""
    if call.priority.points.call_back:
        return Tag("violet", _("Promised call"))
    return tag_of_orders(call, weeks) or tag_of_plan(call)


def tag_of_orders(call: DueCall, weeks: Sequence[float]) -> Tag | None:
    """By the stored forecast where there is one, else by the last weeks alone."""
    account = call.priority.facts.account
    if account is not None and account.segment in BY_SEGMENT:
        return BY_SEGMENT[account.segment]
    return BY_TREND.get(trend_tone(weeks))


def trend_tone(weeks: Sequence[float]) -> str:
    """`danger` for orders that fall, `ok` for those that grow: four weeks against the four before.

    The tag and the line beside it go by this one rule.
    """
    recent, before = sum(weeks[-MONTH:]), sum(weeks[-2 * MONTH : -MONTH])
    if not before or before * FALLEN <= recent <= before * GROWN:
        return "slate"
    return "danger" if recent < before else "ok"


def tag_of_plan(call: DueCall) -> Tag:
    plan = call.plan
    if plan["attempts"]:
        return Tag("warn", _("Try again"))
    if plan["last_called"] is None:
        return Tag("info", _("First call"))
    if STAGES[plan["lead__lead_status"]].type == StageType.OPEN:
        return Tag("accent", _("Open lead"))
    return Tag("slate", _("Cadence"))
