"""Scoring accounts from stored statistics with a fitted cohort."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from forecasting.arrays import Floats, Ints
from forecasting.forecast import MONTH, Cohort, Forecasts, score
from forecasting.history import Histories
from kernel.upsert import upsert
from performance_tracking.models import AccountForecast
from performance_tracking.models import Cohort as StoredCohort
from performance_tracking.rules.cohorts import MONTH_AHEAD, as_cohort
from performance_tracking.rules.measures import Facts, health_of, measures_of
from performance_tracking.rules.rhythm import trend, usual_weekday
from performance_tracking.rules.statistics import history_of
from performance_tracking.services.reading import (
    Columns,
    days_before,
    local_days,
    people_at,
    rows_of,
)

DAYS_A_YEAR = 365


@dataclass(frozen=True)
class Scored:
    """The forecasts of some accounts, as they are kept, and where they came from."""

    forecasts: Columns
    published: Columns
    health: Columns


def rescore(lead_ids: Sequence[int], *, now: datetime) -> bool:
    """Forecast these accounts with the newest cohort; False without one: nothing to say."""
    cohort = StoredCohort.objects.newest()
    if cohort is not None:
        keep(scored(lead_ids, as_cohort(cohort), now=now))
    return cohort is not None


def keep(scores: Scored) -> None:
    upsert(AccountForecast, scores.forecasts, unique=["lead_id"])


def scored(lead_ids: Sequence[int], cohort: Cohort, *, now: datetime) -> Scored:
    """Return what the cohort says of these accounts; two queries."""
    rows = rows_of(lead_ids)
    as_of = local_days(rows["zone"], now)
    history = history_of(rows, as_of)
    found = by_day(cohort, history, as_of)
    measures = measures_of(facts_of(rows, history, found, as_of, now=now))
    health = whole(health_of(measures))
    return Scored(
        forecasts={
            **forecast_columns(rows, history, found, as_of),
            "computed_at": [now] * len(as_of),
            "health": health,
        },
        published=published_columns(found, as_of),
        health={
            "lead_id": rows["lead_id"],
            "day": dates(as_of),
            "health": health,
            **{name: whole(values) for name, values in measures.items()},
        },
    )


def by_day(cohort: Cohort, history: Histories, as_of: Ints) -> Forecasts:
    """Score each account at its own day; at most three days are today somewhere."""
    parts = [np.flatnonzero(as_of == day) for day in np.unique(as_of)]
    found = [score(cohort, part_of(history, part), int(as_of[part[0]])) for part in parts]
    if len(found) == 1:
        return found[0]
    return joined(found, np.argsort(np.concatenate(parts))) if found else nobody(cohort, history)


def nobody(cohort: Cohort, history: Histories) -> Forecasts:
    return score(cohort, history, 1)


def part_of(history: Histories, part: Ints) -> Histories:
    return Histories(**{name: getattr(history, name)[part] for name in Histories.__slots__})


def joined(found: Sequence[Forecasts], order: Ints) -> Forecasts:
    """Put the parts together, in the order asked for."""

    def column(parts: Iterable[Any]) -> Any:
        return np.concatenate(list(parts))[order]

    plain = [name for name in Forecasts.__slots__ if name != "next_order"]
    windows = [one.next_order for one in found]
    window = type(windows[0])(
        *(column(getattr(one, name) for one in windows) for name in ("earliest", "date", "latest"))
    )
    return Forecasts(
        next_order=window, **{name: column(getattr(one, name) for one in found) for name in plain}
    )


def forecast_columns(rows: Columns, history: Histories, found: Forecasts, as_of: Ints) -> Columns:
    longer = MONTH_AHEAD / MONTH
    trends = zip(history.last_28.tolist(), history.last_84.tolist(), strict=True)
    return {
        "lead_id": rows["lead_id"],
        "as_of": dates(as_of),
        "orders": rows["orders"],
        "gap_days": found.gap.tolist(),
        "weekday": [usual_weekday(counts) for counts in history.weekdays.tolist()],
        "probability_active": found.active.tolist(),
        "chance_7": found.chance_7.tolist(),
        "chance_28": found.chance.tolist(),
        "expected_orders": (found.expected * longer).tolist(),
        "expected_revenue": (found.revenue * longer).tolist(),
        "order_value": found.value.tolist(),
        "value_at_risk": found.at_stake.tolist(),
        "at_risk": found.at_risk.tolist(),
        **next_order_columns(found),
        "grade": found.grade,
        "trend": [trend(*counts) for counts in trends],
    }


def published_columns(found: Forecasts, as_of: Ints) -> Columns:
    return {
        "lead_id": found.account.tolist(),
        "as_of": dates(as_of),
        "over_on": dates(as_of + MONTH),
        "grade": found.grade,
        "chance_7": found.chance_7.tolist(),
        "chance_28": found.chance.tolist(),
        "decile": np.clip(np.floor(found.chance * 10), 0, 9).astype(int).tolist(),
        "expected_orders": found.expected.tolist(),
        "expected_revenue": found.revenue.tolist(),
        **next_order_columns(found),
    }


def next_order_columns(found: Forecasts) -> Columns:
    window = found.next_order
    return {
        "next_order_from": dates(window.earliest),
        "next_order_date": dates(window.date),
        "next_order_to": dates(window.latest),
    }


def facts_of(
    rows: Columns, history: Histories, found: Forecasts, as_of: Ints, *, now: datetime
) -> Facts:
    people = people_at(rows["lead_id"])
    yearly = found.usual * found.value / MONTH * DAYS_A_YEAR
    return Facts(
        overdue=found.overdue,
        last_28=history.last_28.astype(np.float64),
        last_84=history.last_84.astype(np.float64),
        age=history.T,
        days_late=days_before(rows["next_call_date"], now),
        days_since_contact=days_before(rows["last_contacted_at"], now),
        contacts=np.array([people.get(pk, 0) for pk in rows["lead_id"]], dtype=np.float64),
        yearly=np.where(history.priced > 0, yearly, np.nan),
        potential=np.array(rows["potential_revenue"], dtype=np.float64),
    )


def dates(days: Ints) -> list[date | None]:
    return [date.fromordinal(day) if day else None for day in days.tolist()]


def whole(values: Floats) -> list[int | None]:
    return [None if value != value else int(value) for value in values.tolist()]
