from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q, QuerySet

from users.rules import Role

if TYPE_CHECKING:
    from web.models import SavedView


class SavedViewQuerySet(QuerySet["SavedView"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and what the team shares; an admin sees what any team shares."""
        reach = Q(owner=user.pk)
        if user.role in (Role.ADMIN, Role.SYSTEM):
            reach |= Q(shared=True)
        elif user.team_id is not None:
            reach |= Q(shared=True, team=user.team_id)
        return self.filter(reach)
