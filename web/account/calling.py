"""The account's next call: why, until when, on which day, and how often."""

from datetime import datetime
from typing import Any

from call_planning.models import CallPlan
from call_planning.services.cadences import suggested_cadences
from call_planning.services.showing import why
from leads.models import Lead
from leads.rules.status import STAGES, StageType
from users.models import User
from web.plans.proposal import Rhythm, rhythm_rows
from web.today.cutoffs import call_by_text, last_call_of
from web.today.terms import lines_of


def plan_of(lead: Lead, user: User, now: datetime) -> dict[str, Any]:
    """Return what the cards of the next step and of the plan show."""
    plan = CallPlan.objects.filter(lead=lead).select_related("lead").first()
    if plan is None:
        return {"plan": None, "reasons": [], "plan_late": 0}
    told = why(plan, user=user, now=now)
    return {
        "plan": plan,
        "reasons": told["reasons"],
        "plan_late": told["days_overdue"],
        "worth": told["worth"],
        "estimated": any(line.estimate for line in lines_of(told["terms"])),
        "impact": told["priority"],
        "call_by": call_by_text(last_call_of(lead, now=now), lead, now=now),
        "suggested": suggested_for(plan, lead, user, now=now),
    }


def suggested_for(plan: CallPlan, lead: Lead, user: User, *, now: datetime) -> Rhythm | None:
    """Return the rhythm that would be better, as it is among all of the owner's accounts."""
    owner = lead.assigned_to
    if owner is None or plan.paused_at or STAGES[lead.lead_status].type != StageType.WON:
        return None
    rows = suggested_cadences(owner, by=user, now=now)
    return next(iter(rhythm_rows([row for row in rows if row["plan"] == plan.pk])), None)
