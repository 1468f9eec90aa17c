"""What to say on the phone: from what was said, promised and ordered before."""

from datetime import datetime

from django.utils.translation import gettext as _

from interaction_tracking.models import Interaction, Order
from interaction_tracking.rules import InteractionType
from users.models import User
from web.today.board import Call
from web.words import days_ago

LOOKED_AT = 8
LONGEST = 160


def talking_points(call: Call, user: User, *, now: datetime) -> list[str]:
    """Return up to four sentences; only what is on record, nothing invented."""
    zone = user.timezone
    recent = list(
        Interaction.objects.filter(lead=call.lead, deleted_at=None).order_by("-date")[:LOOKED_AT]
    )
    points = [_("Promised: %s") % one.next_step for one in recent if one.next_step][:1]
    for one in recent:
        if one.details and one.interaction_type != InteractionType.ORDER:
            text = _("%(when)s: %(what)s")
            points.append(text % {"when": days_ago(one.date, zone), "what": cut(one.details)})
            break
    order = Order.objects.counted().filter(lead=call.lead).order_by("-ordered_at").first()
    if order is not None:
        when = days_ago(order.ordered_at, zone)
        what = cut(order.product_details) or _("no details")
        points.append(_("Last order %(when)s: %(what)s") % {"when": when, "what": what})
    if call.lead.notes:
        points.append(cut(call.lead.notes))
    return points


def cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
