"""What calls do, learnt from those on record: the rates the ranking uses."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, Sum

from call_planning.models import Learnt, LearntKind, PlanStep
from call_planning.rules.winning import (
    OPEN,
    Matrix,
    counted,
    of_the_house,
    shrunk,
    win_chances,
)
from call_planning.rules.worth import Rate, Rates, blended, learnt_uplift
from interaction_tracking.models import Order
from kernel.plain import Plain, plain_rows
from kernel.slots import Slot
from leads.models import LeadStatusChange
from users.models import User

ANSWER_WITHIN = timedelta(days=7)
LOOKED_BACK = timedelta(days=730)
COLUMNS = ("kind", "owner_id", "key", "value", "count", "surplus")
OF_ONE = Plain(
    lambda: Learnt.objects.filter(
        Q(owner__isnull=True) | Q(owner=Slot("owner", BigIntegerField()))
    ),
    COLUMNS,
)


def rates_for(people: Collection[int]) -> Rates:
    """Return what is assumed and learnt, win chances for the leads of these people; one query."""
    uplift = {name: Rate(start) for name, start in settings.CALL_UPLIFT.items()}
    chances: dict[tuple[int | None, str], Rate] = {}
    for row in learnt_of(people):
        key, count = row["key"], row["count"]
        if row["kind"] == LearntKind.WIN:
            chances[row["owner_id"], key] = Rate(row["value"], count)
        elif key in uplift:
            uplift[key] = Rate(blended(settings.CALL_UPLIFT[key], row["surplus"], count), count)
    return Rates(
        uplift=uplift,
        save=settings.CALL_SAVE,
        lift=settings.CALL_LIFT,
        half=settings.CALL_WORTH_OF_HALF,
        chances=chances,
        currency=settings.CURRENCY,
    )


def learnt_of(people: Collection[int]) -> list[dict[str, Any]]:
    """Return what was learnt of everybody and of these people; a KAM asks for one, every time."""
    if len(people) == 1:
        return OF_ONE.read(owner=next(iter(people)))
    rows = Learnt.objects.filter(Q(owner__isnull=True) | Q(owner__in=people))
    return plain_rows(rows, COLUMNS)


def learn(*, now: datetime) -> int:
    """Write the table anew from all calls and status steps on record; returns how many numbers."""
    found = [*uplifts(now), *chances_to_win(now)]
    with transaction.atomic():
        Learnt.objects.all().delete()
        Learnt.objects.bulk_create(found)
    return len(found)


def uplifts(now: datetime) -> Iterator[Learnt]:
    """Yield for each segment the orders within a week of a call, beyond those foretold.

    Calls of the last week are left out: their week is not over. What the forecast has already
    learnt from orders that calls brought is no surplus, so a steady effect is understated: with
    each account called every week, .06 of a simulated .11; without an effect, 0.
    """
    orders = Order.objects.counted().filter(
        lead=OuterRef("lead"),
        ordered_at__gte=OuterRef("called_at"),
        ordered_at__lt=OuterRef("called_at") + ANSWER_WITHIN,
    )
    steps = (
        PlanStep.objects.counted()
        .filter(
            called_at__gte=now - LOOKED_BACK,
            called_at__lte=now - ANSWER_WITHIN,
            chance_7__isnull=False,
        )
        .annotate(answered=Exists(orders))
    )
    for segment, calls, answered, foretold in (
        steps.values_list("segment")
        .annotate(calls=Count("id"), ordered=Count("id", filter=Q(answered=True)))
        .annotate(foretold=Sum(F("chance_7")))
        .order_by("segment")
    ):
        surplus = answered - foretold
        yield Learnt(
            kind=LearntKind.UPLIFT,
            key=segment,
            value=learnt_uplift(surplus, calls),
            count=calls,
            surplus=surplus,
            at=now,
        )


def chances_to_win(now: datetime) -> Iterator[Learnt]:
    """Yield the chance to win from each open stage: of the whole house, and of each person.

    A person is shrunk to their team, the team to the house, each with the weight of 20 steps.
    """
    steps: dict[int | None, dict[tuple[str, str], int]] = defaultdict(dict)
    for owner, old, new, count in (
        LeadStatusChange.objects.values_list("lead__assigned_to", "old", "new")
        .annotate(count=Count("id"))
        .order_by()
    ):
        steps[owner][old, new] = count
    if not steps:
        return
    teams = dict(User.objects.filter(pk__in=[o for o in steps if o]).values_list("pk", "team_id"))
    counts = {owner: counted(found) for owner, found in steps.items()}
    everybody: Matrix = sum(counts.values(), start=counted({}))
    house = of_the_house(everybody)
    yield from rows_of(None, everybody, house, now)
    for owner, team in sorted(teams.items()):
        mates = [c for o, c in counts.items() if o and team and teams.get(o) == team]
        above = shrunk(sum(mates, start=counted({})), house) if mates else house
        yield from rows_of(owner, counts[owner], shrunk(counts[owner], above), now)


def rows_of(owner: int | None, counts: Matrix, moves: Matrix, now: datetime) -> Iterator[Learnt]:
    chances = win_chances(moves)
    for place, status in enumerate(OPEN):
        yield Learnt(
            kind=LearntKind.WIN,
            owner_id=owner,
            key=status,
            value=chances[status],
            count=int(counts[place].sum()),
            at=now,
        )
