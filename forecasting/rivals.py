"""The simple rules a CRM would use, and two learners: what the model must beat."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from forecasting.arrays import Floats
from forecasting.calibration import orders_between
from forecasting.fitting import columns, fit_k
from forecasting.forecast import fit_cohort, score
from forecasting.history import WEEK, Histories, histories
from forecasting.orders import OrderLog
from forecasting.rhythm import expected_orders, probability_active, silence_goes_on

LAPSED_AFTER = 60
SILENT_GAPS = 3.0
LEVELS = (0.25, 0.75, 1.5, 2.5, 4.5)
WINDOWS_LEARNT = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Guess:
    """Orders to expect and the chance of any, in the period ahead; each of shape (n,)."""

    expected: Floats
    chance: Floats


Rival = Callable[[OrderLog, int, int], Guess]
Rule = Callable[[Histories, int, int, OrderLog], Floats]


def last_period(history: Histories, as_of: int, days: int, log: OrderLog) -> Floats:
    """As many as in the period just ended."""
    return orders_between(log, history.account, as_of - days, as_of)


def mean_of_three(history: Histories, as_of: int, days: int, log: OrderLog) -> Floats:
    """The mean of the last three periods."""
    return orders_between(log, history.account, as_of - 3 * days, as_of) / 3


def recency_cut_off(history: Histories, as_of: int, days: int, log: OrderLog) -> Floats:
    """The account's own rate since its first order, none after 60 silent days."""
    rate = history.orders / np.maximum(history.T * WEEK, days)
    return np.asarray(np.where(history.days_since(as_of) > LAPSED_AFTER, 0.0, rate * days))


def median_gap(history: Histories, as_of: int, days: int, log: OrderLog) -> Floats:
    """One order each median gap, none after three silent gaps."""
    fallback = np.nanmedian(history.median_gap) if history.x.any() else float(days)
    gap = np.where(np.isnan(history.median_gap), fallback, history.median_gap)
    return np.asarray(np.where(history.days_since(as_of) > SILENT_GAPS * gap, 0.0, days / gap))


def with_rates(rule: Rule) -> Rival:
    """Give a rule chances: how often an order came, at each level of its count, a period ago."""

    def guess(log: OrderLog, as_of: int, days: int) -> Guess:
        known = log.until(as_of)
        then, now = histories(known, as_of - days), histories(known, as_of)
        expected = rule(now, as_of, days, known)
        if not len(then.account):
            return Guess(expected, np.minimum(expected, 1.0))
        before = np.digitize(rule(then, as_of - days, days, known), LEVELS)
        came = orders_between(known, then.account, as_of - days, as_of) > 0
        hits = np.bincount(before, weights=came, minlength=len(LEVELS) + 1) + came.mean()
        rates = hits / (np.bincount(before, minlength=len(LEVELS) + 1) + 1)
        return Guess(expected, np.asarray(rates[np.digitize(expected, LEVELS)]))

    return guess


def bg_nbd(log: OrderLog, as_of: int, days: int) -> Guess:
    """Fader, Hardie and Lee 2005, fitted on what was known."""
    history = histories(log, as_of)
    model = fit_k(columns(history), k=1, leaves_at_once=False)
    x, t_x, age, ahead = history.x, history.t_x, history.T, np.full(len(history.x), days / WEEK)
    active = probability_active(model, x, t_x, age)
    return Guess(
        expected_orders(model, x, t_x, age, ahead),
        active * (1 - silence_goes_on(model, x, t_x, age, ahead)),
    )


def ours(log: OrderLog, as_of: int, days: int) -> Guess:
    """The product's model."""
    found = score(fit_cohort(log, as_of, days), histories(log, as_of), as_of)
    return Guess(found.expected, found.chance)


def gradient_boosting() -> Rival | None:
    """LightGBM on the last three periods; None where it is not installed (it is for developers)."""
    try:
        library = importlib.import_module("lightgbm")
    except ImportError:
        return None

    def guess(log: OrderLog, as_of: int, days: int) -> Guess:
        known = log.until(as_of)
        origins = [as_of - days * ago for ago in WINDOWS_LEARNT]
        seen = [_learnable(known, origin) for origin in origins]
        orders = np.concatenate(
            [
                orders_between(known, h.account, o, o + days)
                for (h, _), o in zip(seen, origins, strict=True)
            ]
        )
        rows = np.concatenate([rows for _, rows in seen])
        ahead = _learnable(known, as_of)[1]
        if not orders.any():  # it refuses to learn that nothing ever comes
            return Guess(np.zeros(len(ahead)), np.zeros(len(ahead)))
        counts = _learnt(library, rows, orders, objective="poisson")
        chances = _learnt(library, rows, orders > 0, objective="binary")
        return Guess(np.asarray(counts.predict(ahead)), np.asarray(chances.predict(ahead)))

    return guess


def _learnt(library: Any, rows: Floats, label: Any, *, objective: str) -> Any:
    settings = {
        "objective": objective,
        "learning_rate": 0.03,
        "num_leaves": 15,
        "min_data_in_leaf": 40,
        "num_threads": 1,
        "seed": 0,
        "verbose": -1,
    }
    return library.train(settings, library.Dataset(rows, label=label), num_boost_round=200)


def _learnable(log: OrderLog, as_of: int) -> tuple[Histories, Floats]:
    history = histories(log, as_of)
    since = history.days_since(as_of)
    rows = np.column_stack(
        [
            history.orders,
            history.t_x,
            history.T,
            since,
            history.median_gap,
            since / np.nan_to_num(history.median_gap, nan=7.0),
            history.last_28,
            history.last_84,
            history.value,
            history.weekdays,
        ]
    )
    return history, rows


def rivals() -> dict[str, Rival]:
    """Return every way to forecast by its name, ours first."""
    found: dict[str, Rival] = {
        "model": ours,
        "last period": with_rates(last_period),
        "mean of three": with_rates(mean_of_three),
        "recency cut-off": with_rates(recency_cut_off),
        "median gap": with_rates(median_gap),
        "BG/NBD": bg_nbd,
    }
    boosting = gradient_boosting()
    return found | {"LightGBM": boosting} if boosting else found
