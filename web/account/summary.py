"""How an account stands: the figures on top, its orders week by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interaction_tracking.models import Order
from kernel.clock import zone_of
from leads.models import Lead
from performance_tracking.models import AccountRhythm
from performance_tracking.querysets.weeks import weekly
from users.models import User
from web.charts.series import Series, timeseries
from web.results.figures import FOUR_WEEKS, Change
from web.words import short_day, short_money

PERIODS = {"3": 13, "6": 26, "12": 52}
YEAR = 52
FALLEN, GROWN = -15, 15


@dataclass(frozen=True)
class Standing:
    """Orders of four weeks against the four before, and the account's own rhythm."""

    value: Change
    year: float
    rhythm: AccountRhythm | None
    now: datetime

    @property
    def off_rhythm(self) -> bool:
        falls_off = self.rhythm.falls_off_at if self.rhythm else None
        return falls_off is not None and falls_off < self.now

    @property
    def days_since(self) -> int | None:
        return (self.now - self.rhythm.last_order_at).days if self.rhythm else None

    @property
    def late(self) -> float | None:
        """How many usual gaps the last order is ago."""
        gap = self.rhythm.usual_gap_days if self.rhythm else None
        return None if not gap or self.days_since is None else self.days_since / gap


def standing(lead: Lead, *, now: datetime) -> Standing:
    """Return the figures; two queries."""
    orders = Order.objects.counted().filter(lead=lead, ordered_at__lte=now)
    recent = Q(ordered_at__gt=now - FOUR_WEEKS)
    before = Q(ordered_at__gt=now - 2 * FOUR_WEEKS) & ~recent
    sums = orders.filter(ordered_at__gt=now - 13 * FOUR_WEEKS).aggregate(
        now=Sum("total_price", filter=recent),
        before=Sum("total_price", filter=before),
        year=Sum("total_price"),
    )
    value = Change(float(sums["now"] or 0), float(sums["before"] or 0))
    rhythm = AccountRhythm.objects.filter(lead=lead).first()
    return Standing(value, float(sums["year"] or 0), rhythm, now)


def order_chart(lead: Lead, user: User, *, now: datetime, months: str) -> dict[str, Any]:
    """The orders per week over last year's, what they say, and the table behind them."""
    weeks = PERIODS[months]
    zone = zone_of(user.timezone)
    orders = Order.objects.counted().filter(lead=lead)
    every = weekly(orders, now=now, zone=zone, weeks=weeks + YEAR)
    recent, before = every[-weeks:], every[:weeks]
    labels = [short_day(start, zone).split(" ", 1)[-1] for start, _n, _r in recent]
    actual = [revenue for _s, _n, revenue in recent[:-1]]
    last_year = [revenue for _s, _n, revenue in before]
    series = Series(labels, [*actual, None], before=last_year if any(last_year) else ())
    return {
        "months": months,
        "periods": PERIODS,
        "chart": timeseries(series, title=_("Orders per week"), form=in_short, height=240),
        "finding": finding(actual),
        "table": [
            (label, n, revenue) for label, (_s, n, revenue) in zip(labels, recent, strict=True)
        ],
    }


def in_short(amount: float) -> str:
    return short_money(amount, settings.CURRENCY)


def finding(weeks: Sequence[float]) -> str:
    """Say in one sentence what the last twelve whole weeks show."""
    last = list(weeks)[-12:]
    ordered = sum(1 for value in last if value)
    if not ordered:
        return _("No order in the last twelve weeks.")
    said = ngettext(
        "Ordered in %(n)d of the last %(of)d weeks",
        "Ordered in %(n)d of the last %(of)d weeks",
        ordered,
    ) % {"n": ordered, "of": len(last)}
    recent, before = sum(last[-4:]), sum(last[-8:-4])
    if not before:
        return f"{said}."
    share = round((recent - before) / before * 100)
    if share <= FALLEN:
        return _("%(said)s; the last four are %(share)d %% below the four before.") % {
            "said": said,
            "share": -share,
        }
    if share >= GROWN:
        return _("%(said)s; the last four are %(share)d %% above the four before.") % {
            "said": said,
            "share": share,
        }
    return _("%(said)s, steadily.") % {"said": said}
