"""Where somebody is logged in: browsers by session, programs by token."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kernel.text import is_id
from users.models import User
from users.services.tokens import revoke_family

MOST_LOOKED_AT = 20_000
NOTE = "kam.log_in"
# Who claims to be several is what it names first here.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


class LogIn(NamedTuple):
    """One place; `here` is the one that asks. The handle names it without giving its key away."""

    handle: str
    until: datetime
    since: datetime | None
    agent: str = ""
    here: bool = False
    program: bool = False


def note_log_in(request: HttpRequest) -> None:
    """Keep in the session when and from what it began, for the list of log-ins."""
    agent = request.headers.get("User-Agent", "")
    request.session[NOTE] = {"at": timezone.now().isoformat(), "agent": named(agent)}


def named(agent: str) -> str:
    """Return `Firefox, Windows` of what a browser says of itself; empty for what is unknown."""
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "")
    return ", ".join(filter(None, (browser, system)))


def sessions_of(user: User) -> list[tuple[Session, dict[str, Any]]]:
    """Return the living browser sessions of the user, with what is in them.

    Django keeps no owner beside a session.
    """
    living = Session.objects.filter(expire_date__gt=timezone.now()).order_by("-expire_date")
    read = ((session, session.get_decoded()) for session in living[:MOST_LOOKED_AT])
    hers = str(user.pk)
    known = user.get_session_auth_hash()
    return [
        (session, held)
        for session, held in read
        if held.get("_auth_user_id") == hers and held.get("_auth_user_hash") == known
    ]


def handle_of(session: Session) -> str:
    return salted_hmac(NOTE, session.pk).hexdigest()[:20]


def log_ins_of(user: User, request: HttpRequest) -> list[LogIn]:
    """Return every place, this one first, then the latest."""
    key = request.session.session_key
    found = [browser(session, held, here=session.pk == key) for session, held in sessions_of(user)]
    families = user.token_families.filter(revoked_at=None).prefetch_related("tokens")
    for family in families:
        ends = max((token.expires_at for token in family.tokens.all()), default=None)
        if ends is not None and ends > timezone.now():
            handle = f"program-{family.pk}"
            found.append(LogIn(handle, ends, family.started_at, program=True))
    return sorted(found, key=lambda one: (one.here, one.since or one.until), reverse=True)


def browser(session: Session, held: dict[str, Any], *, here: bool) -> LogIn:
    note = held.get(NOTE, {})
    since = datetime.fromisoformat(note["at"]) if note else None
    return LogIn(handle_of(session), session.expire_date, since, note.get("agent", ""), here=here)


def end_log_in(user: User, handle: str) -> bool:
    """End one of the user's log-ins; False when it is over already."""
    kind, _, number = handle.partition("-")
    if kind == "program":
        wanted = user.token_families.filter(revoked_at=None)
        family = wanted.filter(pk=int(number)).first() if is_id(number) else None
        if family is not None:
            revoke_family(family.pk)
        return family is not None
    keys = [session.pk for session, _held in sessions_of(user) if handle_of(session) == handle]
    return Session.objects.filter(pk__in=keys).delete()[0] > 0


def end_other_log_ins(user: User, request: HttpRequest) -> int:
    """End the user's other browser sessions; returns how many there were."""
    here = request.session.session_key
    others = [session.pk for session, _held in sessions_of(user) if session.pk != here]
    return Session.objects.filter(pk__in=others).delete()[0]
