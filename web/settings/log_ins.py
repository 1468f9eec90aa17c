"""Where somebody is logged in: browsers by session, programs by token."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from users.models import User

MOST_LOOKED_AT = 20_000


class LogIn(NamedTuple):
    """One place; `here` is the one that asks."""

    kind: str
    until: datetime
    here: bool


def sessions_of(user: User) -> list[Session]:
    """Return the living browser sessions of the user. Django keeps no owner beside a session."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).order_by("-expire_date")
    return [
        session
        for session in living[:MOST_LOOKED_AT]
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]


def log_ins_of(user: User, request: HttpRequest) -> list[LogIn]:
    key = request.session.session_key
    found = [LogIn("browser", one.expire_date, one.pk == key) for one in sessions_of(user)]
    families = user.token_families.filter(revoked_at=None).prefetch_related("tokens")
    for family in families:
        ends = max((token.expires_at for token in family.tokens.all()), default=None)
        if ends is not None and ends > timezone.now():
            found.append(LogIn("program", ends, here=False))
    return sorted(found, key=lambda one: (not one.here, one.until))


def end_other_log_ins(user: User, request: HttpRequest) -> int:
    """End the user's other browser sessions; returns how many there were."""
    others = [one.pk for one in sessions_of(user) if one.pk != request.session.session_key]
    return Session.objects.filter(pk__in=others).delete()[0]
