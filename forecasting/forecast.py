"""The forecast of every account: fit a cohort, then score its histories."""

from dataclasses import dataclass

import numpy as np

from forecasting.arrays import Flags, Floats, Ints
from forecasting.calibration import Calibration, calibrate, features
from forecasting.drawn_value import Value, likelier_value
from forecasting.fitting import SAMPLE, fit_rhythm
from forecasting.history import Histories, histories
from forecasting.next_order import FEWEST_GAPS, NextOrder, next_orders, weekday_shares
from forecasting.orders import OrderLog
from forecasting.raw import Raw, RawModel, raw_model
from forecasting.season import season_factor
from forecasting.value import count_and_value_are_linked

MONTH = 28
SOON = 7
RISK_OVERDUE = 1.5
RISK_ACTIVE = 0.6


@dataclass(frozen=True, slots=True)
class Cohort:
    """What was learnt of all accounts together, for periods of `days`."""

    days: int
    model: RawModel
    value: Value | None
    weekdays: Floats
    calibration: Calibration | None
    calibration_7: Calibration | None
    linked: bool
    """Frequent accounts order bigger or smaller: order values are less sure."""
    season: float = 1.0
    """What the period's orders are multiplied by, of all accounts, where it is calibrated."""


@dataclass(frozen=True, slots=True)
class Forecasts:
    """One row for each account, every array of shape (n,).

    `active`: chance of not having left, never a chance of an order. `chance`, `expected` and
    `revenue` are for the cohort's period, `usual` is `expected` without the season, `chance_7` is
    for a week. `gap` in days; `value` and `at_stake` (of 28 days) in the log's money. `overdue` =
    days since the last order / gap.
    """

    account: Ints
    orders: Ints
    active: Floats
    chance: Floats
    chance_7: Floats
    expected: Floats
    usual: Floats
    value: Floats
    revenue: Floats
    gap: Floats
    overdue: Floats
    next_order: NextOrder
    at_stake: Floats
    at_risk: Flags

    @property
    def grade(self) -> list[str]:
        """How much evidence: A from 8 gaps, B from 3, C from 1, D without."""
        return ["DCBA"[i] for i in np.searchsorted([1, 3, 8], self.orders - 1, side="right")]


def fit_cohort(log: OrderLog, as_of: int, days: int = MONTH, *, seed: int = 0) -> Cohort:
    """Learn from the orders up to `as_of` (an ordinal), of at most 50,000 accounts by the seed."""
    known = sample(log.until(as_of), seed=seed)
    return learn(histories(known, as_of), known, as_of, days, seed=seed)


def learn(
    history: Histories, log: OrderLog, as_of: int, days: int = MONTH, *, seed: int = 0
) -> Cohort:
    """Learn from histories, and to calibrate from a log, which may be of fewer accounts."""
    model = raw_model(fit_rhythm(history, seed=seed), history, days, seed=seed)
    calibration = calibrate(log, as_of, days, model)
    priced = history.priced.astype(np.float64)
    return Cohort(
        days=days,
        model=model,
        value=likelier_value(history, log, as_of, days),
        weekdays=weekday_shares(history),
        calibration=calibration,
        calibration_7=calibrate(log, as_of, SOON, model),
        linked=count_and_value_are_linked(priced, history.value),
        season=season_factor(log, as_of, days, model) if calibration else 1.0,
    )


def sample(log: OrderLog, *, seed: int) -> OrderLog:
    """Return the log of at most 50,000 accounts."""
    accounts = np.unique(log.account)
    if len(accounts) <= SAMPLE:
        return log
    drawn = np.random.default_rng(seed).choice(accounts, SAMPLE, replace=False)
    keep = np.isin(log.account, drawn)
    return OrderLog(log.account[keep], log.day[keep], log.amount[keep])


def score(cohort: Cohort, history: Histories, as_of: int) -> Forecasts:
    """Forecast the cohort's period after the day `as_of` for each account."""
    model, priced = cohort.model, history.priced.astype(np.float64)
    raw = model.forecast(history, cohort.days)
    chance, usual = _calibrated(cohort, history, as_of, raw)
    chance, expected = 1 - (1 - chance) ** cohort.season, usual * cohort.season
    chance_7 = np.minimum(_chance_soon(cohort, history, as_of), chance)
    value = cohort.value.mean(priced, history.value) if cohort.value else history.value
    gap = history.shrunk_gap(model.typical_gap)
    overdue = history.days_since(as_of) / gap
    # On its rhythm an account would go with the season, too: its dip puts nothing at stake.
    month = usual * (MONTH / cohort.days) * value
    # Who is slower than most is not taken for faster than its own orders show.
    rhythm = np.fmax(gap, history.median_gap)
    at_stake = np.where(history.x >= FEWEST_GAPS, MONTH / rhythm * value - month, 0.0)
    at_risk = (history.x >= FEWEST_GAPS) & (overdue >= RISK_OVERDUE) & (raw.active < RISK_ACTIVE)
    return Forecasts(
        account=history.account,
        orders=history.orders,
        active=raw.active,
        chance=chance,
        chance_7=chance_7,
        expected=expected,
        usual=usual,
        value=value,
        revenue=expected * value,
        gap=gap,
        overdue=overdue,
        next_order=next_orders(
            model.rhythm, history, as_of, cohort.weekdays, gap, active=raw.active
        ),
        at_stake=np.maximum(at_stake, 0.0),
        at_risk=at_risk,
    )


def forecast(log: OrderLog, as_of: int, days: int = MONTH) -> Forecasts:
    """Fit and score in one step, reading only orders up to and including `as_of`."""
    return score(fit_cohort(log, as_of, days), histories(log, as_of), as_of)


def _calibrated(cohort: Cohort, history: Histories, as_of: int, raw: Raw) -> tuple[Floats, Floats]:
    """Return chance and expectation for the cohort's period, the season apart."""
    if cohort.calibration is None:
        return raw.chance, raw.expected
    rows = features(history, as_of, raw, cohort.model.typical_gap)
    plain = cohort.model.plainly_expected(history, cohort.days)
    return cohort.calibration.chance(rows, raw.chance), cohort.calibration.expected(rows, plain)


def _chance_soon(cohort: Cohort, history: Histories, as_of: int) -> Floats:
    """Return the chance of an order within a week.

    It is calibrated on weeks of its own: what the month's calibration takes from a chance near
    one says nothing of the week.
    """
    week = cohort.model.forecast(history, SOON)
    if cohort.calibration_7 is None:
        return week.chance
    rows = features(history, as_of, week, cohort.model.typical_gap)
    return cohort.calibration_7.chance(rows, week.chance)
