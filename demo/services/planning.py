"""The call plans of the invented restaurants, and how they were kept."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from call_planning.models import CallPlan, PlanStep, StepKind
from call_planning.rules.outcome import RETRY_AFTER
from demo.rules.calling import FREQUENCIES, Book, Calls
from demo.rules.clocks import DAY, HOUR, Bools, Ints, day_of_month
from demo.rules.talk import SNOOZES
from demo.services.batch import Batch, iso
from demo.services.bulk import stamps
from demo.services.touches import OUTCOMES, Touches, moment_of
from leads.rules.status import LeadStatus

PLANNED = {LeadStatus.NEW: 0.5, LeadStatus.CONVERTED: 0.96, LeadStatus.LOST: 0.7}
PLANNED_ELSE = 0.85
WEEKLY, BIWEEKLY = 0, 1
MISSED = np.array([OUTCOMES.index(o) for o in ("NO_ANSWER", "LEFT_MESSAGE", "BUSY", "CALL_BACK")])
MISSED_SHARES = np.array([0.46, 0.24, 0.13, 0.17])
KINDS = (StepKind.KEPT, StepKind.LATE, StepKind.OVER_SERVED)
STEPS_KEPT_DAYS = 200
MISSED_BEFORE = 0.22
TRIED = 0.4
PROMISED, SNOOZED, PAUSED = 0.04, 0.03, 0.02


@dataclass
class Plans:
    """The plans of a batch: `row` is the restaurant's place, every array has an entry a plan."""

    row: Ints
    book: Book
    calls: Calls
    tries: Ints  # calls that reached nobody, all together

    def __post_init__(self) -> None:
        size = self.row.size
        self.attempts, self.tried, self.outcome = (np.zeros(size, np.int64) for _ in range(3))
        self.promised, self.snoozed, self.paused = (np.zeros(size, np.int64) for _ in range(3))
        self.changed = np.maximum(self.book.start, self.calls.last)

    @property
    def due(self) -> Ints:
        """When each asks for a call: a promise first, then snooze, then the rhythm."""
        rhythm = np.maximum(self.calls.next, self.snoozed)
        due = np.where(self.promised > 0, self.promised, rhythm)
        return np.where(self.paused > 0, 0, due)


def planned_calls(batch: Batch, touches: Touches) -> None:
    """Make the plans, the calls that kept them, and the morning they left behind."""
    world = batch.world
    row, book = plans_of(batch)
    calls = world.rhythm.calls(book, world.rng, now=world.now)
    plans = Plans(row, book, calls, np.zeros(row.size, np.int64))
    log_attempts_before(batch, touches, plans)
    log_open_attempts(batch, touches, plans)
    set_moods(batch, plans)
    log_calls(batch, touches, plans)
    keep_steps(batch, plans)
    keep_plans(batch, plans)


def plans_of(batch: Batch) -> tuple[Ints, Book]:
    """Return which restaurants have (or, lost by now, had) a plan, and on which rhythm."""
    world, rng = batch.world, batch.world.rng
    leads = [made.lead for made in batch.made]
    chance = np.array([PLANNED.get(LeadStatus(lead.lead_status), PLANNED_ELSE) for lead in leads])
    owned = np.array([lead.assigned_to_id is not None for lead in leads])
    row = np.flatnonzero((rng.random(batch.pk.size) < chance) & owned)
    met = [made.steps[0].at if made.steps else made.lead.created_at for made in batch.made]
    start = np.array([int(at.timestamp()) for at in met])[row]
    # The product came into the house 18 months ago; older accounts got their plans then.
    rollout = world.since + rng.integers(0, 20 * DAY, row.size)
    start = np.where(start < world.since, rollout, start + 60)
    until = np.where(batch.lost, batch.moved, world.now)[row]
    inside = start < until
    row, start, until = row[inside], start[inside], until[inside]
    open_every = np.array([WEEKLY, WEEKLY, BIWEEKLY, BIWEEKLY])[batch.tier]
    every = np.where(batch.won, batch.tier, open_every)[row]
    every = np.where((rng.random(row.size) < 0.1) & (every > 0), every - 1, every)
    return row, Book(
        start=start,
        until=until,
        every=every,
        early=np.array([lead.tier == "A" for lead in leads])[row],
        zone=batch.zone[row],
        calendar=batch.kam[row],
        care=np.array([kam.care for kam in world.kams])[batch.kam[row]],
    )


def log_calls(batch: Batch, touches: Touches, plans: Plans) -> None:
    """Write the calls that reached somebody; the last may have promised another."""
    world, rng, calls = batch.world, batch.world.rng, plans.calls
    size, row = calls.who.size, plans.row[calls.who]
    last = calls.at == calls.last[calls.who]
    given = plans.promised * (plans.outcome != OUTCOMES.index("CALL_BACK"))
    buys = calls.at >= np.where(batch.won, batch.converted, np.iinfo(np.int64).max)[row]
    text = np.where(
        buys, world.talk.pick("ACCOUNT", rng, size), world.talk.pick("PROSPECT", rng, size)
    )
    step = np.where(rng.random(size) < 0.2, world.talk.pick("NEXT", rng, size), -1)
    touches.add(
        row,
        calls.at,
        "CALL",
        text,
        outcome="CONNECTED",
        step=step,
        seconds=np.clip(rng.lognormal(5.3, 0.6, size), 35, 2400).astype(np.int64),
        follow=np.where(last, given[calls.who], 0),
    )
    batch.wrote(row, calls.at)


def log_attempts_before(batch: Batch, touches: Touches, plans: Plans) -> None:
    """Before some calls nobody was reached: on the working day before."""
    world, rng, calls, book = batch.world, batch.world.rng, plans.calls, plans.book
    by_time = np.lexsort((calls.at, calls.who))
    who, at = calls.who[by_time], calls.at[by_time]
    before = (
        np.concatenate([[0], at[:-1]]) * np.concatenate([[False], who[1:] == who[:-1]])[: who.size]
    )
    day = world.clocks.day(book.zone[who], at) - 1
    day = world.rhythm.calendars.worked_before(book.calendar[who], day)
    wall = day * DAY + rng.integers(9 * 60 + 5, 17 * 60, who.size) * 60
    tried = world.clocks.moment(book.zone[who], wall)
    made = (rng.random(who.size) < MISSED_BEFORE) & (tried > before) & (tried > book.start[who])
    who, tried = who[made], tried[made]
    log_missed(batch, touches, plans, who, tried, rng.choice(MISSED[:3], who.size))


def log_open_attempts(batch: Batch, touches: Touches, plans: Plans) -> None:
    """Of the calls still waiting some were tried, up to three times, in vain."""
    world, rng, calls, book = batch.world, batch.world.rng, plans.calls, plans.book
    today = world.clocks.day(book.zone, np.full(plans.row.size, world.now))
    waits = (
        (calls.shown <= today) & (rng.random(plans.row.size) < TRIED) & (book.until == world.now)
    )
    who = np.repeat(np.flatnonzero(waits), rng.integers(1, 4, int(waits.sum())))
    span = today[who] - calls.shown[who] + 1
    day = calls.shown[who] + (rng.random(who.size) * span).astype(np.int64)
    day = world.rhythm.calendars.worked_before(book.calendar[who], day)
    wall = day * DAY + rng.integers(9 * 60 + 5, 17 * 60, who.size) * 60
    at = world.clocks.moment(book.zone[who], wall)
    made = (at < world.now - 900) & (at > np.maximum(calls.last, book.start)[who])
    who, at = who[made], at[made]
    by_time = np.lexsort((at, who))
    who, at = who[by_time], at[by_time]
    outcome = rng.choice(MISSED, who.size, p=MISSED_SHARES)
    latest = np.concatenate([who[1:] != who[:-1], [True]])[: who.size].astype(bool)
    asked = outcome == OUTCOMES.index("CALL_BACK")
    outcome = np.where(asked & ~latest, OUTCOMES.index("NO_ANSWER"), outcome)
    log_missed(batch, touches, plans, who, at, outcome)
    np.add.at(plans.attempts, who, 1)
    plans.tried[who[latest]], plans.outcome[who[latest]] = at[latest], outcome[latest]
    back = latest & asked
    plans.promised[who[back]] = at[back] + wait_after("CALL_BACK")


def wait_after(outcome: str) -> int:
    """Return the seconds until another try."""
    wait = RETRY_AFTER.get(outcome)
    return int(wait.total_seconds()) if wait else 0


def log_missed(
    batch: Batch, touches: Touches, plans: Plans, who: Ints, at: Ints, outcome: Ints
) -> None:
    """Write calls that reached nobody; the plan notes each."""
    for code in np.unique(outcome).tolist():
        mine = outcome == code
        said = batch.world.talk.pick(OUTCOMES[code], batch.world.rng, int(mine.sum()))
        touches.add(plans.row[who[mine]], at[mine], "CALL", said, outcome=outcome[mine])
    np.add.at(plans.tries, who, 1)
    np.maximum.at(plans.changed, who, at)
    batch.wrote(plans.row[who], at)


def set_moods(batch: Batch, plans: Plans) -> None:
    """Some promised another call, some were put off, some paused."""
    world, rng, book = batch.world, batch.world.rng, plans.book
    size = plans.row.size
    draw = rng.random(size)
    free = (plans.promised == 0) & (book.until == world.now)
    called = plans.calls.last
    promised = free & (draw < PROMISED) & (called > world.now - 9 * DAY) & (plans.attempts == 0)
    wall = world.clocks.wall(book.zone, called) // DAY + rng.integers(1, 6, size)
    wall = world.rhythm.calendars.worked_after(book.calendar, wall) * DAY + 10 * HOUR + 1800
    plans.promised = np.where(promised, world.clocks.moment(book.zone, wall), plans.promised)
    draw = rng.random(size)
    put_off = free & ~promised & (draw < SNOOZED)
    day = world.clocks.day(book.zone, np.full(size, world.now)) + rng.integers(1, 10, size)
    until = world.clocks.moment(book.zone, day * DAY + 9 * HOUR)
    plans.snoozed = np.where(put_off, until, 0)
    mood_at(batch, plans, put_off)
    paused = free & ~promised & (draw > 1 - PAUSED)
    plans.paused = np.where(paused, mood_at(batch, plans, paused), 0)


def mood_at(batch: Batch, plans: Plans, changed: Bools) -> Ints:
    """Return some moment since the plan last changed, and count the change in."""
    now, rng = batch.world.now, batch.world.rng
    span = np.minimum(now - plans.changed - 600, 4 * DAY)
    back: Ints = (rng.random(changed.size) * np.maximum(span, 1)).astype(np.int64)
    at = now - 300 - back
    plans.changed = np.where(changed, at, plans.changed)
    plans.tries = plans.tries + changed
    batch.wrote(plans.row[changed], at[changed])
    return np.asarray(at)


def keep_steps(batch: Batch, plans: Plans) -> None:
    calls, world = plans.calls, batch.world
    since = world.since - DAY if world.detailed else world.now - STEPS_KEPT_DAYS * DAY
    by_time = np.argsort(calls.at, kind="stable")
    kept = by_time[calls.at[by_time] > since]
    row = plans.row[calls.who[kept]]
    rows: dict[str, Any] = {
        "id": world.ids.take(PlanStep, kept.size),
        "lead_id": batch.pk[row],
        "owner_id": batch.user[row],
        "tier": [batch.made[one].lead.tier for one in row.tolist()],
        "due_at": stamps(calls.due[kept]),
        "called_at": stamps(calls.at[kept]),
        "kind": [str(KINDS[kind]) for kind in calls.kind[kept].tolist()],
    }
    batch.keep(PlanStep, rows)


def keep_plans(batch: Batch, plans: Plans) -> None:
    """Keep the plans of those not lost, and the next call on their leads."""
    world, book, calls = batch.world, plans.book, plans.calls
    ids, here = world.ids.take(CallPlan, plans.row.size), ~batch.lost[plans.row]
    batch.wrote(plans.row, book.start)
    batch.wrote(plans.row[~here], batch.moved[plans.row[~here]])
    anchor = day_of_month(world.clocks.day(book.zone, calls.last)).tolist()
    wait = np.array([wait_after(outcome) for outcome in OUTCOMES])[plans.outcome]
    retry = np.where(wait > 0, plans.tried + wait, 0)
    reasons = world.rng.integers(len(SNOOZES), size=plans.row.size)
    due = plans.due
    names = [str(FREQUENCIES[every]) for every in book.every.tolist()]
    snoozed = plans.snoozed.tolist()
    rows: dict[str, Any] = {
        "id": ids,
        "lead_id": batch.pk[plans.row],
        "frequency": names,
        "anchor_day": [a if at else None for a, at in zip(anchor, calls.last, strict=True)],
        "last_called": stamps(calls.last),
        "next_call_date": stamps(calls.next),
        "first_due_at": stamps(world.rhythm.first_due(book)),
        "notes": "",
        "snoozed_at": stamps(plans.changed * (plans.snoozed > 0)),
        "snoozed_until": stamps(plans.snoozed),
        "snooze_reason": [SNOOZES[r] if s else "" for r, s in zip(reasons, snoozed, strict=True)],
        "paused_at": stamps(plans.paused),
        "promised_at": stamps(plans.promised),
        "attempts": plans.attempts,
        "last_attempt_at": stamps(plans.tried),
        "retry_at": stamps(retry),
        "due_at": stamps(due),
        "created_by_id": batch.user[plans.row],
        "created_at": stamps(book.start),
        "updated_at": stamps(plans.changed),
        "version": 1 + calls.count + plans.tries,
    }
    batch.keep(CallPlan, only(rows, here))
    for row, at in zip(plans.row[here].tolist(), due[here].tolist(), strict=True):
        batch.made[row].lead.next_call_date = moment_of(at)
    tell_plans(batch, plans, ids)


def only(rows: dict[str, Any], which: Bools) -> dict[str, Any]:
    return {
        name: column[which]
        if isinstance(column, np.ndarray)
        else [value for value, kept in zip(column, which, strict=True) if kept]
        if isinstance(column, list)
        else column
        for name, column in rows.items()
    }


def tell_plans(batch: Batch, plans: Plans, ids: Ints) -> None:
    if not batch.world.detailed:
        return
    first = batch.world.rhythm.first_due(plans.book).tolist()
    for place, row in enumerate(plans.row.tolist()):
        about = ("callplan", int(ids[place]), row)
        after = {
            "frequency": FREQUENCIES[plans.book.every[place]],
            "next_call_date": iso(first[place]),
        }
        batch.tell(int(plans.book.start[place]), "call_plan.created", *about, after=after)
        changed = int(plans.changed[place])
        if plans.snoozed[place]:
            until = iso(int(plans.snoozed[place]))
            batch.tell(changed, "call_plan.snoozed", *about, until=until, reason="")
        elif plans.paused[place]:
            batch.tell(changed, "call_plan.paused", *about)
        elif batch.lost[row]:
            frequency = FREQUENCIES[plans.book.every[place]]
            before = {"frequency": frequency, "notes": ""}
            batch.tell(int(batch.moved[row]), "call_plan.deleted", *about, before=before)
