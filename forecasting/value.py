"""Gamma-Gamma: what an order is worth (Fader and Hardie 2013)."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from forecasting.arrays import Floats

FEWEST = 30
LINKED = 0.3


@dataclass(frozen=True, slots=True)
class OrderValue:
    """Orders are Gamma(p, nu) with nu drawn from Gamma(q, v); money in the log's own unit."""

    p: float
    q: float
    v: float

    def mean(self, orders: Floats, mean: Floats) -> Floats:
        """Return E[value of an order] given how many were seen and their mean.

        With none seen it is the cohort's, whose mean is not finite for q of 1 or less: kept sober.
        """
        own = self.p * (self.v + orders * mean) / np.maximum(self.p * orders + self.q - 1, 1e-9)
        return np.asarray(np.where(orders > 0, own, self.p * self.v / max(self.q - 1, 1.0)))


def value_log_likelihood(model: OrderValue, orders: Floats, mean: Floats) -> float:
    """Return the log-likelihood of all means, in the Gamma-Gamma note's equation 1a."""
    shape = model.p * orders
    return float(
        np.sum(
            gammaln(shape + model.q)
            - gammaln(shape)
            - gammaln(model.q)
            + model.q * np.log(model.v)
            + (shape - 1) * np.log(mean)
            + shape * np.log(orders)
            - (shape + model.q) * np.log(orders * mean + model.v)
        )
    )


def fit_value(orders: Floats, mean: Floats) -> OrderValue | None:
    """Return the likeliest parameters, or None where fewer than 30 accounts have a value."""
    # Only here: it weighs 20 MB, and who scores has no use for it.
    from scipy.optimize import minimize

    some = (mean > 0) & (orders > 0)
    if int(some.sum()) < FEWEST:
        return None
    seen, means = orders[some], mean[some]
    scale = float(np.median(means))

    def cost(logs: Floats) -> float:
        value = -value_log_likelihood(_model(logs, 1.0), seen, means / scale) / len(seen)
        return value if np.isfinite(value) else 1e10

    found = minimize(
        cost,
        np.array([1.5, 1.0, 1.0]),
        method="L-BFGS-B",
        bounds=[(-7, 12), (0.01, 12), (-12, 16)],
        options={"ftol": 1e-13, "gtol": 1e-9},
    )
    return _model(np.asarray(found.x), scale)


def _model(logs: Floats, scale: float) -> OrderValue:
    p, q, v = (float(value) for value in np.exp(logs))
    return OrderValue(p, q, v * scale)


def count_and_value_are_linked(orders: Floats, mean: Floats) -> bool:
    """Whether frequent accounts order bigger or smaller (|r| above .3): the model assumes not."""
    some = (mean > 0) & (orders > 1)
    if int(some.sum()) < FEWEST:
        return False
    seen, means = orders[some], mean[some]
    if np.ptp(seen) == 0 or np.ptp(means) == 0:
        return False
    return bool(abs(np.corrcoef(seen, means)[0, 1]) > LINKED)
