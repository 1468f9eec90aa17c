from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q, QuerySet

from leads.querysets import below_leads_of
from leads.rules.status import StageType, statuses_of

if TYPE_CHECKING:
    from call_planning.models import CallPlan, PlanStep


class CallPlanQuerySet(QuerySet["CallPlan"]):
    def visible_to(self, user: Any) -> Self:
        """The plans of the leads in the user's reach."""
        return self.filter(below_leads_of(user))

    def worth_calling(self) -> Self:
        """Plans of leads still open or won."""
        return self.exclude(lead__lead_status__in=statuses_of(StageType.LOST))

    def due_before(self, moment: datetime) -> Self:
        return self.filter(due_at__lt=moment)

    def asked_for(self, *, before: datetime, on: date) -> Self:
        """Plans due before that moment, or levelled to that day or an earlier one."""
        return self.filter(due_at__isnull=False).filter(
            Q(due_at__lt=before) | Q(planned_on__lte=on)
        )


class PlanStepQuerySet(QuerySet["PlanStep"]):
    def counted(self) -> Self:
        """Without those whose call was deleted."""
        return self.filter(taken_back=False)

    def visible_to(self, user: Any) -> Self:
        return self.filter(below_leads_of(user))
