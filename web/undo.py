"""Taking back what was just done: a signed token says how, and every step is a service of ours.

`@undoable("name")` registers the way back; `way_back("name", by, ...)` makes the token that a toast
carries. A way back goes through the same services, so it may be refused like any other change:
somebody else's later change is never overwritten.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.core import signing
from django.utils.translation import gettext as _

from kernel.errors import Conflict
from users.models import User

Back = Callable[..., "str | Anew | Later | None"]
WAYS: dict[str, Back] = {}
SALT = "kam.undo"
GOOD_FOR_SECONDS = 15 * 60


class Anew(NamedTuple):
    """What the browser kept before, as cookies; its page is loaded anew with them."""

    cookies: Mapping[str, str]


class Later(NamedTuple):
    """A worker takes it back; the page says how far it is."""

    page: str


class Taken(NamedTuple):
    """What there is to say of it, if anything, and where the reader is to go then."""

    text: str | None
    to: str
    cookies: Mapping[str, str] | None = None
    page: str = ""


def undoable(name: str) -> Callable[[Back], Back]:
    """Register `back(by=user, **facts)` under the name."""

    def register(back: Back) -> Back:
        WAYS[name] = back
        return back

    return register


def way_back(name: str, *, by: User, to: str = "", **facts: Any) -> str:
    """Return the token; `facts` are JSON. `to` is for a page that ends with what is taken back."""
    told = {"name": name, "by": by.pk, "facts": facts, "to": to}
    return signing.dumps(told, salt=SALT, compress=True)


def go_back(token: str, *, by: User) -> Taken:
    """Do it, and return what comes of it.

    Raises Conflict for a token that is old, somebody else's or not ours.
    """
    try:
        told = signing.loads(token, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature:
        told = {}
    back = WAYS.get(told.get("name", ""))
    if back is None or told["by"] != by.pk:
        raise Conflict(_("It is too late to undo this."))
    came = back(by=by, **told["facts"])
    if isinstance(came, Anew):
        return Taken(None, "", came.cookies)
    if isinstance(came, Later):
        return Taken(None, "", page=came.page)
    return Taken(came, told["to"])
