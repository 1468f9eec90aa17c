"""The track record: what forecasts said, and what happened."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kernel.clock import local_day, month_start, zone_of
from performance_tracking.models import JudgedMonth, PublishedForecast
from performance_tracking.querysets.published import record_in_reach
from performance_tracking.rules.track_record import RECORD, record_of
from users.models import User
from web.charts.bars import Pairs, bars
from web.doors import asks_for_everybody, page, person
from web.words import percent_text

FIFTHS = [0.0, 0.25, 0.5, 0.75, 1.0]


@require_GET
@page
def track_record(request: HttpRequest) -> HttpResponse:
    """Chances by tenth, dates, amounts, over a year; one's own accounts, or the team's."""
    user = person(request)
    everybody = asks_for_everybody(user, request.GET)
    context = {"nav": "results", "everybody": everybody, **record(user, everybody=everybody)}
    return render(request, "web/results/track_record.html", context)


def record(user: User, *, everybody: bool) -> dict[str, Any]:
    """Return the record with its chart; three queries, an admin's two."""
    published = PublishedForecast.objects.visible_to(user)
    published = published if everybody else published.filter(lead__assigned_to=user)
    today = local_day(timezone.now(), zone_of(user.timezone))
    since = month_start(today - RECORD)
    kept = JudgedMonth.objects.all()
    sums = record_in_reach(published, kept if everybody else kept.none(), user, since=since)
    found = record_of(*sums, this_month=month_start(today))
    waiting = published.waiting()
    return {
        "all": found["all"],
        "months": [
            {**month, "first": date.fromisoformat(f"{month['month']}-01")}
            for month in reversed(found["months"])
        ],
        "tenths": [tenth for tenth in found["reliability"] if tenth["forecasts"]],
        "chart": chart(found["reliability"]) if found["all"]["forecasts"] else "",
        "finding": finding(found["all"]),
        "waiting": waiting["forecasts"],
        "judged_after": waiting["next"],
    }


def chart(tenths: list[dict[str, Any]]) -> Any:
    pairs = Pairs(
        labels=[percent(tenth["low"]) for tenth in tenths],
        first=[tenth["said"] for tenth in tenths],
        second=[tenth["happened"] for tenth in tenths],
        names=(_("We said"), _("It happened")),
    )
    title = _("Chance of an order in 28 days: what we said and what happened")
    return bars(pairs, ticks=FIFTHS, title=title, form=percent)


def percent(share: float) -> str:
    return percent_text(100 * share)


def finding(total: dict[str, Any]) -> str:
    """Say the whole record in a sentence; "" while nothing was judged."""
    if not total["forecasts"]:
        return ""
    told = {"said": percent(total["said"]), "happened": percent(total["happened"])}
    return (
        _("Of an order in 28 days we said %(said)s on average, it happened in %(happened)s.") % told
    )
