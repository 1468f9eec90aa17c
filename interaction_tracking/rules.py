"""What is true of interactions and orders: pure."""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InteractionType(TextChoices):
    CALL = "CALL", _("Call")
    EMAIL = "EMAIL", _("E-mail")
    ORDER = "ORDER", _("Order")
    MEETING = "MEETING", _("Meeting")
    VISIT = "VISIT", _("Visit")
    MESSAGE = "MESSAGE", _("Message")
    NOTE = "NOTE", _("Note")


class Outcome(TextChoices):
    CONNECTED = "CONNECTED", _("Connected")
    NO_ANSWER = "NO_ANSWER", _("No answer")
    BUSY = "BUSY", _("Busy")
    LEFT_MESSAGE = "LEFT_MESSAGE", _("Left a message")
    WRONG_NUMBER = "WRONG_NUMBER", _("Wrong number")
    CALL_BACK = "CALL_BACK", _("Asked to call back")


class Direction(TextChoices):
    OUTBOUND = "OUTBOUND", _("Outbound")
    INBOUND = "INBOUND", _("Inbound")


class OrderStatus(TextChoices):
    PLACED = "PLACED", _("Placed")
    CONFIRMED = "CONFIRMED", _("Confirmed")
    DELIVERED = "DELIVERED", _("Delivered")
    CANCELLED = "CANCELLED", _("Cancelled")
    RETURNED = "RETURNED", _("Returned")


NOT_COUNTED = (OrderStatus.CANCELLED, OrderStatus.RETURNED)
AHEAD_AT_MOST = timedelta(days=1)
CENT = Decimal("0.01")
LARGEST_PRICE = Decimal(10) ** 10


def is_too_far_ahead(date: datetime, *, now: datetime) -> bool:
    """A clock may be off and a zone ahead; a day from now nobody can have called yet."""
    return date > now + AHEAD_AT_MOST


def is_contact(interaction_type: str, outcome: str) -> bool:
    """Tell whether somebody at the restaurant was reached; a note reaches nobody."""
    if interaction_type == InteractionType.CALL:
        return outcome == Outcome.CONNECTED
    return interaction_type != InteractionType.NOTE


def total_of(lines: list[tuple[Decimal, Decimal | None]]) -> Decimal | None:
    """Return the sum of quantity times unit price; unknown when a price is."""
    total = Decimal(0)
    for quantity, unit_price in lines:
        if unit_price is None:
            return None
        total += quantity * unit_price
    return total.quantize(CENT, ROUND_HALF_UP)
