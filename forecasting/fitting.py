"""Parameters by maximum likelihood, in log space, and the choice of k."""

from collections.abc import Iterable

import numpy as np

from forecasting.arrays import Floats
from forecasting.history import Histories
from forecasting.rhythm import Rhythm, log_likelihood

SAMPLE = 50_000
ROUGH = 10_000
FEWEST_ACCOUNTS = 200
FEWEST_REPEATERS = 100
KS = range(1, 13)
BOUND = 12.0
# A cohort of restaurants too small to be fitted: weekly on average, few leave.
DEFAULT = Rhythm(k=2, r=1.2, alpha=0.6, a=0.35, b=3.5)

Columns = tuple[Floats, Floats, Floats, Floats]


def columns(history: Histories) -> Columns:
    """Return x, t_x, T and litt as the likelihood takes them."""
    return history.x, history.t_x, history.T, history.litt


def fit_rhythm(history: Histories, *, seed: int = 0) -> Rhythm:
    """Return the cohort's parameters with the likeliest k, or `DEFAULT` for a small cohort.

    At most 50,000 accounts are read, drawn by the seed; k is chosen on 10,000 of them.
    """
    repeaters = int((history.orders > 1).sum())
    if len(history.orders) < FEWEST_ACCOUNTS or repeaters < FEWEST_REPEATERS:
        return DEFAULT
    rng = np.random.default_rng(seed)
    data = some_of(columns(history), SAMPLE, rng)
    rough = some_of(data, ROUGH, rng)
    found = likeliest(rough)
    if len(rough[0]) == len(data[0]):
        return found
    start = np.log([found.r, found.alpha, found.a, found.b])
    return fit_k(data, k=found.k, start=start)


def fit_plain(history: Histories, *, seed: int = 0) -> Rhythm:
    """Return BG/NBD of at most 10,000 accounts, drawn by the seed."""
    data = some_of(columns(history), ROUGH, np.random.default_rng(seed))
    return fit_k(data, k=1, leaves_at_once=False, start=np.zeros(4))


def some_of(data: Columns, most: int, rng: np.random.Generator) -> Columns:
    """Return at most so many accounts, drawn."""
    if len(data[0]) <= most:
        return data
    drawn = rng.choice(len(data[0]), most, replace=False)
    return (data[0][drawn], data[1][drawn], data[2][drawn], data[3][drawn])


def likeliest(data: Columns, ks: Iterable[int] = KS) -> Rhythm:
    """Fit k upwards and stop after two that were worse than the best."""
    best, most, worse = DEFAULT, -np.inf, 0
    start: Floats | None = None
    for k in ks:
        model = fit_k(data, k=k, start=start)
        start = np.log([model.r, model.alpha, model.a, model.b])
        reached = total(model, data)
        worse = 0 if reached > most else worse + 1
        if reached > most:
            best, most = model, reached
        if worse == 2:
            break
    return best


def total(model: Rhythm, data: Columns) -> float:
    """Return the log-likelihood of all accounts."""
    return float(np.sum(log_likelihood(model, *data)))


def fit_k(
    data: Columns, *, k: int, leaves_at_once: bool = True, start: Floats | None = None
) -> Rhythm:
    """Return the likeliest parameters for this k, from each of a few starting points."""
    # Only here: it weighs 20 MB, and who scores has no use for it.
    from scipy.optimize import minimize

    accounts = max(len(data[0]), 1)

    def cost(logs: Floats) -> float:
        value = -total(_model(k, logs, leaves_at_once=leaves_at_once), data) / accounts
        return value if np.isfinite(value) else 1e10

    starts = [np.zeros(4), np.array([0.0, 1.0, -0.5, 1.0])] if start is None else [start]
    limits = [(-BOUND, BOUND)] * 4
    found = [
        minimize(cost, at, method="L-BFGS-B", bounds=limits, options={"ftol": 1e-12, "gtol": 1e-8})
        for at in starts
    ]
    best = min(found, key=lambda one: float(one.fun))
    return _model(k, np.asarray(best.x), leaves_at_once=leaves_at_once)


def _model(k: int, logs: Floats, *, leaves_at_once: bool) -> Rhythm:
    r, alpha, a, b = (float(value) for value in np.exp(logs))
    return Rhythm(k, r, alpha, a, b, leaves_at_once)
