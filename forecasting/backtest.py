"""The model and its rivals on periods whose outcome is known."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from forecasting import metrics
from forecasting.arrays import Floats
from forecasting.calibration import orders_between
from forecasting.drawn_value import mean_amounts
from forecasting.forecast import fit_cohort, score
from forecasting.history import histories
from forecasting.orders import OrderLog
from forecasting.rivals import Guess, Rival


@dataclass(frozen=True, slots=True)
class Standing:
    """How one way to forecast did, each figure the mean over the origins.

    `rmse_ratio` is over the RMSE of "last period"; `total_ratio` forecast over happened.
    """

    name: str
    rmse: float
    rmse_ratio: float
    auc: float
    log_loss: float
    calibration_error: float
    total_ratio: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """All standings, the model's error of order values over that of each account's own mean."""

    days: int
    origins: list[int]
    accounts: list[int]
    standings: list[Standing]
    value_ratio: float


class TooShort(Exception):
    """The log has no such periods to forecast."""


def backtest(log: OrderLog, days: int, origins: int, rivals: dict[str, Rival]) -> Backtest:
    """Forecast the last `origins` periods of `days`, each from what was known before it."""
    if not len(log.day) or int(log.day.max()) - int(log.day.min()) < days * (origins + 1):
        raise TooShort(f"The log is shorter than {origins + 1} periods of {days} days.")
    starts = [int(log.day.max()) - days * ago for ago in range(1, origins + 1)]
    rounds = [_round(log, start, days, rivals) for start in starts]
    names = list(rivals)
    standings = [_mean([one[name] for one in rounds]) for name in names]
    seen = [len(np.unique(log.until(start).account)) for start in starts]
    ratios = [ratio for ratio in (_value_ratio(log, start, days) for start in starts) if ratio]
    value_ratio = float(np.mean(ratios)) if ratios else float("nan")
    return Backtest(days, starts, seen, standings, value_ratio)


def _round(log: OrderLog, start: int, days: int, rivals: dict[str, Rival]) -> dict[str, Standing]:
    known = log.until(start)
    accounts = np.unique(known.account)
    happened = orders_between(log, accounts, start, start + days)
    guesses = {name: rival(known, start, days) for name, rival in rivals.items()}
    before = orders_between(known, accounts, start - days, start)
    base = metrics.rmse(before, happened)
    return {name: _standing(name, guess, happened, base) for name, guess in guesses.items()}


def _standing(name: str, guess: Guess, happened: Floats, base: float) -> Standing:
    any_order, error = happened > 0, metrics.rmse(guess.expected, happened)
    return Standing(
        name,
        rmse=error,
        rmse_ratio=error / base if base else float("nan"),
        auc=metrics.auc(guess.chance, any_order),
        log_loss=metrics.log_loss(guess.chance, any_order),
        calibration_error=metrics.calibration_error(guess.chance, any_order),
        total_ratio=float(guess.expected.sum() / max(float(happened.sum()), 1.0)),
    )


def _mean(rounds: Iterable[Standing]) -> Standing:
    rows = list(rounds)

    def mean(name: str) -> float:
        return float(np.mean([getattr(row, name) for row in rows]))

    return Standing(
        rows[0].name,
        rmse=mean("rmse"),
        rmse_ratio=mean("rmse_ratio"),
        auc=mean("auc"),
        log_loss=mean("log_loss"),
        calibration_error=mean("calibration_error"),
        total_ratio=mean("total_ratio"),
    )


def _value_ratio(log: OrderLog, start: int, days: int) -> float | None:
    """Return RMSLE of the model's order value over that of the account's mean, where it ordered."""
    history = histories(log, start)
    happened, some = mean_amounts(log.between(start, start + days), history.account)
    if not some.any():
        return None
    own, _ordered = mean_amounts(log.until(start), history.account)
    value = score(fit_cohort(log, start, days), history, start).value
    base = metrics.rmsle(own[some], happened[some])
    return metrics.rmsle(value[some], happened[some]) / base if base else None
