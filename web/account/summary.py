"""How an account stands: the figures on top, its orders week by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interaction_tracking.models import Order
from kernel.clock import days_since, local_day, zone_of
from leads.models import Lead
from performance_tracking.models import AccountRhythm
from performance_tracking.querysets.weeks import weekly
from users.models import User
from web.account.outlook import Outlook
from web.charts.ahead import Week, drawn, place_of, weeks_ahead
from web.charts.series import Series, timeseries
from web.results.figures import FOUR_WEEKS, Change
from web.words import day_of_month, short_money

PERIODS = {"3": 13, "6": 26, "12": 52}
YEAR = 52
FALLEN, GROWN = -15, 15
WEEKS = 4
AHEAD = 4


@dataclass(frozen=True)
class Standing:
    """Orders of four weeks against the four before, and the account's own rhythm."""

    value: Change
    often: Change
    year: float
    potential: float
    rhythm: AccountRhythm | None
    now: datetime

    @property
    def off_rhythm(self) -> bool:
        falls_off = self.rhythm.falls_off_at if self.rhythm else None
        return falls_off is not None and falls_off < self.now

    @property
    def days_since(self) -> int | None:
        """Days of the account's own zone, as in its sentence."""
        if self.rhythm is None:
            return None
        zone = zone_of(self.rhythm.zone)
        return days_since(self.rhythm.last_order_at, now=self.now, zone=zone)

    @property
    def a_week(self) -> Change:
        return Change(self.often.now / WEEKS, self.often.before / WEEKS)

    @property
    def won(self) -> int | None:
        """How much of the potential of a year was ordered in the last one, in percent."""
        return round(100 * self.year / self.potential) if self.potential else None


def standing(lead: Lead, rhythm: AccountRhythm | None, *, now: datetime) -> Standing:
    """Return the figures; one query."""
    orders = Order.objects.counted().filter(lead=lead, ordered_at__lte=now)
    recent = Q(ordered_at__gt=now - FOUR_WEEKS)
    before = Q(ordered_at__gt=now - 2 * FOUR_WEEKS) & ~recent
    sums = orders.filter(ordered_at__gt=now - 13 * FOUR_WEEKS).aggregate(
        now=Sum("total_price", filter=recent),
        before=Sum("total_price", filter=before),
        year=Sum("total_price"),
        orders=Count("pk", filter=recent),
        orders_before=Count("pk", filter=before),
    )
    return Standing(
        value=Change(float(sums["now"] or 0), float(sums["before"] or 0)),
        often=Change(sums["orders"], sums["orders_before"]),
        year=float(sums["year"] or 0),
        potential=float(lead.potential_revenue or 0),
        rhythm=rhythm,
        now=now,
    )


def order_chart(
    lead: Lead, user: User, *, now: datetime, months: str, outlook: Outlook
) -> dict[str, Any]:
    """The orders per week over last year's and on into the forecast, in words, and as a table."""
    weeks = PERIODS[months]
    zone = zone_of(user.timezone)
    orders = Order.objects.counted().filter(lead=lead)
    every = weekly(orders, now=now, zone=zone, weeks=weeks + YEAR)
    recent = every[-weeks:]
    ahead = coming_weeks(outlook, so_far=recent[-1][2], today=local_day(now, zone))
    later = [week.monday for week in ahead[1:]]
    labels = [day_of_month(start, zone) for start in [*(start for start, _n, _r in recent), *later]]
    actual = [revenue for _s, _n, revenue in recent[:-1]]
    last_year = [revenue for _s, _n, revenue in every[: weeks + len(later)]]
    first = local_day(recent[0][0], zone)
    series = Series(
        labels,
        [*actual, None],
        before=last_year if any(last_year) else (),
        **drawn(ahead, actual),
        now=place_of(local_day(now, zone), first=first),
        due=due_days(outlook, first=first),
    )
    return {
        "months": months,
        "periods": PERIODS,
        "chart": timeseries(series, title=_("Orders per week"), form=in_short, height=240),
        "finding": outlook.sentence if outlook.forecast else finding(actual),
        "table": [
            (label, n, revenue) for label, (_s, n, revenue) in zip(labels, recent, strict=False)
        ],
        "ahead": list(zip(labels[weeks - 1 :], ahead, strict=False)),
    }


def coming_weeks(outlook: Outlook, *, so_far: float, today: date) -> list[Week]:
    if outlook.forecast is None:
        return []
    return weeks_ahead(outlook.band, so_far=so_far, today=today, count=AHEAD)


def due_days(outlook: Outlook, *, first: date) -> tuple[float, float, float] | None:
    """Return where the days of the next order lie on the chart; None when they are over."""
    known = outlook.forecast
    if known is None or known.next_order_date is None:
        return None
    days = (known.next_order_from, known.next_order_date, known.next_order_to)
    early, day, late = (place_of(on, first=first) if on else 0.0 for on in days)
    return (early, day, late) if late >= place_of(outlook.today, first=first) else None


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
