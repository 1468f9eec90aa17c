"""An account's health in words: what its measures weigh, and what moved. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# A missing measure gives its weight to the others, in their proportions.
WEIGHTS = {"rhythm": 0.40, "trend": 0.20, "coverage": 0.15, "contacts": 0.10, "potential": 0.15}
WORDS: dict[str, Promise] = {
    "rhythm": gettext_lazy("order rhythm"),
    "trend": gettext_lazy("order trend"),
    "coverage": gettext_lazy("calls kept"),
    "contacts": gettext_lazy("contacts known"),
    "potential": gettext_lazy("share of the potential"),
}
MOVED = 5
NAMED_AT_MOST = 2


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
