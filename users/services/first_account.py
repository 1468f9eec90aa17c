"""The first account: made once, by whoever holds the link that was printed at the start."""

from typing import Any

from django.core import signing
from django.db import transaction

from kernel.errors import Invalid, NotInReach
from users.models import User
from users.rules import Role
from users.services.people import check_password_strength, system_user

SALT = "kam.welcome"


def welcome_token() -> str | None:
    """Return the token of the link; None once somebody has an account."""
    return None if anybody_there() else signing.dumps("welcome", salt=SALT)


def is_welcome(token: str) -> bool:
    """The link is ours, and nobody was faster."""
    try:
        signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return False
    return not anybody_there()


@transaction.atomic
def make_first_account(token: str, *, username: str, password: str, **fields: Any) -> User:
    """Make the administrator; of two who hold the link, one comes too late (NotInReach)."""
    User.objects.select_for_update().get(pk=system_user().pk)
    if not is_welcome(token):
        raise NotInReach
    user = User(username=username, role=Role.ADMIN, is_staff=True, is_superuser=True, **fields)
    if not username:
        raise Invalid(username="Choose a name to log in with.")
    check_password_strength(password, user)
    user.set_password(password)
    user.save(force_insert=True)
    return user


def anybody_there() -> bool:
    return bool(User.objects.exclude(role=Role.SYSTEM).exists())
