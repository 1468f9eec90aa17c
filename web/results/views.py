"""The results page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from interaction_tracking.models import Order
from kernel.clock import local_day, zone_of
from performance_tracking.querysets.weeks import weekly
from users.models import User
from web.charts.ahead import drawn, place_of
from web.charts.heat import heatmap
from web.charts.series import Series, timeseries
from web.doors import is_htmx, page, person, render_part
from web.results import figures
from web.results.ahead import Portfolio, at_risk_rows, portfolio
from web.results.answers import Answers, answers
from web.results.pattern import pattern
from web.results.pipeline import funnel_bars, funnel_finding
from web.results.table import Asked, table_of
from web.words import day_of_month, short_money

PERIODS = {"3": 13, "6": 26, "12": 52}
YEAR = 52


@require_GET
@page
def results(request: HttpRequest) -> HttpResponse:
    """Figures, charts and the table of accounts; one's own, or the team's."""
    user, now = person(request), timezone.now()
    asked = Asked(user, request.GET, now)
    everybody = asked.everybody
    value = figures.order_value(user, now=now, everybody=everybody)
    table = table_of(asked, total=value.now)
    if is_htmx(request) and request.headers.get("HX-Target") == "accounts":
        return render_part(request, "web/results/results.html", table, "accounts")
    weeks = PERIODS.get(request.GET.get("months", "6"), 26)
    risk = figures.at_risk(user, everybody=everybody)
    ahead = portfolio(user, everybody=everybody)
    found = answers(user, now=now, everybody=everybody)
    pipeline = funnel_bars(user)
    biggest = table["accounts"] if asked.from_the_biggest else None
    context = {
        "nav": "results",
        "everybody": everybody,
        "months": request.GET.get("months", "6"),
        "periods": PERIODS,
        "value": value,
        "ahead": ahead,
        "risk": risk,
        "at_risk": at_risk_rows(risk["first"], now=now),
        "kept": figures.plan_kept(user, now=now, everybody=everybody),
        "converted": figures.converted(user, now=now, everybody=everybody),
        **table,
        "pattern": pattern(user, now=now, everybody=everybody, biggest=biggest),
        "funnel": pipeline,
        "funnel_finding": funnel_finding(pipeline),
        "answer_chart": answer_chart(found),
        "answer_finding": answer_finding(found),
        "answer_days": day_names(found),
        "answer_table": answer_table(found),
        **weekly_chart(user, now=now, weeks=weeks, everybody=everybody, ahead=ahead),
    }
    return render_part(request, "web/results/results.html", context)


def weekly_chart(
    user: User, *, now: datetime, weeks: int, everybody: bool, ahead: Portfolio
) -> dict[str, Any]:
    """The order value per week over last year's and on into the forecast, in words, as a table."""
    zone = zone_of(user.timezone)
    orders = Order.objects.filter(figures.reach(user, everybody=everybody)).counted()
    every = weekly(orders, now=now, zone=zone, weeks=weeks + YEAR)
    recent, before = every[-weeks:], every[:weeks]
    coming = ahead.weeks(so_far=recent[-1][2], today=local_day(now, zone))
    days = [*(start for start, _n, _r in recent), *(week.monday for week in coming[1:])]
    labels = [day_of_month(day, zone) for day in days]
    # The running week is not over: the line ends with the last whole one.
    actual = [revenue for _, _, revenue in recent[:-1]]
    last_year = [revenue for _, _, revenue in every[: len(labels)]]
    place = place_of(local_day(now, zone), first=local_day(recent[0][0], zone))
    drawn_on = drawn(coming, actual)
    series = Series(labels, [*actual, None], before=last_year, now=place, **drawn_on)
    table = [
        (label, count, revenue, last[2])
        for label, (_, count, revenue), last in zip(labels, recent, before, strict=False)
    ]
    title = _("Order value per week")
    return {
        "week_chart": timeseries(series, title=title, form=in_short, height=240),
        "week_finding": week_finding(actual, [r for _, _, r in before[:-1]]),
        "week_table": table,
        "weeks_ahead": list(zip(labels[weeks - 1 :], coming, last_year[weeks - 1 :], strict=False)),
    }


def in_short(amount: float) -> str:
    return short_money(amount, settings.CURRENCY)


def week_finding(actual: Sequence[float | None], before: Sequence[float]) -> str:
    """Say in one sentence how these weeks stand against the same weeks last year."""
    now, then = sum(value or 0 for value in actual), sum(before)
    if not now and not then:
        return _("No orders in these weeks, nor in the same weeks last year.")
    if not then:
        return _("There were no orders in the same weeks last year to compare with.")
    share = round((now - then) / then * 100)
    if abs(share) < 2:
        return _("As much as in the same weeks last year.")
    words = (
        _("%d %% more than in the same weeks last year.")
        if share > 0
        else _("%d %% less than in the same weeks last year.")
    )
    return words % abs(share)


def answer_chart(found: Answers) -> Any:
    hours = [f"{hour:02}:00" for hour in found.hours]
    title = _("Answer rate by local hour")
    said = [[found.words((day, hour)) for hour in found.hours] for day in found.days]
    return heatmap(found.shares, rows=day_names(found), columns=hours, said=said, title=title)


def day_names(found: Answers) -> list[str]:
    return [str(WEEKDAYS_ABBR[day]) for day in found.days]


def answer_table(found: Answers) -> list[tuple[str, list[float | None]]]:
    """The grid on its side, in percent; without hours in which nobody was called."""
    lines = zip(found.hours, zip(*found.shares, strict=True), strict=True)
    return [
        (f"{hour:02}:00", [None if share is None else share * 100 for share in line])
        for hour, line in lines
        if any(share is not None for share in line)
    ]


def answer_finding(found: Answers) -> str:
    if found.best is None:
        return _("Too few calls yet to say when people answer.")
    day, hour, share = found.best
    told = {"day": str(WEEKDAYS[day]), "hour": f"{hour:02}:00", "share": round(share * 100)}
    return _("Best: %(day)s at %(hour)s over there, %(share)d %% of calls answered.") % told
