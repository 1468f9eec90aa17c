"""How healthy accounts are, 0 to 100, measure by measure. Pure; for many at once."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from forecasting.arrays import Floats
from performance_tracking.rules.health import WEIGHTS

LATE_FOR_NOTHING = 3.0
WEEKS_FOR_A_TREND = 12.0
DAYS_LATE_FOR_NOTHING = 14.0
RECENT_CONTACT, OLD_CONTACT = 30.0, 90.0
ENOUGH_CONTACTS = 3.0


class Facts(NamedTuple):
    """What the measures read, one entry an account; NaN where it is not known.

    `overdue`: days since the last order over the usual gap. `last_28`, `last_84`: orders. `age`:
    weeks since the first order. `days_late`: of the next planned call, below 0 when it is ahead.
    `yearly`: revenue expected in a year.
    """

    overdue: Floats
    last_28: Floats
    last_84: Floats
    age: Floats
    days_late: Floats
    days_since_contact: Floats
    contacts: Floats
    yearly: Floats
    potential: Floats


def measures_of(facts: Facts) -> dict[str, Floats]:
    """Return each measure from 0 to 100, NaN where there is nothing to measure."""
    before = (facts.last_84 - facts.last_28) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        held = np.where(before > 0, facts.last_28 / before, np.nan)
        share = np.where(facts.potential > 0, facts.yearly / facts.potential, np.nan)
    kept = 1 - facts.days_late / DAYS_LATE_FOR_NOTHING
    met = (OLD_CONTACT - facts.days_since_contact) / (OLD_CONTACT - RECENT_CONTACT)
    measures = {
        "rhythm": (LATE_FOR_NOTHING - facts.overdue) / (LATE_FOR_NOTHING - 1),
        "trend": np.where(facts.age >= WEEKS_FOR_A_TREND, held, np.nan),
        "coverage": np.where(np.isnan(facts.days_late), met, kept),
        "contacts": facts.contacts / ENOUGH_CONTACTS,
        "potential": share,
    }
    return {name: np.rint(100 * np.clip(value, 0, 1)) for name, value in measures.items()}


def health_of(measures: Mapping[str, Floats]) -> Floats:
    """Return the weighted mean of the measures there are, whole; NaN when there is none."""
    values = np.stack([measures[name] for name in WEIGHTS])
    weights = np.array(list(WEIGHTS.values()))[:, None] * ~np.isnan(values)
    total = weights.sum(axis=0)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.rint(np.nansum(weights * values, axis=0) / total))
