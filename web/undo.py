"""Taking back what was just done: a signed token says how, and every step is a service of ours.

`@undoable("name")` registers the way back; `way_back("name", by, ...)` makes the token that a toast
carries. A way back goes through the same services, so it may be refused like any other change:
somebody else's later change is never overwritten.
"""

from collections.abc import Callable
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from kernel.errors import Conflict
from users.models import User

Back = Callable[..., str | None]
WAYS: dict[str, Back] = {}
SALT = "kam.undo"
GOOD_FOR_SECONDS = 15 * 60


def undoable(name: str) -> Callable[[Back], Back]:
    """Register `back(by=user, **facts)` under the name."""

    def register(back: Back) -> Back:
        WAYS[name] = back
        return back

    return register


def way_back(name: str, *, by: User, **facts: Any) -> str:
    """Return the token; `facts` are JSON."""
    return signing.dumps({"name": name, "by": by.pk, "facts": facts}, salt=SALT, compress=True)


def go_back(token: str, *, by: User) -> str | None:
    """Do it, and return what there is to say of it, if anything.

    Raises Conflict for a token that is old, somebody else's or not ours.
    """
    try:
        told = signing.loads(token, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature:
        told = {}
    back = WAYS.get(told.get("name", ""))
    if back is None or told["by"] != by.pk:
        raise Conflict(_("It is too late to undo this."))
    return back(by=by, **told["facts"])
