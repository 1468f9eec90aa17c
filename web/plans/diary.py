"""The diary: a levelled schedule is proposed, and all, some or none of it is accepted."""

from collections.abc import Sequence
from typing import TypedDict

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from call_planning.models import CallPlan
from call_planning.rules.frequency import Frequency
from call_planning.services.cadences import suggested_cadences
from call_planning.services.days import Move, accept_days
from call_planning.services.diary import propose_diary
from call_planning.services.plans import hold_plans, update_plan
from call_planning.services.taking_back import State, put_plan_back, state_of
from kernel.errors import Invalid, Stale
from users.models import User
from web.calls.views import plan_in_reach
from web.doors import done, page, person, render_part
from web.plans.asked import RhythmAsked, moves_asked, rhythms_asked
from web.plans.proposal import days_off, load_chart, rhythm_rows
from web.plans.views import asked_owner, people_of
from web.undo import undoable, way_back

MOST_SHOWN = 500
OF_A_DAY = ("planned_on", "pinned")
OF_A_RHYTHM = ("frequency", "interval_days", "next_call_date", "anchor_day", *OF_A_DAY)


@require_GET
@page
def diary(request: HttpRequest) -> HttpResponse:
    """The coming weeks before and after levelling; nothing is moved."""
    user, now = person(request), timezone.now()
    owner = asked_owner(request, user)
    found = propose_diary(owner, by=user, now=now)
    work = found["workload"]
    suggested = suggested_cadences(owner, by=user, now=now)
    context = {
        "nav": "plans",
        "owner": owner,
        "people": people_of(user),
        "found": found,
        "moves": found["moves"][:MOST_SHOWN],
        "work": work,
        "lighter": rhythm_rows(work["changes"]),
        "suggested": rhythm_rows(suggested),
        "chart": load_chart(found["days"], zone=owner.timezone),
        "days_off": days_off(owner, [day["day"] for day in found["days"]]),
    }
    return render_part(request, "web/plans/diary.html", context, "diary")


class Moved(TypedDict):
    """How one of many changed plans goes back."""

    plan: int
    state: State
    version: int


@require_POST
@page
def accept(request: HttpRequest) -> HttpResponse:
    """Give the calls that were ticked the days proposed for them, with one way back."""
    user = person(request)
    moves = moves_asked(request.POST.getlist("move"))
    if not moves:
        raise Invalid(moves=_("Nothing is ticked."))
    with transaction.atomic():
        moved, stale = accepted(moves, by=user)
    count = len(moved)
    text = ngettext("%d call has its new day.", "%d calls have their new days.", count) % count
    return told(user, text, moved, stale=stale)


def accepted(moves: Sequence[Move], *, by: User) -> tuple[list[Moved], int]:
    """Return how those that moved go back, and how many had changed in the meantime."""
    before = CallPlan.objects.visible_to(by).in_bulk([move.plan for move in moves])
    found = accept_days(moves, by=by, now=timezone.now())
    moved = [way_of(before[pk], version=before[pk].version + 1) for pk in found["accepted"]]
    return moved, len(found["stale"])


def way_of(before: CallPlan, *, version: int, names: Sequence[str] = OF_A_DAY) -> Moved:
    """Return how the plan goes back; only what was changed, so that many fit into a token."""
    state = {name: value for name, value in state_of(before).items() if name in names}
    return {"plan": before.pk, "state": state, "version": version}


@require_POST
@page
def rhythms(request: HttpRequest) -> HttpResponse:
    """Call these accounts as often as was suggested, with one way back."""
    user = person(request)
    changes = rhythms_asked(request.POST.getlist("change"))
    if not changes:
        raise Invalid(changes=_("Nothing is chosen."))
    asked = {change.plan: change for change in changes}
    with transaction.atomic():
        each = [asked[plan] for plan in hold_plans(asked)]
        changed = [one for change in each if (one := changed_rhythm(change, by=user))]
    if len(changes) == len(changed) == 1:
        text = _("Called %s from now on.") % Frequency(changes[0].frequency).label.lower()
    else:
        text = ngettext("%d rhythm changed.", "%d rhythms changed.", len(changed)) % len(changed)
    return told(user, text, changed, stale=len(changes) - len(changed))


def changed_rhythm(change: RhythmAsked, *, by: User) -> Moved | None:
    """Return the way back; None for a plan that was changed since it was shown."""
    before = plan_in_reach(by, change.plan)
    try:
        with transaction.atomic():
            after = update_plan(
                before, by=by, frequency=change.frequency, expected_version=change.version
            )
    except Stale:
        return None
    return way_of(before, version=after.version, names=OF_A_RHYTHM)


def told(user: User, text: str, moved: list[Moved], *, stale: int) -> HttpResponse:
    if stale:
        left = ngettext(
            "%d was changed in the meantime and is left as it is.",
            "%d were changed in the meantime and are left as they are.",
            stale,
        )
        text = f"{text} {left % stale}"
    return done(text, undo=way_back("plans", by=user, moved=moved) if moved else "")


@undoable("plans")
@transaction.atomic
def back_plans(*, by: User, moved: list[Moved]) -> None:
    known = {one["plan"]: one for one in moved}
    for one in [known[plan] for plan in hold_plans(known)]:
        plan = plan_in_reach(by, one["plan"])
        put_plan_back(plan, by=by, state=one["state"], version=one["version"])
