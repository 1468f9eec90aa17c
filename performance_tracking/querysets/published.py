"""What published forecasts said and what happened, summed up by month.

A forecast belongs to the month in which its 28 days ended. Whoever sees all accounts is answered
from the sums that each refresh keeps: to sum up a year of a million accounts takes minutes.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, F, Min, QuerySet, Sum
from django.db.models.functions import Abs

from leads.models import Lead
from leads.querysets import below_leads_of
from users.policies import is_admin

if TYPE_CHECKING:
    from performance_tracking.models import JudgedMonth, PublishedForecast

Rows = list[dict[str, Any]]


def by_month(rows: Iterable[dict[str, Any]], *keys: str) -> Rows:
    """Add up days (some hundred at most) by month: to cut each row's date would take far longer."""
    months: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        month = row["over_on"].replace(day=1)
        found = months.setdefault(
            (month, *(row[key] for key in keys)),
            {"month": month, **{key: row[key] for key in keys}},
        )
        for name, value in row.items():
            if name != "over_on" and name not in keys:
                found[name] = found.get(name, 0) + (value or 0)
    return list(months.values())


class PublishedQuerySet(QuerySet["PublishedForecast"]):
    def visible_to(self, user: Any) -> Self:
        return self.of_all() if is_admin(user) else self.filter(below_leads_of(user))

    def of_all(self) -> Self:
        """Those of every account, what an admin sees; as a join it would begin with all leads."""
        return self.exclude(lead__in=Lead.objects.exclude(deleted_at=None))

    def to_judge(self, *, today: date) -> Self:
        """Those whose 28 days are over everywhere, the oldest first."""
        return self.filter(scored_at=None, over_on__lt=today).order_by("over_on", "id")

    def judged_since(self, day: date) -> Self:
        return self.filter(scored_at__isnull=False, over_on__gte=day)

    def by_decile(self) -> Rows:
        """Return sums by month and tenth of the chance said."""
        sums = (
            self.order_by()
            .values("over_on", "decile")
            .annotate(
                forecasts=Count("id"),
                said=Sum("chance_28"),
                happened=Sum("ordered_28"),
                said_7=Sum("chance_7"),
                happened_7=Sum("ordered_7"),
                sum_expected_orders=Sum("expected_orders"),
                sum_orders=Sum("orders"),
                sum_expected_revenue=Sum("expected_revenue"),
                sum_revenue=Sum("revenue"),
                revenue_off=Sum(Abs(F("expected_revenue") - F("revenue"))),
            )
        )
        return by_month(sums, "decile")

    def by_error(self) -> Rows:
        """Return how often each error of the date came, by month."""
        days = self.order_by().values("over_on", "days_off", "in_window")
        return by_month(days.annotate(forecasts=Count("id")), "days_off", "in_window")

    def waiting(self) -> dict[str, Any]:
        """Return how many still wait for their 28 days, and when the next are over."""
        return self.filter(scored_at=None).aggregate(forecasts=Count("id"), next=Min("over_on"))

    def record(self, *, since: date) -> tuple[Rows, Rows]:
        """Return both sums of the forecasts judged since a day; two queries."""
        judged = self.judged_since(since)
        return judged.by_decile(), judged.by_error()


class JudgedQuerySet(QuerySet["JudgedMonth"]):
    def record(self, *, since: date) -> tuple[Rows, Rows] | None:
        """Return both sums of all accounts as of the last refresh; None before the first."""
        months = list(self.filter(month__gte=since))
        if not months:
            return None
        deciles = [row | {"month": one.month} for one in months for row in one.by_decile]
        return deciles, [row | {"month": one.month} for one in months for row in one.by_error]


def record_in_reach(
    published: PublishedQuerySet, kept: JudgedQuerySet, user: Any, *, since: date
) -> tuple[Rows, Rows]:
    """Return both sums as far as the user reaches: kept ones where that is everywhere."""
    everywhere = kept.record(since=since) if is_admin(user) else None
    return everywhere or published.visible_to(user).record(since=since)
