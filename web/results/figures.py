"""The figures of the page, each against what it was before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from call_planning.models import PlanStep, StepKind
from interaction_tracking.models import Order
from leads.models import Lead
from leads.querysets import below_leads_of
from leads.rules.status import StageType, statuses_of
from performance_tracking.models import AccountForecast
from performance_tracking.querysets.forecasts import ForecastQuerySet
from users.models import User

FOUR_WEEKS = timedelta(weeks=4)
DECIDED_WITHIN = timedelta(days=90)
MOST_LISTED, NAMED = 10, 2
WON = statuses_of(StageType.WON)
LOST = statuses_of(StageType.LOST)


@dataclass(frozen=True)
class Change:
    """A sum and what it was before."""

    now: float
    before: float

    @property
    def share(self) -> float | None:
        """The change in percent; None from nothing."""
        return None if not self.before else (self.now - self.before) / self.before * 100

    @property
    def step(self) -> float:
        return self.now - self.before

    @property
    def tone(self) -> str:
        share = self.share or 0
        return "ok" if share >= 1 else "danger" if share <= -1 else "slate"


def leads_of(user: User, *, everybody: bool) -> QuerySet[Lead]:
    leads = Lead.objects.visible_to(user)
    return leads if everybody else leads.filter(assigned_to=user)


def reach(user: User, *, everybody: bool, prefix: str = "lead__") -> Q:
    """The rows below the leads in reach, one's own or all of them."""
    inside = below_leads_of(user)
    return inside if everybody else inside & Q(**{f"{prefix}assigned_to": user.pk})


def order_value(user: User, *, now: datetime, everybody: bool) -> Change:
    """What was ordered in the last four weeks, and in the four before."""
    orders = Order.objects.filter(
        reach(user, everybody=everybody), ordered_at__gt=now - 2 * FOUR_WEEKS, ordered_at__lte=now
    ).counted()
    recent = Q(ordered_at__gt=now - FOUR_WEEKS)
    sums = orders.aggregate(
        now=Sum("total_price", filter=recent), before=Sum("total_price", filter=~recent)
    )
    return Change(float(sums["now"] or 0), float(sums["before"] or 0))


def forecasts_of(user: User, *, everybody: bool) -> ForecastQuerySet:
    """The forecasts of the won accounts in reach, one's own or all of them."""
    rows = AccountForecast.objects.of_accounts_in_reach(user)
    return rows if everybody else rows.filter(lead__assigned_to=user)


def at_risk(user: User, *, everybody: bool) -> dict[str, Any]:
    """How many accounts are at risk, what of four weeks is at stake, and who comes first."""
    rows = forecasts_of(user, everybody=everybody).at_risk()
    sums = rows.aggregate(count=Count("pk"), value=Sum("value_at_risk"))
    first = list(
        rows.select_related("lead", "lead__rhythm").order_by("-value_at_risk", "-lead")[
            :MOST_LISTED
        ]
    )
    names = ", ".join(row.lead.name for row in first[:NAMED])
    return {"count": sums["count"], "value": sums["value"] or 0, "names": names, "first": first}


def plan_kept(user: User, *, now: datetime, everybody: bool) -> dict[str, Any]:
    """How many of the calls that were made were made in time, and in the four weeks before."""
    steps = PlanStep.objects.counted().filter(
        reach(user, everybody=everybody), called_at__gt=now - 2 * FOUR_WEEKS, called_at__lte=now
    )
    recent = Q(called_at__gt=now - FOUR_WEEKS)
    in_time = ~Q(kind=StepKind.LATE)
    found = steps.aggregate(
        made=Count("id", filter=recent),
        kept=Count("id", filter=recent & in_time),
        made_before=Count("id", filter=~recent),
        kept_before=Count("id", filter=~recent & in_time),
    )
    share = percent(found["kept"], found["made"])
    before = percent(found["kept_before"], found["made_before"])
    points = None if share is None or before is None else share - before
    return {**found, "share": share, "points": points}


def percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def converted(user: User, *, now: datetime, everybody: bool) -> dict[str, Any]:
    """Of the leads decided in ninety days, how many were won, and in how many days."""
    decided = leads_of(user, everybody=everybody).filter(
        lead_status__in=[*WON, *LOST], status_changed_at__gt=now - DECIDED_WITHIN
    )
    rows = list(decided.values_list("lead_status", "created_at", "status_changed_at"))
    days = [(at - made).days for status, made, at in rows if status in WON]
    return {"won": len(days), "decided": len(rows), "days": median(days) if days else None}
