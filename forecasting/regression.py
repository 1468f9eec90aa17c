"""Ridge Poisson and ridge logistic regression by iteratively reweighted least squares."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from forecasting.arrays import Floats

RIDGE = 1.0
STEPS = 50
CLOSE = 1e-9
MOST_LOG_COUNT = 7.0


@dataclass(frozen=True, slots=True)
class Family:
    """A mean, its variance, and the loss (up to a constant) of a linear predictor."""

    mean: Callable[[Floats], Floats]
    variance: Callable[[Floats], Floats]
    loss: Callable[[Floats, Floats], float]
    start: Callable[[float], float]


def _rate(eta: Floats) -> Floats:
    return np.asarray(np.exp(np.minimum(eta, MOST_LOG_COUNT)))


def _chance(eta: Floats) -> Floats:
    return np.asarray(expit(eta))


def _log_odds(share: float) -> float:
    share = min(max(share, 1e-6), 1 - 1e-6)
    return float(np.log(share / (1 - share)))


COUNTS = Family(
    mean=_rate,
    variance=lambda mean: mean,
    loss=lambda eta, y: float(np.sum(_rate(eta) - y * np.minimum(eta, MOST_LOG_COUNT))),
    start=lambda mean: float(np.log(max(mean, 1e-6))),
)
CHANCES = Family(
    mean=_chance,
    variance=lambda mean: mean * (1 - mean),
    loss=lambda eta, y: float(np.sum(np.logaddexp(0, eta) - y * eta)),
    start=_log_odds,
)


def fit(family: Family, features: Floats, y: Floats) -> Floats:
    """Return the weights, intercept first, shape (columns + 1,); the intercept is not shrunk."""
    design = with_intercept(features)
    penalty = np.full(design.shape[1], RIDGE)
    penalty[0] = 0.0
    weights = np.zeros(design.shape[1])
    weights[0] = family.start(float(np.mean(y)))

    def cost(at: Floats) -> float:
        return family.loss(design @ at, y) + 0.5 * float(penalty @ at**2)

    for _ in range(STEPS):
        mean = family.mean(design @ weights)
        slope = design.T @ (mean - y) + penalty * weights
        bend = (design * family.variance(mean)[:, None]).T @ design + np.diag(penalty + CLOSE)
        step = np.linalg.solve(bend, slope)
        moved = _shorten(cost, weights, np.asarray(step, dtype=np.float64))
        if np.max(np.abs(moved - weights)) < CLOSE:
            break
        weights = moved
    return weights


def predict(family: Family, weights: Floats, features: Floats) -> Floats:
    """Return the mean of each row, shape (rows,)."""
    return family.mean(with_intercept(features) @ weights)


def with_intercept(features: Floats) -> Floats:
    return np.column_stack([np.ones(len(features)), features])


def _shorten(cost: Callable[[Floats], float], weights: Floats, step: Floats) -> Floats:
    """Take the step, halved until it does not raise the cost."""
    before = cost(weights)
    for _ in range(20):
        moved = np.asarray(weights - step)
        if cost(moved) <= before:
            return moved
        step = step / 2
    return weights
