"""One account's rhythm in words, from its numbers only. Pure; the words are translatable.

The chance of still being active is never worded as the chance of an order.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from performance_tracking.rules.rhythm import GAPS_FOR_A_RHYTHM

MONTH = 28
OVERDUE_FROM = 1.2  # above it; up to it an order is due
MANY_TIMES = 10
WORTH_SAYING = 0.1  # of the month's worth
Money = Callable[[float], str]


class Known(NamedTuple):
    """What the sentence is made of; None where it is not known.

    `gap_days` is the account's own median, `overdue` the days since the last order over the
    shrunk gap, `monthly` what 28 days on rhythm bring (of an account slower than most at its own
    gap, which the reader sees), `at_stake` what of that is not expected.
    The last is said of late accounts only: everybody skips the odd week, and the usual gap, being a
    median, does not count those.
    """

    orders: int
    gaps: int
    days_since: int
    gap_days: float | None = None
    weekday: int | None = None
    overdue: float | None = None
    probability_active: float | None = None
    chance_7: float | None = None
    monthly: float | None = None
    at_stake: float | None = None
    grade: str = ""


def known_of(rhythm: Any, forecast: Any, *, today: date) -> Known | None:
    """Gather it from the two stored rows, either of which may be None; None: no orders.

    `today` is the account's own day.
    """
    if rhythm is None or rhythm.last_day is None:
        return None
    days = max((today - rhythm.last_day).days, 0)
    known = Known(rhythm.orders, rhythm.gaps, days, rhythm.usual_gap_days)
    if forecast is None:
        return known
    steady = rhythm.gaps >= GAPS_FOR_A_RHYTHM and forecast.order_value > 0
    gap = max(forecast.gap_days, rhythm.usual_gap_days or 0.0)
    return known._replace(
        weekday=forecast.weekday,
        overdue=days / forecast.gap_days,
        probability_active=forecast.probability_active,
        chance_7=forecast.chance_7,
        monthly=MONTH / gap * forecast.order_value if steady else None,
        at_stake=forecast.value_at_risk,
        grade=forecast.grade,
    )


def sentence(known: Known | None, *, money: Money) -> str:
    """Say how the account orders, how late it is, what is likely, and what it is worth."""
    if known is None:
        return _("No orders yet.")
    parts = [rhythm_words(known), chances(known), worth(known, money), evidence(known)]
    return " ".join(part for part in parts if part)


def rhythm_words(known: Known) -> str:
    if known.gaps < GAPS_FOR_A_RHYTHM or known.gap_days is None:
        how = _("Too few orders for a rhythm")
        behind = _("%(how)s; %(last)s, %(times)sx the gap to be expected.")
    else:
        how = usual(known.gap_days, known.weekday)
        behind = _("%(how)s; %(last)s: %(times)sx overdue.")
    said = behind if is_late(known) else _("%(how)s; %(last)s.")
    overdue = known.overdue or 0
    digits = 1 if overdue < MANY_TIMES else 0
    times = number_format(round(overdue, digits), digits)
    return said % {"how": how, "last": last_order(known.days_since), "times": times}


def is_late(known: Known) -> bool:
    return known.overdue is not None and known.overdue > OVERDUE_FROM


def usual(gap_days: float, weekday: int | None) -> str:
    days = max(int(gap_days + 0.5), 1)
    every = ngettext("Usually orders every day", "Usually orders every %(days)s days", days) % {
        "days": days
    }
    if weekday is None:
        return every
    name = str(WEEKDAYS[weekday])
    name = name.lower() if get_language() == "fr" else name
    return _("%(every)s, mostly %(weekday)s") % {"every": every, "weekday": name}


def last_order(days: int) -> str:
    if days == 0:
        return _("last order today")
    if days == 1:
        return _("last order yesterday")
    return _("last order %(days)s days ago") % {"days": days}


def chances(known: Known) -> str:
    if known.probability_active is None or known.chance_7 is None:
        return ""
    said = _("%(active)s chance still active, %(order)s chance of an order in the next 7 days.")
    said %= {"active": percent(known.probability_active), "order": percent(known.chance_7)}
    return said[:1].upper() + said[1:]


def percent(share: float) -> str:
    if share < 0.01:
        return _("under 1 %")
    return _("over 99 %") if share > 0.99 else f"{share * 100:.0f} %"


def worth(known: Known, money: Money) -> str:
    if known.monthly is None:
        return ""
    month = {"month": money(about(known.monthly))}
    stake = min(known.at_stake or 0.0, known.monthly) if is_late(known) else 0.0
    if stake < known.monthly * WORTH_SAYING:
        return _("Worth about %(month)s a month when on rhythm.") % month
    said = _("Worth about %(month)s a month when on rhythm, %(stake)s of it at stake.")
    return said % {**month, "stake": money(about(stake))}


def about(amount: float) -> float:
    """Return the amount to three figures and no cents, which is all the model knows."""
    return float(f"{round(amount):.3g}") if amount >= 1 else round(amount, 2)


def evidence(known: Known) -> str:
    said = ngettext("Evidence: %(count)s order", "Evidence: %(count)s orders", known.orders)
    grade = f" ({known.grade})" if known.grade else ""
    return f"{said % {'count': known.orders}}{grade}."
