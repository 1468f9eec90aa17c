from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower

from users.rules import Role

if TYPE_CHECKING:
    from users.models import Team, User


class TeamQuerySet(QuerySet["Team"]):
    def visible_to(self, user: Any) -> Self:
        """Everybody sees their own team, an admin all."""
        if user.role in (Role.ADMIN, Role.SYSTEM):
            return self
        return self.filter(pk=user.team_id) if user.team_id is not None else self.none()

    def with_search_key(self) -> Self:
        return self.annotate(search_key=Lower("name"))


class UserQuerySet(QuerySet["User"]):
    def visible_to(self, user: Any) -> Self:
        """A KAM sees themselves, a manager the team, an admin all."""
        people = self.exclude(role=Role.SYSTEM)
        if user.role in (Role.ADMIN, Role.SYSTEM):
            return people
        reach = Q(pk=user.pk)
        if user.role == Role.MANAGER and user.team_id is not None:
            reach |= Q(team=user.team_id)
        return people.filter(reach)

    def with_search_key(self) -> Self:
        """What a search for people looks at; they are few, so no index stands behind it."""
        words = ("username", Value(" "), "first_name", Value(" "), "last_name", Value(" "), "email")
        return self.annotate(search_key=Lower(Concat(*words, output_field=CharField())))


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_superuser(self, username: str, *args: Any, **fields: Any) -> "User":
        """Make an administrator: of Django's admin and of this product."""
        fields.setdefault("role", Role.ADMIN)
        user: User = super().create_superuser(username, *args, **fields)
        return user
