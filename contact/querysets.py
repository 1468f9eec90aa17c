from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet

from leads.querysets import below_leads_of

if TYPE_CHECKING:
    from contact.models import Contact


class ContactQuerySet(QuerySet["Contact"]):
    def visible_to(self, user: Any) -> Self:
        """The people at the restaurants in the user's reach."""
        return self.filter(below_leads_of(user, "restaurant"), deleted_at=None)

    def deleted_in_reach(self, user: Any) -> Self:
        return self.filter(below_leads_of(user, "restaurant"), deleted_at__isnull=False)

    def in_trash_since(self, moment: datetime) -> Self:
        return self.filter(deleted_at__lt=moment)

    def to_call(self) -> Self:
        """Whom a call may be for, the primary first: not who left or must not be called."""
        return self.present().filter(do_not_call=False).order_by("-is_primary", "pk")

    def present(self) -> Self:
        """Those who still work there: the ones a picker offers."""
        return self.filter(deleted_at=None, left_on=None)
