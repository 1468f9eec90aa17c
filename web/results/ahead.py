"""What the portfolio will bring, and which accounts may be lost; read from stored forecasts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from leads.models import Lead
from performance_tracking.models import AccountForecast, Cohort
from performance_tracking.rules.coming import FOUR_WEEKS, Band, coming_of_many
from performance_tracking.rules.outlook import Sums
from users.models import User
from web.charts.ahead import EVENLY, Week, weeks_ahead
from web.outlook import in_words
from web.results.figures import forecasts_of

WEEKS = 8
LOST_BELOW = 0.05


@dataclass(frozen=True)
class Portfolio:
    """The sums of the forecasts in view, and how the cohort says they decline; or neither."""

    sums: Sums | None
    outlook: Sequence[float]
    weekdays: Sequence[float]
    as_of: date | None
    drift: float = 0.0

    @property
    def known(self) -> bool:
        return self.sums is not None and bool(self.outlook)

    @property
    def four_weeks(self) -> Band | None:
        """None where nothing is known, of orders or of what they bring."""
        priced = self.sums is not None and self.sums.is_priced
        return self.band(0, FOUR_WEEKS) if self.known and priced else None

    def band(self, first: int, days: float) -> Band:
        """Return what comes in these days, counted from today."""
        if self.sums is None:
            raise LookupError("no forecast")
        return coming_of_many(self.sums, self.outlook, drift=self.drift, first=first, days=days)

    def weeks(self, *, so_far: float, today: date) -> list[Week]:
        if not self.known:
            return []
        return weeks_ahead(
            self.band, so_far=so_far, today=today, count=WEEKS, weekdays=self.weekdays
        )


def portfolio(user: User, *, everybody: bool) -> Portfolio:
    """Sum up the forecasts; two queries."""
    sums = forecasts_of(user, everybody=everybody).sums()
    cohort = Cohort.objects.newest()
    if cohort is None:
        return Portfolio(sums, [], EVENLY, None)
    return Portfolio(sums, cohort.outlook, cohort.weekdays, cohort.as_of, cohort.drift)


@dataclass(frozen=True)
class AtRisk:
    """One account that may be lost: what is at stake in four weeks, and why it is here."""

    lead: Lead
    at_stake: float
    sentence: str
    probably_lost: bool


def at_risk_rows(forecasts: Sequence[AccountForecast], *, now: datetime) -> list[AtRisk]:
    """Word the accounts; no query, the rows carry all that is read."""
    return [
        AtRisk(
            lead=row.lead,
            at_stake=row.value_at_risk,
            sentence=in_words(with_forecast(row), now=now),
            probably_lost=row.probability_active < LOST_BELOW,
        )
        for row in forecasts
    ]


def with_forecast(row: AccountForecast) -> Any:
    row.lead.forecast = row
    return row.lead
