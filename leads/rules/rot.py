"""When a stage goes stale: nobody did anything about the lead for the stage's limit."""

from datetime import datetime, timedelta

from leads.rules.status import STAGES

# A call planned within this time means somebody is about to do something.
PLANNED_SOON = timedelta(days=7)


def rot_limit(status: str) -> timedelta | None:
    """Return how long a stage may lie untouched; won and lost leads do not rot."""
    days = STAGES[status].rots_after_days
    return None if days is None else timedelta(days=days)


def rots_at(status: str, since: datetime) -> datetime | None:
    """Return when the stage rots if nothing happens after `since`."""
    limit = rot_limit(status)
    return None if limit is None else since + limit


def is_rotting(rots: datetime | None, *, next_call: datetime | None, now: datetime) -> bool:
    """The limit has passed, and no call is planned soon."""
    planned = next_call is not None and next_call <= now + PLANNED_SOON
    return rots is not None and rots <= now and not planned
