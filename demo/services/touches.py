"""What took place with an invented restaurant: calls on the plan's rhythm, and everything else."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from call_planning.models import CallPlan, StepKind
from call_planning.rules.frequency import Frequency, first_due, next_due, nominal_days
from call_planning.services.moving import due_at
from demo.rules import words
from demo.services.batch import Batch, Ids
from demo.services.bulk import stamp
from demo.services.restaurants import SECONDS_A_DAY, Made
from interaction_tracking.rules import is_contact
from leads.rules.rot import rot_limit
from leads.rules.status import STAGES, StageType

BY_TIER = {
    "A": Frequency.WEEKLY,
    "B": Frequency.BIWEEKLY,
    "C": Frequency.MONTHLY,
    "D": Frequency.QUARTERLY,
}
RETRY = 3 * 3600


@dataclass
class Story:
    """One restaurant's account of itself while it is made up."""

    made: Made
    batch: Batch
    ids: Ids
    rng: np.random.Generator
    now: int
    rich: bool  # everything on the timeline; in a large company only the last two weeks
    contacted: list[int] = field(default_factory=list)
    active: list[int] = field(default_factory=list)

    def touch(
        self, kind: str, at: int, *, outcome: str = "", details: str = "", **more: object
    ) -> int:
        """Write one interaction down; returns its id."""
        pk, lead, owner = self.ids.take("interaction"), self.made.lead.pk, self.made.owner.pk
        people = self.made.contacts
        contact = people[0 if self.rng.random() < 0.7 else -1].pk
        moment, order = stamp(at), kind == "ORDER"
        seconds = int(self.rng.integers(40, 900)) if outcome == "CONNECTED" else None
        self.batch.interactions.append(
            (pk, lead, contact, kind, outcome, "OUTBOUND", details, order, moment, seconds,
             more.get("next_step", ""), owner, moment, moment, 1)
        )  # fmt: skip
        self.active.append(at)
        if is_contact(kind, outcome):
            self.contacted.append(at)
        if self.rich or at > self.now - 14 * SECONDS_A_DAY:
            told = {"interaction_type": kind, "outcome": outcome, "details": details}
            self.batch.tell(at, "interaction.logged", "interaction", pk, lead, owner, after=told)
        return pk

    def call(self, at: int) -> None:
        pick = self.rng.integers
        step = words.STEPS[int(pick(len(words.STEPS)))] if self.rng.random() < 0.2 else ""
        said = words.TALKED[int(pick(len(words.TALKED)))]
        self.touch("CALL", at, outcome="CONNECTED", details=said, next_step=step)

    def miss(self, at: int) -> None:
        outcome = ("NO_ANSWER", "BUSY", "LEFT_MESSAGE")[int(self.rng.integers(3))]
        said = words.MISSED[int(self.rng.integers(len(words.MISSED)))]
        self.touch("CALL", at, outcome=outcome, details=said)


def other_touches(story: Story) -> None:
    """E-mails, visits and notes, one every two months or so."""
    born = int(story.made.lead.created_at.timestamp())
    age = (story.now - born) / SECONDS_A_DAY
    for _ in range(int(story.rng.poisson(age / 60))):
        kind, text = words.OTHER[int(story.rng.integers(len(words.OTHER)))]
        story.touch(kind, int(story.rng.integers(born, story.now)), details=text)


def planned_calls(story: Story) -> None:
    """Make the plan and the calls that kept it, so that this morning looks like a morning."""
    made, rng = story.made, story.rng
    lead = made.lead
    if STAGES[lead.lead_status].type == StageType.LOST or rng.random() < 0.07:
        return
    won = STAGES[lead.lead_status].type == StageType.WON
    frequency = BY_TIER[lead.tier] if won else Frequency.BIWEEKLY
    interval = nominal_days(frequency)
    plan = new_plan(story, frequency)
    zone = ZoneInfo(made.owner.timezone)
    plan.next_call_date = plan.first_due_at = first_due(
        plan.created_at, frequency=frequency, interval_days=None, zone=zone
    )
    last = last_call(story, interval)
    if last is not None:
        count = earlier_calls(story, plan, last=last, interval=interval)
        moved(plan, last, zone, connected=count)
    moods(story, plan)
    plan.due_at = due_at(plan)
    lead.next_call_date = plan.due_at
    story.batch.plans.append(plan)


def new_plan(story: Story, frequency: str) -> CallPlan:
    lead = story.made.lead
    return CallPlan(
        pk=story.ids.take("plan"),
        lead=lead,
        frequency=frequency,
        created_by=story.made.owner,
        created_at=lead.created_at,
        updated_at=lead.created_at,
    )


def moved(plan: CallPlan, last: datetime, zone: ZoneInfo, *, connected: int) -> None:
    plan.last_called = last
    plan.next_call_date, plan.anchor_day = next_due(
        last, frequency=plan.frequency, interval_days=None, zone=zone, anchor_day=None
    )
    plan.updated_at = last
    plan.version = 1 + connected


def last_call(story: Story, interval: float) -> datetime | None:
    """Return the last connected call; it decides whether today's call is due, missed or done."""
    rng, lead = story.rng, story.made.lead
    draw = rng.random()
    now = datetime.fromtimestamp(story.now, lead.created_at.tzinfo)
    if draw < 0.03:
        done = now - timedelta(minutes=int(rng.integers(15, 150)))
        return done.replace(second=0) if done > lead.created_at else None
    due = days_until_due(rng, draw, interval)
    zone = ZoneInfo(story.made.owner.timezone)
    day = (now - timedelta(days=interval - due)).astimezone(zone).date()
    clock = time(int(rng.integers(9, 17)), int(rng.integers(0, 60)))
    at = datetime.combine(day, clock, tzinfo=zone).astimezone(now.tzinfo)
    at = min(at, now - timedelta(minutes=30)).replace(second=0, microsecond=0)
    return at if at > lead.created_at else None


def days_until_due(rng: np.random.Generator, draw: float, interval: float) -> float:
    """A tenth was missed for days, a tenth just now, a tenth is due today, the others later."""
    if draw < 0.11:
        return -float(rng.uniform(3, 9))
    if draw < 0.20:
        return -float(rng.uniform(1, 3))
    return 0.0 if draw < 0.30 else float(rng.uniform(1, interval))


def earlier_calls(story: Story, plan: CallPlan, *, last: datetime, interval: float) -> int:
    """Write the calls back to the lead's first day; returns how many connected."""
    rng = story.rng
    born, at = int(story.made.lead.created_at.timestamp()), int(last.timestamp())
    calls = [at]
    while True:
        at -= int(interval * float(rng.uniform(0.86, 1.05)) * SECONDS_A_DAY)
        if at <= born:
            break
        calls.append(at)
    calls.reverse()
    due = born + int(interval * SECONDS_A_DAY)
    for at in calls:
        if rng.random() < 0.25 and at - SECONDS_A_DAY > born:
            story.miss(at - int(rng.integers(3600, SECONDS_A_DAY)))
        story.call(at)
        if story.rich or at > story.now - 120 * SECONDS_A_DAY:
            story.batch.steps.append(
                (plan.lead_id, story.made.owner.pk, plan.lead.tier, stamp(due), stamp(at),
                 kind_of(at, due, interval))
            )  # fmt: skip
        due = at + int(interval * SECONDS_A_DAY)
    return len(calls)


def kind_of(at: int, due: int, interval: float) -> str:
    if at // SECONDS_A_DAY > due // SECONDS_A_DAY:
        return str(StepKind.LATE)
    early = (due - at) / SECONDS_A_DAY
    return str(StepKind.OVER_SERVED if early > interval / 2 else StepKind.KEPT)


def moods(story: Story, plan: CallPlan) -> None:
    """Some were tried in vain, some put off, some paused."""
    draw, now = story.rng.random(), story.now
    moment = datetime.fromtimestamp(now, story.made.lead.created_at.tzinfo)
    late = plan.next_call_date < moment - timedelta(days=1)
    if late and draw < 0.3:
        at = now - int(story.rng.integers(4, 20)) * 3600
        story.miss(at)
        plan.attempts, plan.last_attempt_at = 1, moment - timedelta(seconds=now - at)
        plan.retry_at = plan.last_attempt_at + timedelta(seconds=RETRY)
    elif draw > 0.985:
        plan.snoozed_until = moment + timedelta(days=int(story.rng.integers(1, 8)))
        plan.snooze_reason = "Chef is away"
        plan.snoozed_at = moment - timedelta(hours=3)
    elif draw > 0.97:
        plan.paused_at = moment - timedelta(days=int(story.rng.integers(1, 30)))


def sum_up(story: Story) -> None:
    """Set on the lead what follows from what took place."""
    lead = story.made.lead
    zone = lead.created_at.tzinfo
    if story.contacted:
        lead.last_contacted_at = datetime.fromtimestamp(max(story.contacted), zone)
    if story.active:
        lead.last_activity_at = datetime.fromtimestamp(max(story.active), zone)
        limit = rot_limit(lead.lead_status)
        since = max(lead.status_changed_at, lead.last_activity_at)
        lead.rots_at = None if limit is None else since + limit
