"""What is true of interactions and orders: pure."""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices


class InteractionType(TextChoices):
    CALL = "CALL", "Call"
    EMAIL = "EMAIL", "E-mail"
    ORDER = "ORDER", "Order"
    MEETING = "MEETING", "Meeting"
    VISIT = "VISIT", "Visit"
    MESSAGE = "MESSAGE", "Message"
    NOTE = "NOTE", "Note"


class Outcome(TextChoices):
    CONNECTED = "CONNECTED", "Connected"
    NO_ANSWER = "NO_ANSWER", "No answer"
    BUSY = "BUSY", "Busy"
    LEFT_MESSAGE = "LEFT_MESSAGE", "Left a message"
    WRONG_NUMBER = "WRONG_NUMBER", "Wrong number"
    CALL_BACK = "CALL_BACK", "Asked to call back"


class Direction(TextChoices):
    OUTBOUND = "OUTBOUND", "Outbound"
    INBOUND = "INBOUND", "Inbound"


class OrderStatus(TextChoices):
    PLACED = "PLACED", "Placed"
    CONFIRMED = "CONFIRMED", "Confirmed"
    DELIVERED = "DELIVERED", "Delivered"
    CANCELLED = "CANCELLED", "Cancelled"
    RETURNED = "RETURNED", "Returned"


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
