"""How good a forecast was: each figure over one array of forecasts and what happened."""

import numpy as np

from forecasting.arrays import Flags, Floats

BINS = 10


def rmse(forecast: Floats, happened: Floats) -> float:
    """Return the root of the mean squared error, in orders."""
    return float(np.sqrt(np.mean((forecast - happened) ** 2)))


def rmsle(forecast: Floats, happened: Floats) -> float:
    """Return the same of ln(1 + value): an error in proportion."""
    return rmse(np.log1p(forecast), np.log1p(happened))


def log_loss(chance: Floats, happened: Flags) -> float:
    """Return the mean of -ln(chance given to what happened), in nats."""
    sure = np.clip(chance, 1e-6, 1 - 1e-6)
    return float(-np.mean(np.where(happened, np.log(sure), np.log1p(-sure))))


def auc(score: Floats, happened: Flags) -> float:
    """Return how often one that happened was ranked above one that did not; .5 is chance."""
    yes, no = int(happened.sum()), int((~happened).sum())
    if not yes or not no:
        return float("nan")
    # Only here: scipy's statistics weigh 40 MB.
    from scipy.stats import rankdata

    ranks = rankdata(score)[happened].sum()
    return float((ranks - yes * (yes + 1) / 2) / (yes * no))


def calibration_error(chance: Floats, happened: Flags) -> float:
    """Return the mean distance of what was said from what happened, over ten equal bins."""
    order = np.argsort(chance, kind="stable")
    parts = [part for part in np.array_split(order, BINS) if len(part)]
    gaps = [abs(float(chance[part].mean() - happened[part].mean())) for part in parts]
    return float(np.average(gaps, weights=[len(part) for part in parts]))
