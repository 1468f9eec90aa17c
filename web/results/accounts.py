"""The table of accounts: what each ordered, how that changed, when it is called next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from interaction_tracking.models import Order
from kernel.clock import zone_of
from leads.models import Lead
from leads.rules.status import LeadStatus
from performance_tracking.models import AccountForecast
from performance_tracking.querysets.months import NO_ORDERS, months_around, orders_of_months
from performance_tracking.querysets.weeks import weekly_of_leads
from users.models import User
from web.lists.leads import HEAVY, OWNER
from web.outlook import is_at_risk, next_day, stored, today_at
from web.results.figures import FOUR_WEEKS, WON, Change, leads_of

WEEKS = 12
TABS = ("all", "performing", "underperforming")
BEST = "-value"
# What the table can be sorted by: its columns, and what of a lead each stands for.
SORTS: dict[str, Any] = {
    "account": F("name"),
    "value": F("recent"),
    "health": F("forecast__health"),
    "next_order": F("forecast__next_order_date"),
    "next_call": F("next_call_date"),
    "at_stake": F("forecast__value_at_risk"),
    "tier": NullIf("tier", Value("")),
    "potential": F("potential_revenue"),
    "last_order": F("last_order_at"),
    "last_contact": F("last_contacted_at"),
}


@dataclass(frozen=True)
class Account:
    """One row."""

    lead: Lead
    value: Change
    weeks: Sequence[float]
    share: float
    months: dict[str, Any]
    overdue: bool
    off_rhythm: bool
    forecast: AccountForecast | None
    next_order: str
    at_risk: bool

    @property
    def tone(self) -> str:
        return "danger" if self.off_rhythm else self.value.tone


def tabs(user: User, *, now: datetime, everybody: bool) -> dict[str, QuerySet[Lead]]:
    """The accounts in each tab, by the rules of the API's endpoints."""
    leads = leads_of(user, everybody=everybody)
    least = settings.PERFORMING_MIN_REVENUE
    low = Q(potential_revenue=None) | Q(potential_revenue__lte=least)
    cold = Q(lead_status__in=[LeadStatus.NEW, LeadStatus.LOST]) & low
    off = Q(lead_status__in=WON, rhythm__falls_off_at__lt=now)
    return {
        "all": leads.filter(lead_status__in=WON),
        "performing": leads.filter(lead_status__in=WON, potential_revenue__gte=least),
        "underperforming": leads.filter(cold | off),
    }


def accounts_of(found: Sequence[Lead], user: User, *, now: datetime, total: float) -> list[Account]:
    """Return the rows of these accounts, in their order; three queries, however many there are."""
    ids = [lead.pk for lead in found]
    zone = zone_of(user.timezone)
    weeks = weekly_of_leads(Order.objects.counted(), ids, now=now, zone=zone, weeks=WEEKS)
    values = values_of(ids, now=now)
    months = orders_of_months(ids, months_around(now, zone))
    rows = []
    for lead in found:
        value = values.get(lead.pk, Change(0, 0))
        rhythm, forecast = stored(lead, "rhythm"), stored(lead, "forecast")
        falls_off = rhythm.falls_off_at if rhythm else None
        rows.append(
            Account(
                lead=lead,
                value=value,
                weeks=weeks.get(lead.pk, []),
                share=100 * value.now / total if total else 0,
                months=months.get(lead.pk, NO_ORDERS),
                overdue=lead.next_call_date is not None and lead.next_call_date < now,
                off_rhythm=falls_off is not None and falls_off < now,
                forecast=forecast,
                next_order=next_day(forecast, today=today_at(lead, now)),
                at_risk=is_at_risk(lead),
            )
        )
    return rows


def in_order(leads: QuerySet[Lead], *, now: datetime, sort: str = BEST) -> QuerySet[Lead]:
    """Order by a column; then, or without one, by the last four weeks' orders and potential."""
    recent = (
        Order.objects.counted()
        .filter(lead=OuterRef("pk"), ordered_at__gt=now - FOUR_WEEKS, ordered_at__lte=now)
        .order_by()
        .values("lead")
        .annotate(sum=Sum("total_price"))
        .values("sum")
    )
    ranked = leads.annotate(recent=Coalesce(Subquery(recent), Decimal(0)))
    by = SORTS[sort.removeprefix("-")]
    down = sort.startswith("-")
    first = by.desc(nulls_last=True) if down else by.asc(nulls_last=True)
    return ranked.order_by(first, "-recent", "-potential_revenue", "pk")


def with_all(leads: QuerySet[Lead]) -> QuerySet[Lead]:
    """Read at once what a row shows beside its orders."""
    return leads.select_related("rhythm", "forecast", "assigned_to").defer(*HEAVY, *OWNER)


def values_of(ids: Sequence[int], *, now: datetime) -> dict[int, Change]:
    late = Q(ordered_at__gt=now - FOUR_WEEKS)
    rows = (
        Order.objects.counted()
        .filter(lead__in=ids, ordered_at__gt=now - 2 * FOUR_WEEKS, ordered_at__lte=now)
        .order_by()
        .values_list("lead_id")
        .annotate(now=Sum("total_price", filter=late), before=Sum("total_price", filter=~late))
    )
    return {pk: Change(float(recent or 0), float(before or 0)) for pk, recent, before in rows}
