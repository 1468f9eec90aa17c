"""Who may bring lists in."""

from users.models import User
from users.policies import is_admin


def can_import(by: User) -> bool:
    return is_admin(by)
