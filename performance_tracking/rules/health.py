"""How healthy an account is, 0 to 100: measures, their weights, and what moved. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecasting.arrays import Floats

# A missing measure gives its weight to the others, in their proportions.
WEIGHTS = {"rhythm": 0.40, "trend": 0.20, "coverage": 0.15, "contacts": 0.10, "potential": 0.15}
WORDS: dict[str, Promise] = {
    "rhythm": gettext_lazy("order rhythm"),
    "trend": gettext_lazy("order trend"),
    "coverage": gettext_lazy("calls kept"),
    "contacts": gettext_lazy("contacts known"),
    "potential": gettext_lazy("share of the potential"),
}
LATE_FOR_NOTHING = 3.0
WEEKS_FOR_A_TREND = 12.0
DAYS_LATE_FOR_NOTHING = 14.0
RECENT_CONTACT, OLD_CONTACT = 30.0, 90.0
ENOUGH_CONTACTS = 3.0
MOVED = 5
NAMED_AT_MOST = 2


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


def what_changed(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
    """Say of two snapshots how health moved, and which measures moved it most; "" if it did not."""
    if before is None or now["health"] == before["health"]:
        return ""
    day = date_format(before["day"], "j F")
    moved = now["health"] - before["health"]
    said = _("Health %(now)d, %(by)d higher than on %(day)s") if moved > 0 else ""
    said = said or _("Health %(now)d, %(by)d lower than on %(day)s")
    said %= {"now": now["health"], "by": abs(moved), "day": day}
    because = [
        _("%(measure)s %(before)d → %(now)d")
        % {"measure": WORDS[name], "before": before[name], "now": now[name]}
        for name in movers(now, before, up=moved > 0)
    ]
    return f"{said}: {', '.join(because)}." if because else f"{said}."


def movers(now: Mapping[str, Any], before: Mapping[str, Any], *, up: bool) -> list[str]:
    """Return the measures that moved the same way as the whole, the weightiest first."""
    effects = {
        name: weight * (now[name] - before[name]) * (1 if up else -1)
        for name, weight in WEIGHTS.items()
        if now[name] is not None and before[name] is not None
    }
    large = [name for name, effect in effects.items() if effect >= MOVED * WEIGHTS[name]]
    return sorted(large, key=lambda name: -effects[name])[:NAMED_AT_MOST]
