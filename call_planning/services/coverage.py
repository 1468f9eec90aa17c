"""How well call plans are kept: per tier and per KAM."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from call_planning.models import PlanStep, StepKind
from call_planning.services.today import overdue_by_tier
from users.models import User

COLUMN_OF = {StepKind.KEPT: "kept", StepKind.LATE: "late", StepKind.OVER_SERVED: "over_served"}


def coverage(
    user: User,
    *,
    now: datetime,
    days: int,
    people: Collection[int] | None = None,
    missed: Mapping[tuple[int | None, str], int] | None = None,
) -> dict[str, Any]:
    """Count due calls of the last `days` days: kept, late, over-served, and overdue still.

    All by the days on which calls show: one due on a day off is late from the day after that on.
    With `people` only theirs are counted, without what nobody owns; `missed` are the overdue calls,
    where they were counted already.
    """
    since = now - timedelta(days=days)
    if missed is None:
        missed = overdue_by_tier(user, now=now)
    counts: dict[tuple[Any, str], dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("kept", "late", "over_served", "overdue"), 0)
    )
    steps = PlanStep.objects.visible_to(user).counted()
    steps = steps.filter(called_at__gte=since, called_at__lte=now)
    if people is not None:
        steps = steps.filter(owner__in=people)
    for owner, tier, kind, count in steps.values_list("owner_id", "tier", "kind").annotate(
        n=Count("id")
    ):
        counts[owner, tier][COLUMN_OF[StepKind(kind)]] += count
    for (owner, tier), count in missed.items():
        if count and (people is None or owner in people):
            counts[owner, tier]["overdue"] += count
    return {"days": days, "since": since, "until": now, "rows": rows_of(counts)}


def rows_of(counts: dict[tuple[Any, str], dict[str, int]]) -> list[dict[str, Any]]:
    names = dict(
        User.objects.filter(pk__in={owner for owner, _ in counts}).values_list("pk", "username")
    )
    return [
        {
            "kam": owner,
            "username": names.get(owner, ""),
            "tier": tier,
            "planned": row["kept"] + row["late"] + row["over_served"] + row["overdue"],
            **row,
        }
        for (owner, tier), row in sorted(counts.items(), key=lambda kv: (kv[0][0] or 0, kv[0][1]))
    ]
