"""Who asks, and who may do what to people they can already see."""

from typing import Any, cast

from users.models import User
from users.rules import Role


def person(request: Any) -> User:
    """Return who asks; doors let only known people in, and only then ask this."""
    return cast(User, request.user)


def is_admin(user: User) -> bool:
    return user.role in (Role.ADMIN, Role.SYSTEM)


def leads_people(user: User) -> bool:
    """Managers and admins hand out leads; a KAM keeps their own."""
    return is_admin(user) or user.role == Role.MANAGER


def can_change_user(by: User, user: User) -> bool:
    return is_admin(by) or by.pk == user.pk
