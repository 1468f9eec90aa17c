"""How often the biggest accounts ordered, last month and this one: a pair of bars for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kernel.clock import local_day, month_start, zone_of
from leads.models import Lead
from performance_tracking.querysets.months import NO_ORDERS, months_around, orders_of_months
from users.models import User
from web.results.accounts import Account, in_order, tabs

SHOWN = 10
NAMED = 3
BEHIND = 0.5


@dataclass(frozen=True)
class Pace:
    """Orders of last month, of it until this day, and of this month so far."""

    lead: Lead
    before: int
    until: int
    now: int

    @property
    def behind(self) -> bool:
        return self.now < self.until * BEHIND

    @property
    def tone(self) -> str:
        return "danger" if self.behind else "accent"


def pattern(
    user: User, *, now: datetime, everybody: bool, biggest: Sequence[Account] | None = None
) -> dict[str, Any]:
    """Return the bars, the names of both months and the finding.

    `biggest` are the accounts from the biggest on, if they were read already; else two queries.
    """
    zone = zone_of(user.timezone)
    if biggest is None:
        paces = paces_of(user, now=now, everybody=everybody)
    else:
        paces = [pace_of(account.lead, account.months) for account in biggest[:SHOWN]]
    rows = [row for row in paces if row.before or row.now]
    today = local_day(now, zone)
    last = date_format(month_start(today, months_back=1), "F")
    return {
        "rows": rows,
        "most": max([max(row.before, row.now) for row in rows], default=1),
        "last": last,
        "this": date_format(today, "F"),
        "finding": finding(rows, last),
    }


def paces_of(user: User, *, now: datetime, everybody: bool) -> list[Pace]:
    accounts = tabs(user, now=now, everybody=everybody)["all"]
    found = list(in_order(accounts, now=now).only("name")[:SHOWN])
    months = months_around(now, zone_of(user.timezone))
    counts = orders_of_months([lead.pk for lead in found], months)
    return [pace_of(lead, counts.get(lead.pk, NO_ORDERS)) for lead in found]


def pace_of(lead: Lead, counts: dict[str, Any]) -> Pace:
    return Pace(
        lead,
        counts["orders_last_month"],
        counts["orders_last_month_to_date"],
        counts["orders_this_month"],
    )


def finding(rows: Sequence[Pace], month: str) -> str:
    """Say who orders less than half as often as last month by the same day."""
    late = sorted([row for row in rows if row.behind], key=lambda row: row.now - row.until)
    if not rows:
        return _("No orders last month, nor this month.")
    if not late:
        return _("All keep at least half the pace of %(month)s by the same day.") % {"month": month}
    names = ", ".join(row.lead.name for row in late[:NAMED])
    said = _("Less than half the pace of %(month)s by the same day: %(names)s.")
    told = said % {"month": month, "names": names}
    more = len(late) - NAMED
    if more <= 0:
        return told
    others = ngettext("and %d more.", "and %d more.", more) % more
    return f"{told[:-1]} {others}"
