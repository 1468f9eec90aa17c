"""Counting wrong passwords exactly, however many arrive at once."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from users.models import FailedLogins

UPSERT = """
INSERT INTO users_failedlogins (key, count, window_ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN users_failedlogins.window_ends_at <= %s THEN 1
          ELSE users_failedlogins.count + 1 END,
  window_ends_at = CASE WHEN users_failedlogins.window_ends_at <= %s
                   THEN excluded.window_ends_at ELSE users_failedlogins.window_ends_at END
RETURNING count, window_ends_at
"""


def attempt_keys(username: str, address: str) -> dict[str, int]:
    """Return each counter this attempt falls under, with its limit."""
    named = {
        f"both:{username.casefold()}:{address}": settings.LOGIN_FAILURES_PER_USER_AND_ADDRESS,
        f"user:{username.casefold()}": settings.LOGIN_FAILURES_PER_USER,
        f"address:{address}": settings.LOGIN_FAILURES_PER_ADDRESS,
    }
    return {hashlib.sha256(name.encode()).hexdigest(): limit for name, limit in named.items()}


@transaction.atomic
def seconds_to_wait(username: str, address: str, *, now: datetime) -> int:
    """Count this attempt before its password is looked at; 0 means go ahead.

    Counting first is what makes it exact: sixty at once each get a number of their own.
    """
    field = FailedLogins._meta.get_field("window_ends_at")
    as_stored = field.get_db_prep_value(now, connection)
    ends = field.get_db_prep_value(now + settings.LOGIN_FAILURE_WINDOW, connection)
    waits = [0]
    for key, limit in sorted(attempt_keys(username, address).items()):
        with connection.cursor() as cursor:
            cursor.execute(UPSERT, [key, ends, as_stored, as_stored])
            count = cursor.fetchone()[0]
        if count > limit:
            window = FailedLogins.objects.get(key=key).window_ends_at
            waits.append(max(1, int((window - now).total_seconds()) + 1))
    return max(waits)


def forgive(username: str, address: str) -> None:
    """Take this attempt back: the password was right."""
    keys = attempt_keys(username, address)
    both, *others = keys
    FailedLogins.objects.filter(key=both).delete()
    FailedLogins.objects.filter(key__in=others).update(count=Greatest(F("count") - 1, 0))
