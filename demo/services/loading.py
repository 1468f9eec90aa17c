"""Loading the whole company in one transaction: all of it is there, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from django.db import transaction

from demo.services.batch import WRITTEN, Batch, Ids
from demo.services.bulk import settle_sequences
from demo.services.ordering import orders_of
from demo.services.people import Staff, make_staff
from demo.services.restaurants import SECONDS_A_DAY, Made, people_of, restaurant
from demo.services.touches import Story, other_touches, planned_calls, sum_up
from kernel.errors import RuleBroken
from leads.models import Lead
from users.models import User

CHUNK = 500
RICH_UP_TO = 3000
GROUP_EVERY, GROUP_SIZE = 60, 4
TRASHED = 0.01


@dataclass
class Loaded:
    """What was made: who can log in, and how many rows there are."""

    staff: list[Staff]
    admin: User
    rows: int


@transaction.atomic
def load_company(
    *,
    accounts: int,
    seed: int,
    password: str,
    now: datetime,
    beside: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> Loaded:
    """Invent and write the company; the same seed and moment make the same one.

    Raises RuleBroken when there are leads already, unless it may stand `beside` them.
    """
    if not beside and Lead.objects.exists():
        raise RuleBroken("There are leads already; nothing was loaded.", code="not_empty")
    rng = np.random.default_rng(seed)
    staff = make_staff(rng, accounts=accounts, password=password, today=now.date())
    ids, rows = Ids(), 0
    code = f"DEMO-{ids.lead}"
    for start in range(0, accounts, CHUNK):
        count = min(CHUNK, accounts - start)
        wanted = range(start, start + count)
        rows += chunk(
            rng, staff, ids, code=code, wanted=wanted, now=now, rich=accounts <= RICH_UP_TO
        )
        progress(count)
    settle_sequences(WRITTEN)
    admin = User.objects.filter(username__startswith="admin").latest("pk")
    return Loaded(staff, admin, rows)


def chunk(
    rng: np.random.Generator,
    staff: list[Staff],
    ids: Ids,
    *,
    code: str,
    wanted: range,
    now: datetime,
    rich: bool,
) -> int:
    batch, made_of_chunk = Batch(), []
    for index in wanted:
        pk = ids.take("lead")
        where = staff[index % len(staff)]
        made = restaurant(rng, where, pk=pk, index=index, code=code, now=now)
        ids.contact += len(people_of(made, rng, first_pk=ids.contact))
        live(Story(made, batch, ids, rng, int(now.timestamp()), rich))
        made_of_chunk.append(made)
    group_outlets(made_of_chunk)
    return batch.write()


def live(story: Story) -> None:
    """Make up the restaurant's life, and keep it."""
    made, batch = story.made, story.batch
    lead, owner = made.lead, made.owner.pk
    born = int(lead.created_at.timestamp())
    first = {"name": lead.name, "lead_status": "NEW"}
    batch.tell(born, "lead.created", "lead", lead.pk, lead.pk, owner, after=first, via="web")
    for step in made.steps:
        at, moved = int(step.at.timestamp()), {"before": str(step.old), "after": str(step.new)}
        batch.tell(at, "lead.status_changed", "lead", lead.pk, lead.pk, owner, **moved, via="web")
    other_touches(story)
    planned_calls(story)
    orders_of(story)
    sum_up(story)
    if story.rng.random() < TRASHED:
        gone = story.now - int(story.rng.integers(1, 25)) * SECONDS_A_DAY
        lead.deleted_at = datetime.fromtimestamp(max(born, gone), UTC)
        batch.tell(max(born, gone), "lead.trashed", "lead", lead.pk, lead.pk, owner)
    batch.leads.append(lead)
    batch.contacts += made.contacts
    batch.changes += made.steps


def group_outlets(made: list[Made]) -> None:
    """Some restaurants are outlets of one group."""
    for start in range(0, len(made) - GROUP_SIZE, GROUP_EVERY):
        group = made[start].lead
        for outlet in made[start + 1 : start + GROUP_SIZE]:
            if (
                outlet.owner.pk == made[start].owner.pk
                or outlet.owner.team_id == made[start].owner.team_id
            ):
                outlet.lead.parent = group
