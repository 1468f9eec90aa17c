"""Who carries what, and how it goes: one row a person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from call_planning.services.coverage import coverage
from call_planning.services.today import overdue_by_tier
from leads.models import Lead
from leads.rules.status import StageType, statuses_of
from performance_tracking.querysets.team import team
from users.models import User

DAYS = 28
WON = statuses_of(StageType.WON)


@dataclass(frozen=True)
class Member:
    """A person with their book, their calls and their plans."""

    user: User
    row: dict[str, Any]
    overdue: int
    at_risk: int
    kept: int | None
    leave: date | None

    @property
    def answered(self) -> int | None:
        calls = self.row["calls"]
        return round(100 * self.row["connected"] / calls) if calls else None


def members(user: User, *, now: datetime) -> list[Member]:
    """Return the people in reach; a constant number of queries, however many."""
    rows = {row["user"]: row for row in team(user, now=now, days=DAYS)}
    missed = overdue_by_tier(user, now=now)
    late = of_each(missed)
    off = Q(lead_status__in=WON, rhythm__falls_off_at__lt=now, assigned_to__in=rows)
    risk = counted(
        Lead.objects.visible_to(user).filter(off).values_list("assigned_to").annotate(n=Count("id"))
    )
    kept = kept_of(coverage(user, now=now, days=DAYS, people=rows, missed=missed))
    people = User.objects.visible_to(user).select_related("team").order_by("team__name", "username")
    return [
        Member(
            one,
            rows[one.pk],
            late.get(one.pk, 0),
            risk.get(one.pk, 0),
            kept.get(one.pk),
            next_leave(one, now),
        )
        for one in people
        if one.pk in rows and one.is_active
    ]


def counted(rows: Any) -> dict[int, int]:
    return dict(rows)


def of_each(missed: Mapping[tuple[int | None, str], int]) -> Counter[int | None]:
    """Add up the missed calls of all tiers for each owner."""
    late: Counter[int | None] = Counter()
    for (owner, _tier), count in missed.items():
        late[owner] += count
    return late


def kept_of(found: dict[str, Any]) -> dict[int, int]:
    """Return per person how many of the calls that were planned were kept, in percent."""
    sums: dict[int, list[int]] = {}
    for row in found["rows"]:
        one = sums.setdefault(row["kam"], [0, 0])
        one[0] += row["kept"]
        one[1] += row["planned"]
    return {pk: round(100 * kept / planned) for pk, (kept, planned) in sums.items() if planned}


def next_leave(user: User, now: datetime) -> date | None:
    """The first day of the next leave within a month."""
    today = now.date().isoformat()
    soon = (now.date() + timedelta(days=31)).isoformat()
    days = [span["first_day"] for span in user.leave if span["last_day"] >= today]
    first = min(days, default="")
    return date.fromisoformat(first) if first and first <= soon else None
