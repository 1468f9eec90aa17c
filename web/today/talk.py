"""What to say on the phone: from what was said, promised and ordered before."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import BigIntegerField
from django.utils.translation import gettext as _

from interaction_tracking.models import Interaction, Order
from interaction_tracking.rules import InteractionType
from kernel.compiled import Compiled
from kernel.slots import Slot
from leads.models import Lead
from performance_tracking.rules.sentence import known_of, rhythm_words
from users.models import User
from web.calls.lines import usual_products
from web.outlook import next_order, stored, today_at
from web.today.board import Call
from web.words import days_ago

LOOKED_AT = 8
KEPT = 60
LONGEST = 160
NAMED = 3
# What a low window shows of them beside the list, with the note still in sight below.
SHOWN, TWO_LINES = 3, 76  # points, characters


LEAD = Slot("lead", BigIntegerField())
# Every look at Today asks these of the call in its panel: they are compiled once.
TOUCHES: Compiled[Interaction] = Compiled(
    lambda: (
        Interaction.objects.filter(lead=LEAD, deleted_at=None)
        .order_by("-date")
        .only("date", "interaction_type", "outcome", "details", "next_step")[:KEPT]
    )
)
LAST_ORDER: Compiled[Order] = Compiled(
    lambda: Order.objects.counted().filter(lead=LEAD).order_by("-ordered_at")
)


def touches_of(lead: Lead) -> list[Interaction]:
    """Return the newest interactions, those that words and chances are read from; one query."""
    return TOUCHES.all(lead=lead.pk)


def talking_points(
    call: Call, user: User, *, now: datetime, touches: Sequence[Interaction]
) -> list[str]:
    """Return up to five sentences; only what is on record, nothing invented."""
    zone, recent = user.timezone, touches[:LOOKED_AT]
    points = [_("Promised: %s") % one.next_step for one in recent if one.next_step][:1]
    points += rhythm(call.lead, now=now)
    for one in recent:
        if one.details and one.interaction_type != InteractionType.ORDER:
            text = _("%(when)s: %(what)s")
            points.append(text % {"when": days_ago(one.date, zone), "what": cut(one.details)})
            break
    order = LAST_ORDER.first(lead=call.lead.pk)
    if order is not None:
        when = days_ago(order.ordered_at, zone)
        what = cut(order.product_details) or _("no details")
        points.append(_("Last order %(when)s: %(what)s") % {"when": when, "what": what})
    if call.lead.notes:
        points.append(cut(call.lead.notes))
    return points


def is_long(points: Sequence[str]) -> bool:
    """Whether a low window cuts something of them, and so offers the rest."""
    return len(points) > SHOWN or any(len(point) > TWO_LINES for point in points)


def rhythm(lead: Lead, *, now: datetime) -> list[str]:
    """Say how the account orders, when next, and what it usually takes.

    Wants the stored forecast and rhythm with the lead; one query.
    """
    forecast = stored(lead, "forecast")
    if forecast is None:
        return []
    said = known_of(stored(lead, "rhythm"), forecast, today=today_at(lead, now))
    due = next_order(forecast, today=today_at(lead, now))
    words = [rhythm_words(said) if said else "", due]
    names = [one["name"] for one in usual_products(lead)[:NAMED]]
    if names:
        words.append(_("Usually takes %s.") % ", ".join(names))
    return [" ".join(word for word in words if word)]


def cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
