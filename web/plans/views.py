"""The week, and how often whom."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from call_planning.services.coverage import coverage
from call_planning.services.plans import update_plan
from kernel.clock import local_day, zone_of
from kernel.errors import NotInReach
from kernel.text import is_id
from users.models import User
from users.policies import leads_people
from web.calls.views import changed_plan, plan_in_reach
from web.days import day_of
from web.doors import page, person, render_part
from web.plans.forms import CadenceForm
from web.plans.week import DAYS, Book, monday_of, overdue_of, week_of

COVERAGE_DAYS = 28


@require_GET
@page
def plans(request: HttpRequest) -> HttpResponse:
    """The week day by day, the missed calls, and how well plans were kept."""
    user, now = person(request), timezone.now()
    everybody = leads_people(user) and request.GET.get("scope") == "team"
    owner = asked_owner(request, user)
    book = Book(user, None if everybody else owner)
    today = local_day(now, zone_of(book.life.timezone))
    first = asked_week(request, today)
    late = overdue_of(book, now=now)
    context = {
        "nav": "plans",
        "days": week_of(book, first, now=now),
        "first": first,
        "before": first - timedelta(days=DAYS),
        "after": first + timedelta(days=DAYS),
        "this_week": first == monday_of(today),
        "today": today,
        "late": late[:12],
        "late_count": len(late),
        "everybody": everybody,
        "owner": owner,
        "people": people_of(user),
        "coverage": by_tier(coverage(user, now=now, days=COVERAGE_DAYS)["rows"]),
    }
    return render_part(request, "web/plans/plans.html", context, "week")


def asked_owner(request: HttpRequest, by: User) -> User:
    """Return whose calls are asked for: one's own, or those of somebody in one's team."""
    wanted = request.GET.get("owner", "")
    if wanted in ("", str(by.pk)):
        return by
    people = User.objects.visible_to(by)
    found: User | None = people.filter(pk=wanted).first() if is_id(wanted) else None
    if found is None:
        raise NotInReach
    return found


def people_of(user: User) -> list[User]:
    """Return whose calls a manager may choose to look at; nobody's for a KAM."""
    if not leads_people(user):
        return []
    return list(User.objects.visible_to(user).filter(is_active=True).order_by("username"))


def asked_week(request: HttpRequest, today: date) -> date:
    return monday_of(day_of(request.GET.get("week", "")) or today)


def by_tier(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Add up the coverage of all people per tier."""
    sums: dict[str, dict[str, int]] = {}
    names = ("planned", "kept", "late", "over_served", "overdue")
    for row in rows:
        one = sums.setdefault(str(row["tier"]), dict.fromkeys(names, 0))
        for name in names:
            one[name] += int(str(row[name]))
    return [
        {"tier": tier, **one, "share": round(100 * one["kept"] / max(1, one["planned"]))}
        for tier, one in sorted(sums.items(), key=lambda pair: pair[0] or "Z")
    ]


@require_http_methods(["GET", "POST"])
@page
def cadence(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how often, or set it."""
    user = person(request)
    plan = plan_in_reach(user, pk)
    initial = {"frequency": plan.frequency, "interval_days": plan.interval_days}
    form = CadenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        after = update_plan(plan, by=user, **form.cleaned_data)
        text = _("%s is called on the new rhythm.") % plan.lead.name
        return changed_plan(user, plan, after, text)
    status = 422 if form.errors else 200
    return render(request, "web/plans/_cadence.html", {"form": form, "plan": plan}, status=status)
