"""The forecasts of the last weeks, each from the orders known by then: a track record."""

from datetime import datetime, timedelta

from performance_tracking.services.refresh import refresh_forecasts

# Those of the first four weeks have had their 28 days, and are judged.
WEEKS = 8
MOST_ACCOUNTS = 5_000


def forecast_the_past(*, now: datetime, accounts: int) -> None:
    """Forecast week by week up to now; a large company only now, as each week recounts it."""
    weeks = WEEKS if accounts <= MOST_ACCOUNTS else 0
    for ago in range(weeks, -1, -1):
        refresh_forecasts(now=now - timedelta(weeks=ago))
