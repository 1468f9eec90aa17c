"""What an answer says beyond rows: words, health, months ahead, the track record."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from kernel.clock import local_day, month_start, zone_of
from kernel.errors import NotInReach
from kernel.money import cents, in_english
from leads.models import Lead
from performance_tracking.models import (
    AccountForecast,
    Cohort,
    HealthSnapshot,
    JudgedMonth,
    PublishedForecast,
)
from performance_tracking.querysets.published import record_in_reach
from performance_tracking.rules.health import WEIGHTS, what_changed
from performance_tracking.rules.outlook import Ahead, months_ahead
from performance_tracking.rules.sentence import known_of, sentence
from performance_tracking.rules.track_record import RECORD, record_of
from users.models import User

HEALTH_DAYS = 90


def account_in_reach(user: User, pk: int) -> Lead:
    leads = Lead.objects.visible_to(user).select_related("rhythm", "forecast")
    lead = leads.filter(pk=pk).first()
    if lead is None:
        raise NotInReach
    return lead


def in_words(lead: Lead, *, now: datetime) -> dict[str, str]:
    """Say the account in English, which is what the API speaks."""
    today = local_day(now, zone_of(lead.timezone))
    rhythm, forecast = getattr(lead, "rhythm", None), getattr(lead, "forecast", None)
    with translation.override("en"):
        said = sentence(known_of(rhythm, forecast, today=today), money=english_money)
    return {"sentence": said}


def english_money(amount: float) -> str:
    return in_english(amount, settings.CURRENCY)


def health_over_time(lead: Lead) -> dict[str, Any]:
    """Return the newest measures, what moved them, and the days before; one query."""
    rows = HealthSnapshot.objects.filter(lead=lead).order_by("-day")
    days = list(rows.values("day", "health", *WEIGHTS)[:HEALTH_DAYS])
    newest, before = days[0] if days else None, days[1] if len(days) > 1 else None
    with translation.override("en"):
        change = what_changed(newest, before) if newest else ""
    return {
        "health_measures": newest and {name: newest[name] for name in WEIGHTS},
        "health_change": change,
        "health_history": [{"day": day["day"], "health": day["health"]} for day in days],
    }


def with_months_ahead(past: list[Any], user: User, *, today: date) -> list[Any]:
    """Add to the months what is expected of this one and three more; two queries."""
    sums = AccountForecast.objects.of_accounts_in_reach(user).sums()
    cohort = Cohort.objects.newest()
    ahead = (
        months_ahead(sums, cohort.outlook, drift=cohort.drift, today=today)
        if sums and cohort
        else []
    )
    priced = sums is not None and sums.is_priced
    expected = {f"{month.month:%Y-%m}": band_of(month, priced=priced) for month in ahead}
    nothing = dict.fromkeys(BAND)
    known = [row | expected.pop(row["month"], nothing) for row in past]
    unknown = {"orders": None, "revenue": None, "accounts": None}
    return known + [{"month": month, **unknown, **band} for month, band in expected.items()]


BAND = ("expected_orders", "expected_revenue", "expected_revenue_low", "expected_revenue_high")


def band_of(month: Ahead, *, priced: bool) -> dict[str, Any]:
    """Return the month's expectations; money is null where no price is known."""
    band = (month.revenue, month.low, month.high)
    money = (cents(amount) if priced else None for amount in band)
    return dict(zip(BAND, (round(month.orders, 1), *money), strict=True))


def track_record(user: User, *, today: date) -> dict[str, Any]:
    """Return what was said and what happened, as far as the user reaches; three queries.

    To an admin it says what it was at the last refresh.
    """
    since = month_start(today - RECORD)
    sums = record_in_reach(
        PublishedForecast.objects.all(), JudgedMonth.objects.all(), user, since=since
    )
    waiting = PublishedForecast.objects.visible_to(user).waiting()
    record = record_of(*sums, this_month=month_start(today))
    return record | {"waiting": waiting["forecasts"], "next_judged_after": waiting["next"]}
