from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q, QuerySet

from interaction_tracking.rules import NOT_COUNTED, InteractionType, Outcome
from leads.querysets import below_leads_of

if TYPE_CHECKING:
    from interaction_tracking.models import Interaction, Order


class InteractionQuerySet(QuerySet["Interaction"]):
    def visible_to(self, user: Any) -> Self:
        """What happened at the leads in the user's reach."""
        return self.filter(below_leads_of(user), deleted_at=None)

    def deleted_in_reach(self, user: Any) -> Self:
        return self.filter(below_leads_of(user), deleted_at__isnull=False)

    def in_trash_since(self, moment: datetime) -> Self:
        return self.filter(deleted_at__lt=moment)

    def contacts(self) -> Self:
        """Those in which somebody was reached."""
        call = InteractionType.CALL
        return self.filter(deleted_at=None).filter(
            Q(interaction_type=call, outcome=Outcome.CONNECTED)
            | ~Q(interaction_type__in=[call, InteractionType.NOTE])
        )


class OrderQuerySet(QuerySet["Order"]):
    def counted(self) -> Self:
        """Orders that stand: neither cancelled nor returned nor deleted."""
        return self.filter(interaction__deleted_at=None).exclude(status__in=NOT_COUNTED)
