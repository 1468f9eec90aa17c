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

    def present(self) -> Self:
        """Those who still work there: the ones a picker offers."""
        return self.filter(deleted_at=None, left_on=None)
