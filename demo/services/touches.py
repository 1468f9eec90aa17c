"""What took place with the invented restaurants: calls, orders, and everything else."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np

from demo.rules.clocks import DAY, Ints
from demo.services.batch import Batch, iso
from demo.services.bulk import stamps
from interaction_tracking.models import Interaction
from interaction_tracking.rules import Direction, InteractionType, Outcome, is_contact
from leads.rules.status import LeadStatus

KINDS = InteractionType.values
OUTCOMES = ["", *Outcome.values]
NOTHING_SAID = -1  # the last of all sentences is empty
DAYS_BETWEEN = 45
SHARES = {"EMAIL": 0.36, "MESSAGE": 0.22, "VISIT": 0.18, "NOTE": 0.16, "MEETING": 0.08}
INBOUND = {"ORDER": 0.75, "EMAIL": 0.35, "MESSAGE": 0.5, "CALL": 0.06}
STEP_TOUCHES = {LeadStatus.CONTACTED: "EMAIL", LeadStatus.NEGOTIATING: "MEETING"}
TOLD_DAYS = 14
COLUMNS = ("who", "at", "kind", "outcome", "text", "step", "seconds", "follow")


@dataclass
class Touches:
    """Interactions by column; `who` is the restaurant's place in the batch, 0 stands for none."""

    parts: list[tuple[Ints, ...]] = field(default_factory=list)
    size: int = 0

    def add(
        self,
        who: Ints,
        at: Ints,
        kind: str | Ints,
        text: Ints,
        *,
        outcome: str | Ints = "",
        **more: Ints,
    ) -> int:
        """Take these in; returns the place of the first."""
        kinds = np.full(who.size, KINDS.index(kind)) if isinstance(kind, str) else kind
        code = np.full(who.size, OUTCOMES.index(outcome)) if isinstance(outcome, str) else outcome
        none = np.zeros(who.size, np.int64)
        rest = (more.get(name, none) for name in COLUMNS[6:])
        step = more.get("step", np.full(who.size, NOTHING_SAID))
        self.parts.append((who, at, kinds, code, text, step, *rest))
        self.size += who.size
        return self.size - who.size


def other_touches(batch: Batch, touches: Touches) -> None:
    """E-mails, visits, notes: some in every other month, and those that moved a lead."""
    world, rng = batch.world, batch.world.rng
    start = np.maximum(batch.born, world.since)
    until = np.where(batch.lost, batch.moved, world.now)
    counts = rng.poisson(np.maximum(until - start, 0) / DAY / DAYS_BETWEEN)
    who = np.repeat(np.arange(counts.size), counts)
    wanted = start[who] + (rng.random(who.size) * (until - start)[who]).astype(np.int64)
    day = world.clocks.day(batch.zone[who], wanted)
    day = world.rhythm.calendars.worked_before(batch.kam[who], day)
    wall = day * DAY + rng.integers(9 * 60, 17 * 60, who.size) * 60
    at = world.clocks.moment(batch.zone[who], wall)
    inside = (at > start[who]) & (at < np.minimum(until[who], world.now - 600))
    who, at = who[inside], at[inside]
    drawn = rng.choice(len(SHARES), size=who.size, p=list(SHARES.values()))
    for number, kind in enumerate(SHARES):
        mine = drawn == number
        touches.add(who[mine], at[mine], kind, world.talk.pick(kind, rng, int(mine.sum())))
    step_touches(batch, touches)


def step_touches(batch: Batch, touches: Touches) -> None:
    for kind in sorted(set(STEP_TOUCHES.values())):
        moved = [
            (who, int(step.at.timestamp()) - 120)
            for who, made in enumerate(batch.made)
            for step in made.steps
            if STEP_TOUCHES.get(LeadStatus(step.new)) == kind
            and step.at.timestamp() - 120 > batch.world.since
        ]
        who, at = np.array(moved, np.int64).reshape(-1, 2).T
        said = batch.world.talk.pick(kind, batch.world.rng, who.size)
        touches.add(who, at, kind, said)


def keep_touches(batch: Batch, touches: Touches, said: dict[int, str]) -> Ints:
    """Keep the interactions; returns their ids in the order in which they were taken in.

    `said` holds the words of those whose sentence is their own.
    """
    taken = [np.concatenate(column) for column in zip(*touches.parts, strict=True)]
    order = np.lexsort((taken[1], taken[0]))
    columns = {name: column[order] for name, column in zip(COLUMNS, taken, strict=True)}
    who, at = columns["who"], columns["at"]
    ids = batch.world.ids.take(Interaction, order.size)
    rows = {"id": ids, **rows_of(batch, columns)}
    for place, before in enumerate(order.tolist()):
        if before in said:
            rows["details"][place] = said[before]
    batch.keep(Interaction, rows)
    batch.wrote(who, at)
    sum_up(batch, who, at, columns["kind"], columns["outcome"])
    tell_touches(batch, rows, who, at)
    settled = np.empty(order.size, np.int64)
    settled[order] = ids
    return settled


def rows_of(batch: Batch, columns: dict[str, Ints]) -> dict[str, Any]:
    """Return the database's columns."""
    rng, who, kind = batch.world.rng, columns["who"], columns["kind"]
    texts = np.array(batch.world.talk.texts, dtype=object)
    moment = stamps(columns["at"])
    inbound = rng.random(who.size) < np.array([INBOUND.get(name, 0) for name in KINDS])[kind]
    people = np.where(
        kind == KINDS.index("NOTE"), 0, batch.first_contact[who] + someone(batch, who)
    )
    return {
        "lead_id": batch.pk[who],
        "contact_id": [one or None for one in people.tolist()],
        "interaction_type": [KINDS[code] for code in kind.tolist()],
        "outcome": [OUTCOMES[code] for code in columns["outcome"].tolist()],
        "direction": np.where(inbound, Direction.INBOUND, Direction.OUTBOUND),
        "details": texts[columns["text"]].tolist(),
        "order_placed": kind == KINDS.index("ORDER"),
        "date": moment,
        "duration_seconds": [second or None for second in columns["seconds"].tolist()],
        "follow_up_at": stamps(columns["follow"]),
        "next_step": texts[columns["step"]].tolist(),
        "created_by_id": batch.user[who],
        "created_at": moment,
        "updated_at": moment,
        "version": 1,
    }


def someone(batch: Batch, who: Ints) -> Ints:
    """Return whom of the restaurant's people: mostly the first."""
    rng = batch.world.rng
    other = (rng.random(who.size) * batch.people[who]).astype(np.int64)
    return np.where(rng.random(who.size) < 0.65, 0, other)


def sum_up(batch: Batch, who: Ints, at: Ints, kind: Ints, outcome: Ints) -> None:
    """Set on the leads when somebody was reached last, and when anything happened."""
    reached = np.array([[is_contact(k, o) for o in OUTCOMES] for k in KINDS])[kind, outcome]
    contacted, active = np.zeros_like(batch.pk), np.zeros_like(batch.pk)
    np.maximum.at(contacted, who[reached], at[reached])
    np.maximum.at(active, who, at)
    for made, last, latest in zip(batch.made, contacted.tolist(), active.tolist(), strict=True):
        made.lead.last_contacted_at = moment_of(last)
        made.lead.last_activity_at = moment_of(latest)


def moment_of(second: int) -> datetime | None:
    """Return the moment; 0 stands for none."""
    return datetime.fromtimestamp(second, UTC) if second else None


def tell_touches(batch: Batch, rows: dict[str, Any], who: Ints, at: Ints) -> None:
    """Put them on the timelines; of a large company only those of the last two weeks."""
    world = batch.world
    since = world.since - DAY if world.detailed else world.now - TOLD_DAYS * DAY
    for place in np.flatnonzero(at > since).tolist():
        second = int(at[place])
        after = {"interaction_type": rows["interaction_type"][place], "date": iso(second)}
        for name in ("outcome", "details", "next_step"):
            if rows[name][place]:
                after[name] = rows[name][place]
        pk = int(rows["id"][place])
        batch.tell(second, "interaction.logged", "interaction", pk, int(who[place]), after=after)
