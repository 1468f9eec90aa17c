"""The figures of the page, each against what it was before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from call_planning.models import PlanStep, StepKind
from interaction_tracking.models import Order
from leads.models import Lead
from leads.querysets import below_leads_of
from leads.rules.status import StageType, statuses_of
from users.models import User

FOUR_WEEKS = timedelta(weeks=4)
DECIDED_WITHIN = timedelta(days=90)
ON_RHYTHM = timedelta(days=84)
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


def at_risk(user: User, *, now: datetime, everybody: bool) -> dict[str, Any]:
    """The won accounts off their rhythm, and what they ordered a month while on it."""
    leads = leads_of(user, everybody=everybody).filter(
        lead_status__in=WON, rhythm__falls_off_at__lt=now
    )
    while_on = Order.objects.filter(
        lead__in=leads, ordered_at__gte=F("lead__last_order_at") - ON_RHYTHM
    ).counted()
    a_month = float(while_on.aggregate(sum=Sum("total_price"))["sum"] or 0) / 3
    names = list(leads.order_by("-potential_revenue").values_list("name", flat=True)[:2])
    return {"count": leads.count(), "value": a_month, "names": ", ".join(names)}


def plan_kept(user: User, *, now: datetime, everybody: bool) -> dict[str, Any]:
    """How many of the calls that were made were made in time, and in the four weeks before."""
    steps = PlanStep.objects.filter(
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
