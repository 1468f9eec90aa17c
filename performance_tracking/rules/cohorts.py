"""A fitted cohort as plain values and back. Pure."""

from typing import Any, Protocol

import numpy as np

from forecasting.calibration import Calibration
from forecasting.drawn_value import DrawnValue, Value
from forecasting.fitting import FEWEST_ACCOUNTS, FEWEST_REPEATERS
from forecasting.forecast import MONTH, Cohort
from forecasting.history import Histories
from forecasting.raw import RawModel
from forecasting.rhythm import Rhythm
from forecasting.value import OrderValue

MONTHS_AHEAD = 4
MONTH_AHEAD = 30
LEARNT = ("centre", "scale", "counts", "chances")
SHARES = ("of_counts", "of_chances")
PARAMETERS = ("k", "r", "alpha", "a", "b")


class Stored(Protocol):
    """The columns a cohort is kept in."""

    k: Any
    r: Any
    alpha: Any
    a: Any
    b: Any
    bias: Any
    typical_gap: Any
    value: Any
    weekdays: Any
    calibration: Any
    linked: Any


def as_columns(cohort: Cohort, history: Histories, *, drift: float) -> dict[str, Any]:
    """Return the cohort as columns, with what its accounts tell of the months ahead.

    `drift`: how far all of them together strayed in the past.
    """
    model, value, learnt = cohort.model, cohort.value, cohort.calibration
    repeaters = int((history.orders > 1).sum())
    return {
        **{name: getattr(model.rhythm, name) for name in PARAMETERS},
        "bias": model.bias,
        "typical_gap": model.typical_gap,
        "value": value_columns(value),
        "weekdays": cohort.weekdays.tolist(),
        "calibration": {
            "month": as_lists(learnt),
            "week": as_lists(cohort.calibration_7),
            "plain": plain_columns(model.plain),
            "season": cohort.season,
            "drift": drift,
        },
        "linked": cohort.linked,
        "repeaters": repeaters,
        "is_default": len(history.orders) < FEWEST_ACCOUNTS or repeaters < FEWEST_REPEATERS,
        "outlook": outlook(model, history, season=cohort.season),
    }


def as_cohort(row: Stored) -> Cohort:
    """Return what `as_columns` was given."""
    learnt = row.calibration or {}
    return Cohort(
        days=MONTH,
        model=RawModel(
            Rhythm(row.k, row.r, row.alpha, row.a, row.b),
            row.bias,
            row.typical_gap,
            plain_of(learnt.get("plain")),
        ),
        value=value_of(row.value),
        weekdays=np.array(row.weekdays),
        calibration=as_calibration(learnt.get("month")),
        calibration_7=as_calibration(learnt.get("week")),
        linked=row.linked,
        season=learnt.get("season", 1.0),
    )


def as_lists(learnt: Calibration | None) -> dict[str, Any] | None:
    if learnt is None:
        return None
    lists = {name: getattr(learnt, name).tolist() for name in LEARNT}
    return lists | {name: getattr(learnt, name) for name in SHARES}


def as_calibration(lists: dict[str, Any] | None) -> Calibration | None:
    """Return what `as_lists` was given; rows of before the shares have them whole."""
    if lists is None:
        return None
    learnt: dict[str, Any] = {name: np.array(lists[name]) for name in LEARNT}
    return Calibration(**learnt, **{name: lists[name] for name in SHARES if name in lists})


def plain_columns(plain: Rhythm | None) -> dict[str, float] | None:
    return None if plain is None else {name: getattr(plain, name) for name in PARAMETERS}


def plain_of(columns: dict[str, Any] | None) -> Rhythm | None:
    return Rhythm(**columns, leaves_at_once=False) if columns else None


def value_columns(value: Value | None) -> dict[str, float] | None:
    if isinstance(value, OrderValue):
        return {"p": value.p, "q": value.q, "v": value.v}
    if isinstance(value, DrawnValue):
        return {"prior": value.prior, "centre": value.centre}
    return None


def value_of(columns: dict[str, float] | None) -> Value | None:
    """Return the model those parameters belong to."""
    if not columns:
        return None
    return DrawnValue(**columns) if "prior" in columns else OrderValue(**columns)


def outlook(model: RawModel, history: Histories, *, season: float = 1.0) -> list[float]:
    """Return the orders of the next 30 days, of the 30 after, and so on, over those of the first.

    Accounts leave, so each month brings less of today's. The season is known of the first only.
    """
    until = [
        float(model.forecast(history, MONTH_AHEAD * month).expected.sum())
        for month in range(1, MONTHS_AHEAD + 1)
    ]
    first, *later = np.diff([0.0, *until])
    return [1.0, *(float(month / first / season) if first > 0 else 1.0 for month in later)]
