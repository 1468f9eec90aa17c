"""What the outcome of a call does to the plan."""

from datetime import datetime, timedelta
from typing import NamedTuple

CONNECTED = "CONNECTED"
CALL_BACK = "CALL_BACK"

# How long to wait before trying again. None: no retry helps until somebody acts.
RETRY_AFTER: dict[str, timedelta | None] = {
    CONNECTED: None,
    "NO_ANSWER": timedelta(hours=3),
    "BUSY": timedelta(hours=1),
    "LEFT_MESSAGE": timedelta(hours=3),
    "WRONG_NUMBER": None,
    CALL_BACK: timedelta(days=1),
}


class OutcomeEffect(NamedTuple):
    """`moves_plan`: it was contact, the next due date follows. Else an attempt, still due.

    `retry_at`: when to try again; None after contact, and for a wrong number.
    """

    moves_plan: bool
    retry_at: datetime | None


def is_contact(outcome: str) -> bool:
    """Whether somebody was spoken to. Raises ValueError for an unknown outcome."""
    if outcome not in RETRY_AFTER:
        raise ValueError(f"{outcome!r:.40} is not a call outcome.")
    return outcome == CONNECTED


def effect_of(outcome: str, *, at: datetime, follow_up_at: datetime | None = None) -> OutcomeEffect:
    """What a call made `at` does to its plan; `follow_up_at` counts for CALL_BACK alone.

    Raises ValueError for an unknown outcome and for a retry past the year 9999.
    """
    if is_contact(outcome):
        return OutcomeEffect(moves_plan=True, retry_at=None)
    if outcome == CALL_BACK and follow_up_at is not None:
        return OutcomeEffect(moves_plan=False, retry_at=follow_up_at)
    wait = RETRY_AFTER[outcome]
    return OutcomeEffect(moves_plan=False, retry_at=None if wait is None else _later(at, wait))


def _later(at: datetime, wait: timedelta) -> datetime:
    try:
        return at + wait
    except OverflowError as error:
        raise ValueError("The retry falls past the year 9999.") from error
