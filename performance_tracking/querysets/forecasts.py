from typing import TYPE_CHECKING, Any, Self

from django.db.models import F, QuerySet, Sum

from leads.querysets import below_leads_of
from leads.rules.status import StageType, statuses_of
from performance_tracking.rules.outlook import Sums

if TYPE_CHECKING:
    from performance_tracking.models import AccountForecast, Cohort

WON = statuses_of(StageType.WON)


class ForecastQuerySet(QuerySet["AccountForecast"]):
    def of_accounts_in_reach(self, user: Any) -> Self:
        """Those of the won accounts in the user's reach."""
        return self.filter(below_leads_of(user), lead__lead_status__in=WON)

    def at_risk(self) -> Self:
        return self.filter(at_risk=True)

    def sums(self) -> Sums | None:
        """Return what they are expected to order in 30 days; None when there are none."""
        sums = self.aggregate(
            orders=Sum("expected_orders"),
            revenue=Sum("expected_revenue"),
            squares=Sum(F("expected_orders") * F("order_value") * F("order_value")),
        )
        return None if sums["orders"] is None else Sums(**sums)


class CohortQuerySet(QuerySet["Cohort"]):
    def newest(self) -> "Cohort | None":
        return self.order_by("-as_of").first()
