"""Loading the whole company in one transaction: all of it is there, or nothing."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from django.contrib.auth.hashers import identify_hasher, make_password
from django.db import transaction

from contact.models import Contact
from demo.rules.clocks import DAY
from demo.services.batch import NUMBERED, Batch, World
from demo.services.bulk import (
    analyze,
    indexes_built_last,
    nobody_else_writes,
    settle_sequence,
    stamps,
)
from demo.services.contacts import people_of
from demo.services.ordering import keep_orders, orders_of
from demo.services.papers import keep_papers
from demo.services.people import Kam, Staff, make_people
from demo.services.planning import planned_calls
from demo.services.restaurants import GROUP_EVERY, GROUP_SIZE, Made, group_of, restaurant
from demo.services.touches import Touches, keep_touches, other_touches
from interaction_tracking.models import Order
from kernel.errors import RuleBroken
from leads.models import Lead, LeadStatusChange
from leads.rules.rot import rot_limit
from users.models import User

BATCH = GROUP_EVERY * 25
DETAILED_UP_TO = 5_000
TRASHED = 0.012
Progress = Callable[[int], None]


@dataclass
class Loaded:
    """What was made: who can log in, and how many rows of each kind there are."""

    staff: list[Staff]
    admin: User
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> int:
        return self.counts.total()


@transaction.atomic
def load_company(
    *,
    accounts: int,
    seed: int,
    password: str,
    now: datetime,
    beside: bool = False,
    progress: Progress = lambda done: None,
) -> Loaded:
    """Invent and write the company; the same seed and moment make the same one.

    The password may be hashed already.

    Raises RuleBroken when there are leads already, unless it may stand `beside` them.
    """
    if not beside and Lead.objects.exists():
        raise RuleBroken("There are leads already; nothing was loaded.", code="not_empty")
    rng = np.random.default_rng(seed)
    hashed = password if is_hashed(password) else make_password(password)  # once: it is slow
    people = make_people(rng, accounts=accounts, hashed=hashed, today=now.date())
    with nobody_else_writes(NUMBERED):
        world = World(
            rng,
            people.kams,
            now=int(now.timestamp()),
            detailed=accounts <= DETAILED_UP_TO,
            code=free_code(),
        )
        # Beside other rows the indexes stay: somebody is using them.
        with indexes_built_last(NUMBERED, wanted=not (beside or world.detailed)):
            for start in range(0, accounts, BATCH):
                count = min(BATCH, accounts - start)
                write_batch(world, range(start, start + count))
                progress(count)
    for model, following in world.ids.free.items():
        settle_sequence(model, following)
    analyze()
    return Loaded(people.staff, people.admin, counts_of(world))


def is_hashed(password: str) -> bool:
    try:
        identify_hasher(password)
    except ValueError:
        return False
    return True


def counts_of(world: World) -> Counter[str]:
    free, first = world.ids.free, world.ids.first
    return Counter(
        {str(model._meta.verbose_name_plural): free[model] - first[model] for model in NUMBERED}
    )


def free_code() -> str:
    """Return what our external ids begin with; nobody's begins so yet."""
    number = 1
    while True:
        code = f"DEMO{number}"
        beginning = {"external_id__startswith": f"{code}-"}
        if not any(model.objects.filter(**beginning).exists() for model in (Lead, Order)):
            return code
        number += 1


def write_batch(world: World, wanted: range) -> None:
    """Invent some restaurants with all that took place there, and write them."""
    batch, touches = invented(world, wanted), Touches()
    tell_beginnings(batch)
    keep_papers(batch)
    other_touches(batch, touches)
    planned_calls(batch, touches)
    orders, first = orders_of(batch, touches)
    texts = orders.texts
    ids = keep_touches(batch, touches, dict(enumerate(texts, first)))
    keep_orders(batch, orders, ids[first : first + len(texts)], texts)
    finish_leads(batch)
    batch.keep_facts()
    batch.write()


def invented(world: World, wanted: range) -> Batch:
    """Return the restaurants with their people; four in a row are one KAM's."""
    made: list[Made] = []
    contacts: list[Contact] = []
    for place, index in enumerate(wanted):
        kam: Kam = world.kams[index // GROUP_SIZE % len(world.kams)]
        pk = int(world.ids.take(Lead, 1)[0])
        group = group_of(made, place)
        one = restaurant(world.rng, kam, pk=pk, code=world.code, now=world.moment, group=group)
        people = people_of(one, world.rng, first_pk=world.ids.free[Contact])
        world.ids.take(Contact, len(people))
        made.append(one)
        contacts += people
    batch = Batch(world, made, contacts)
    keep_history(batch)
    return batch


def keep_history(batch: Batch) -> None:
    steps = [step for made in batch.made for step in made.steps]
    columns = ("lead_id", "old", "new", "by_id", "duration_seconds", "reason", "note", "via")
    rows = {name: [str_or_int(getattr(step, name)) for step in steps] for name in columns}
    flags = {name: [getattr(step, name) for step in steps] for name in ("skipped", "reopened")}
    ids = batch.world.ids.take(LeadStatusChange, len(steps))
    at = stamps(np.array([int(step.at.timestamp()) for step in steps], np.int64))
    batch.keep(LeadStatusChange, {"id": ids, **rows, **flags, "at": at})


def str_or_int(value: str | int) -> str | int:
    """Return the plain value of a choice."""
    return str(value) if isinstance(value, str) else value


def tell_beginnings(batch: Batch) -> None:
    """Tell how the leads came in and moved; of a small company also who works there."""
    for who, made in enumerate(batch.made):
        lead = made.lead
        born = int(batch.born[who])
        after = {
            name: getattr(lead, name) for name in ("name", "city", "country", "source", "email")
        }
        batch.tell(born, "lead.created", "lead", lead.pk, who, after=after, via="web")
        for step in made.steps:
            at, moved = int(step.at.timestamp()), {"before": step.old, "after": step.new}
            via = str(step.via)
            batch.tell(at, "lead.status_changed", "lead", lead.pk, who, **moved, via=via)
    if batch.world.detailed:
        tell_contacts(batch)


def tell_contacts(batch: Batch) -> None:
    place = {int(pk): who for who, pk in enumerate(batch.pk)}
    for contact in batch.contacts:
        who = place[contact.restaurant_id]
        names = ("name", "role", "role_code", "email", "phone", "is_primary")
        after = {name: getattr(contact, name) for name in names}
        at = int(batch.born[who])
        batch.tell(at, "contact.created", "contact", contact.pk, who, after=after)


def finish_leads(batch: Batch) -> None:
    """Set on the leads what all the writes after their making left there; trash some."""
    rng, now = batch.world.rng, batch.world.now
    drawn = rng.random(batch.pk.size)
    for who, made in enumerate(batch.made):
        lead = made.lead
        lead.version += int(batch.writes[who])
        lead.updated_at = datetime.fromtimestamp(int(batch.touched[who]), UTC)
        limit = rot_limit(lead.lead_status)
        if limit is not None and lead.last_activity_at is not None:
            lead.rots_at = max(lead.status_changed_at, lead.last_activity_at) + limit
        if drawn[who] < TRASHED and who % GROUP_EVERY >= GROUP_SIZE:
            gone = now - int(rng.integers(60, max(61, min(now - batch.touched[who], 20 * DAY))))
            lead.deleted_at = lead.updated_at = datetime.fromtimestamp(gone, UTC)
            lead.version += 1
            batch.tell(gone, "lead.trashed", "lead", lead.pk, who)
