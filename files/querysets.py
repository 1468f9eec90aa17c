from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet

from leads.querysets import below_leads_of

if TYPE_CHECKING:
    from files.models import LeadFile


class LeadFileQuerySet(QuerySet["LeadFile"]):
    def visible_to(self, user: Any) -> Self:
        """The files of the leads in the user's reach."""
        return self.filter(below_leads_of(user), deleted_at=None)

    def deleted_in_reach(self, user: Any) -> Self:
        return self.filter(below_leads_of(user), deleted_at__isnull=False)

    def of(self, lead_id: int) -> Self:
        """The lead's files that were not removed."""
        return self.filter(lead=lead_id, deleted_at=None)

    def in_trash_since(self, moment: datetime) -> Self:
        return self.filter(deleted_at__lt=moment)
