"""How often each account would best be called: suggested, and applied only by who accepts it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from call_planning.models import CallPlan
from call_planning.rules.cadence import (
    Custom,
    clearly_other,
    ideal_days,
    nearest_cadence,
)
from call_planning.rules.frequency import nominal_days
from call_planning.rules.workload import LADDER, WEEK
from call_planning.rules.worth import Rates, segment_of
from call_planning.services.learning import rates_for
from call_planning.services.today import last_order
from kernel.clock import days_since, zone_of
from kernel.money import money_text
from leads.rules.status import StageType, statuses_of
from users.models import User

COLUMNS = (
    "id",
    "lead_id",
    "version",
    "frequency",
    "interval_days",
    "lead__name",
    "lead__last_order_at",
    "lead__rhythm__last_order_at",
    "lead__timezone",
    "lead__forecast__orders",
    "lead__forecast__expected_revenue",
    "lead__forecast__value_at_risk",
    "lead__forecast__probability_active",
    "lead__forecast__gap_days",
)
STEADY_BELOW = 0.15


def suggested_cadences(owner: User, *, by: User, now: datetime) -> list[dict[str, Any]]:
    """Return the owner's accounts that would better be called clearly more or less often.

    The calls a week that all of them have now are shared out anew, so that no time is asked for
    that is not there. Only accounts with a forecast and a rhythm take part. Two queries.
    """
    plans = (
        CallPlan.objects.visible_to(by)
        .filter(lead__assigned_to=owner, lead__lead_status__in=statuses_of(StageType.WON))
        .filter(lead__forecast__orders__gte=2, lead__last_order_at__isnull=False, paused_at=None)
        .order_by("id")
        .values(*COLUMNS)
    )
    rates = rates_for([owner.pk])
    found = list(plans)
    accounts = [custom_of(plan, rates, now=now) for plan in found]
    nows = [nominal_days(p["frequency"], interval_days=p["interval_days"]) for p in found]
    ideals = ideal_days(accounts, calls_a_week=sum(WEEK / days for days in nows))
    return shown(found, accounts, nows, ideals)


def custom_of(plan: dict[str, Any], rates: Rates, *, now: datetime) -> Custom:
    gap = max(plan["lead__forecast__gap_days"], 1.0)
    zone = zone_of(plan["lead__timezone"])
    last = last_order(plan, now=now) or plan["lead__last_order_at"]
    since = days_since(last, now=now, zone=zone)
    segment = segment_of(since / gap, orders=plan["lead__forecast__orders"])
    there = plan["lead__forecast__probability_active"]
    return Custom(
        plan=plan["id"],
        month=plan["lead__forecast__expected_revenue"],
        at_stake=there * plan["lead__forecast__value_at_risk"],
        chance_active=there,
        response=rates.uplift[segment].value + rates.save[segment],
        gap_days=gap,
    )


def shown(
    plans: Sequence[dict[str, Any]],
    accounts: Sequence[Custom],
    nows: Sequence[float],
    ideals: Sequence[float],
) -> list[dict[str, Any]]:
    rows = []
    days_of = dict(LADDER)
    for plan, account, now, ideal in zip(plans, accounts, nows, ideals, strict=True):
        frequency = nearest_cadence(ideal)
        if clearly_other(now, days_of[frequency]):
            rows.append(
                {
                    "plan": plan["id"],
                    "version": plan["version"],
                    "lead": plan["lead_id"],
                    "lead_name": plan["lead__name"],
                    "frequency": plan["frequency"],
                    "interval_days": plan["interval_days"],
                    "suggested_frequency": frequency,
                    "ideal_days": round(ideal, 1),
                    "value_a_month": round(account.month + account.at_stake, 2),
                    "volatility": round(account.volatility, 3),
                    "response": round(account.response, 4),
                    "gap_days": round(account.gap_days, 1),
                    "reason": reason(account, more=days_of[frequency] < now),
                }
            )
    return rows


def reason(account: Custom, *, more: bool) -> str:
    amount = money_text(round(account.month + account.at_stake), settings.CURRENCY)
    facts = {"amount": amount, "percent": number_format(round(100 * account.volatility), 0)}
    if more:
        return _("Worth %(amount)s a month, %(percent)s %% of it unsure: call more often") % facts
    if account.volatility < STEADY_BELOW:
        return _("Worth %(amount)s a month and steady: fewer calls will do") % facts
    return _("Worth %(amount)s a month: the calls do more elsewhere") % facts
