"""What lies ahead of an account, and how healthy it is; read from stored rows only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from leads.models import Lead
from performance_tracking.models import AccountForecast, AccountRhythm, Cohort, HealthSnapshot
from performance_tracking.rules.coming import FOUR_WEEKS, Account, Band, coming
from performance_tracking.rules.health import WEIGHTS, WORDS, what_changed
from performance_tracking.rules.rhythm import is_priced
from web.outlook import in_words, is_at_risk, next_order, today_at, tone_of

STALE_AFTER = 7


@dataclass(frozen=True)
class Outlook:
    """The forecast of one account as its page shows it; `forecast` is None before the first."""

    rhythm: AccountRhythm | None
    forecast: AccountForecast | None
    today: date
    sentence: str
    tone: str
    at_risk: bool
    next_order: str
    missing: str
    four_weeks: Band | None
    k: int

    @property
    def old(self) -> bool:
        """Whether nobody refreshed the forecasts lately."""
        return self.forecast is not None and (self.today - self.forecast.as_of).days > STALE_AFTER

    def band(self, first: int, days: float) -> Band:
        """Return what comes in these days, counted from today."""
        if self.forecast is None:
            raise LookupError("no forecast")
        return coming(account_of(self.forecast, self.k), first=first, days=days)


def outlook_of(lead: Lead, *, now: datetime) -> Outlook:
    """Read the stored rows: the account's two in one query, the cohort in another."""
    lead = Lead.objects.select_related("rhythm", "forecast").get(pk=lead.pk)
    forecast, today = getattr(lead, "forecast", None), today_at(lead, now)
    rhythm = getattr(lead, "rhythm", None)
    cohort = Cohort.objects.newest() if forecast else None
    k = cohort.k if cohort else 1
    return Outlook(
        rhythm=rhythm,
        forecast=forecast,
        today=today,
        sentence=in_words(lead, now=now),
        tone=tone_of(lead, now=now),
        at_risk=is_at_risk(lead),
        next_order=next_order(forecast, today=today),
        missing="" if forecast else why_missing(lead),
        four_weeks=four_weeks_of(rhythm, forecast, k),
        k=k,
    )


def four_weeks_of(rhythm: Any, forecast: AccountForecast | None, k: int) -> Band | None:
    """Return what four weeks bring; None where no forecast or no price is known."""
    average = rhythm.average_order_value if rhythm else None
    if forecast is None or not is_priced(average, forecast.order_value):
        return None
    return coming(account_of(forecast, k), first=0, days=FOUR_WEEKS)


def why_missing(lead: Lead) -> str:
    if getattr(lead, "rhythm", None) is None:
        return _("No forecast: it takes an order first.")
    return _("No forecast yet: it comes with the next refresh, every night.")


def account_of(forecast: AccountForecast, k: int) -> Account:
    return Account(
        orders=forecast.expected_orders,
        chance_7=forecast.chance_7,
        chance_28=forecast.chance_28,
        gap_days=forecast.gap_days,
        value=forecast.order_value,
        k=k,
    )


@dataclass(frozen=True)
class Health:
    """The newest snapshot, what moved since the one before, and the measures in words."""

    day: date
    health: int
    before: dict[str, Any] | None
    change: str
    measures: list[tuple[Any, int | None]]

    @property
    def moved(self) -> int | None:
        return None if self.before is None else self.health - int(self.before["health"])


def health_of(lead: Lead) -> Health | None:
    """Return how healthy the account is; one query."""
    rows = HealthSnapshot.objects.filter(lead=lead).order_by("-day")
    days = list(rows.values("day", "health", *WEIGHTS)[:2])
    if not days:
        return None
    newest, before = days[0], days[1] if len(days) > 1 else None
    measures = [(WORDS[name], newest[name]) for name in WEIGHTS]
    return Health(newest["day"], newest["health"], before, what_changed(newest, before), measures)
