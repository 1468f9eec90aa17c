"""The one word a call is filed under, so that a row is read at a glance."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from call_planning.rules.priority import CALL_BACK
from call_planning.services.today import DueCall
from leads.rules.status import STAGES, StageType

FALLEN = 0.7
GROWN = 1.15


class Tag(NamedTuple):
    tone: str
    text: Any


def tag_of(call: DueCall, weeks: Sequence[float]) -> Tag:
    """A promise first, then what the orders say, then the stage, then the rhythm."""
    plan = call.plan
    if any(term.name == CALL_BACK and term.points for term in call.priority.terms):
        return Tag("violet", _("Promised call"))
    recent, before = sum(weeks[-4:]), sum(weeks[-8:-4])
    if before and recent < before * FALLEN:
        return Tag("danger", _("Order drop"))
    if before and recent > before * GROWN:
        return Tag("ok", _("Order growing"))
    if plan["attempts"]:
        return Tag("warn", _("Try again"))
    if plan["last_called"] is None:
        return Tag("info", _("First call"))
    if STAGES[plan["lead__lead_status"]].type == StageType.OPEN:
        return Tag("accent", _("Open lead"))
    return Tag("slate", _("Cadence"))
