"""How well call plans are kept: per tier and per KAM."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from call_planning.models import CallPlan, PlanStep, StepKind
from call_planning.services.today import overdue_before
from users.models import User

COLUMN_OF = {StepKind.KEPT: "kept", StepKind.LATE: "late", StepKind.OVER_SERVED: "over_served"}


def coverage(
    user: User, *, now: datetime, days: int, people: Sequence[int] | None = None
) -> dict[str, Any]:
    """Count due calls of the last `days` days: kept, late, over-served, and overdue still.

    With `people` only theirs are counted, without what nobody owns.
    """
    since = now - timedelta(days=days)
    counts: dict[tuple[Any, str], dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("kept", "late", "over_served", "overdue"), 0)
    )
    steps = PlanStep.objects.visible_to(user).counted()
    steps = steps.filter(called_at__gte=since, called_at__lte=now)
    missed = CallPlan.objects.visible_to(user).worth_calling()
    missed = missed.due_before(overdue_before(user, now=now))
    if people is not None:
        steps, missed = steps.filter(owner__in=people), missed.filter(lead__assigned_to__in=people)
    for owner, tier, kind, count in steps.values_list("owner_id", "tier", "kind").annotate(
        n=Count("id")
    ):
        counts[owner, tier][COLUMN_OF[StepKind(kind)]] += count
    for owner, tier, count in missed.values_list("lead__assigned_to", "lead__tier").annotate(
        n=Count("id")
    ):
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
