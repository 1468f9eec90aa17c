"""How far a user can see: own rows, the team's and the unowned, or all rows."""

from typing import Any

from django.db.models import Q

from users.models import User
from users.rules import Role


def rows_in_reach(user: Any, owner: str) -> Q:
    """Return the filter that keeps rows whose `owner` field lies in the user's reach."""
    if user.role in (Role.ADMIN, Role.SYSTEM):
        return Q()
    reach = Q(**{owner: user.pk})
    if user.role != Role.MANAGER:
        return reach
    if user.team_id is not None:
        reach |= Q(**{f"{owner}__among": User.objects.filter(team=user.team_id).values("pk")})
    return reach | Q(**{f"{owner}__isnull": True})
