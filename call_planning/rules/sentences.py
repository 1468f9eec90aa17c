"""The reasons for a call as short sentences, in the language of whoever reads them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from call_planning.rules.worth import Segment
from kernel.money import money_text

Numbers = Mapping[str, Any]
RHYTHM: dict[str, Any] = {
    Segment.ON_RHYTHM: gettext_lazy("Ordered %(since)s ago, usually every %(gap)s"),
    Segment.DUE: gettext_lazy(
        "Next order is due: the last was %(since)s ago, usually every %(gap)s"
    ),
    Segment.OVERDUE: gettext_lazy("No order for %(since)s, usually every %(gap)s"),
    Segment.LAPSED: gettext_lazy("Silent for %(since)s, used to order every %(gap)s"),
}


def sentence(name: str, value: Any, numbers: Numbers) -> str:
    """Return what a term of the priority says; `name` is one of `SENTENCES`."""
    return SENTENCES[name](value, numbers)


def days_text(count: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", count) % {"days": count}


def amount_text(amount: Any, numbers: Numbers) -> str:
    return money_text(round(amount), numbers["currency"])


def _order(value: Any, numbers: Numbers) -> str:
    if numbers["segment"] == Segment.NEW:
        return _("Too new for a rhythm of its own")
    since, gap = numbers["days_since_order"], max(int(numbers["usual_gap_days"] + 0.5), 1)
    text = RHYTHM[numbers["segment"]]
    if not since and numbers["segment"] == Segment.ON_RHYTHM:
        text = _("Ordered today, usually every %(gap)s")
    return str(text) % {"since": days_text(since), "gap": days_text(gap)}


def _save(value: Any, numbers: Numbers) -> str:
    if not value:
        return _("Nothing at stake")
    return _("About %(amount)s a month at stake") % {"amount": amount_text(value, numbers)}


def _potential(value: Any, numbers: Numbers) -> str:
    if value is None:
        return _("Potential unknown")
    if "win_chance" not in numbers:
        return _("Potential %(amount)s") % {"amount": amount_text(value, numbers)}
    percent = number_format(round(100 * numbers["win_chance"]), 0)
    facts = {"amount": amount_text(value, numbers), "percent": percent}
    return _("Potential %(amount)s, %(percent)s %% chance to win it") % facts


def _overdue(value: Any, numbers: Numbers) -> str:
    if value > 0:
        return ngettext("%(days)d day overdue", "%(days)d days overdue", value) % {"days": value}
    if value == 0:
        return _("Due today")
    return ngettext("Due in %(days)d day", "Due in %(days)d days", -value) % {"days": -value}


def _urgency(value: Any, numbers: Numbers) -> str:
    days = numbers["days_since"]
    if numbers["never_called"]:
        if not days:
            return _("Never called")
        return _("Never called, plan is %(days)s old") % {"days": days_text(days)}
    facts = {"days": days_text(days), "planned": days_text(numbers["planned_days"])}
    return _("%(days)s since the last call, planned every %(planned)s") % facts


def _tier(value: Any, numbers: Numbers) -> str:
    if not value:
        return _("No tier yet")
    text = _("Tier %(tier)s account") if numbers["won"] else _("Tier %(tier)s lead")
    return text % {"tier": value}


def _won(value: Any, numbers: Numbers) -> str:
    return _("Converted account") if value else _("Open lead")


def _attempts(value: Any, numbers: Numbers) -> str:
    if not value:
        return _("No unanswered attempts")
    text = ngettext(
        "Tried %(times)d time without an answer", "Tried %(times)d times without an answer", value
    )
    return text % {"times": value}


def _too_soon(value: Any, numbers: Numbers) -> str:
    if not value:
        return _("Not too soon after the last call")
    return _("Spoken to in the last 3 days, nothing promised")


def _call_back(value: Any, numbers: Numbers) -> str:
    return _("Promised call-back is due") if value else _("No call-back due")


SENTENCES: dict[str, Callable[[Any, Numbers], str]] = {
    "order": _order,
    "save": _save,
    "potential": _potential,
    "overdue": _overdue,
    "urgency": _urgency,
    "tier": _tier,
    "won": _won,
    "attempts": _attempts,
    "too_soon": _too_soon,
    "call_back": _call_back,
}
