"""What people may do in Django's admin: rights of their own, and those of groups."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model

from kernel.errors import Invalid
from kernel.telling import tell
from users.models import User
from users.policies import is_admin


@transaction.atomic
def give_rights(user: User, *, by: User, **rights: Iterable[Model]) -> None:
    """Set what somebody may do in Django's admin: `groups`, `user_permissions`, or both."""
    if not is_admin(by):
        raise PermissionDenied
    before = {name: named(getattr(user, name).all()) for name in rights}
    for name, rows in rights.items():
        getattr(user, name).set(rows)
    after = {name: named(getattr(user, name).all()) for name in rights}
    tell("user.updated", user, by=by, before=before, after=after)


@transaction.atomic
def save_group(
    group: Group | None, *, by: User, name: str, permissions: Iterable[Permission]
) -> Group:
    """Make a group or change one; all its members have its rights at once."""
    if not is_admin(by):
        raise PermissionDenied
    before = said(group) if group else None
    try:
        with transaction.atomic():
            saved, _made = Group.objects.update_or_create(
                pk=group.pk if group else None, defaults={"name": name}
            )
    except IntegrityError:
        raise Invalid(name="A group with this name exists already.") from None
    saved.permissions.set(permissions)
    after = said(saved)
    if before is None:
        tell("group.created", saved, by=by, after=after)
    elif before != after:
        tell("group.updated", saved, by=by, before=before, after=after)
    return saved


@transaction.atomic
def delete_group(group: Group, *, by: User) -> None:
    """Take a group away, and with it the rights of its members."""
    if not is_admin(by):
        raise PermissionDenied
    before = said(group) | {"members": named(User.objects.filter(groups=group))}
    tell("group.deleted", group, by=by, before=before)
    group.delete()


def said(group: Group) -> dict[str, object]:
    """Return what an event keeps of a group."""
    rights = group.permissions.select_related("content_type")
    return {"name": group.name, "permissions": named(rights)}


def named(rows: Iterable[Model]) -> list[str]:
    return sorted(str(row) for row in rows)
