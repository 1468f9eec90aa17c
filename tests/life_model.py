"""What product.md (sections 4, 6, 7) says of one lead, in plain Python that knows none of ours."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = {"DAILY": 1, "WEEKLY": 7, "BIWEEKLY": 14}
MONTHS = {"MONTHLY": 1, "QUARTERLY": 3}
DAY = timedelta(days=1)


@dataclass
class Touch:
    """One interaction as it was logged."""

    kind: str
    outcome: str
    at: datetime
    logged_at: datetime
    follow_up: datetime | None = None
    ordered: bool = False
    order_counts: bool = True
    gone: bool = False

    @property
    def connected(self) -> bool:
        return self.kind == "CALL" and self.outcome == "CONNECTED"

    @property
    def is_contact(self) -> bool:
        return self.connected or self.kind not in {"CALL", "NOTE"}

    @property
    def promise(self) -> datetime | None:
        """When somebody waits for our call."""
        if self.outcome == "CALL_BACK":
            return self.follow_up or self.at + DAY
        return self.follow_up if self.connected else None


def later(
    wall: datetime, frequency: str, interval: int | None, anchor: int, zone: ZoneInfo
) -> datetime:
    """The same clock time one interval on, in UTC; months keep to the anchor or are clamped."""
    if frequency in MONTHS:
        years, month = divmod(wall.month - 1 + MONTHS[frequency], 12)
        year, month = wall.year + years, month + 1
        wall = wall.replace(year=year, month=month, day=min(anchor, monthrange(year, month)[1]))
    else:
        wall += timedelta(days=DAYS.get(frequency) or interval or 0)
    return wall.replace(tzinfo=zone).astimezone(UTC)


@dataclass
class Plan:
    made_at: datetime
    frequency: str
    interval: int | None
    zone: ZoneInfo
    first_due: datetime = field(init=False)
    next_call: datetime = field(init=False)
    last_called: datetime | None = None
    anchor: int = 0
    snoozed_until: datetime | None = None
    snoozed_at: datetime | None = None
    paused: bool = False
    promised: datetime | None = None
    attempts: int = 0
    last_attempt: datetime | None = None

    def __post_init__(self) -> None:
        day = self.local(self.made_at)
        midnight = datetime.combine(day, time.min)
        self.first_due = later(midnight, self.frequency, self.interval, day.day, self.zone)
        self.next_call = self.first_due

    def local(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    @property
    def due(self) -> datetime | None:
        if self.paused:
            return None
        return self.promised or max(self.next_call, self.snoozed_until or self.next_call)

    def change_frequency(self, frequency: str, interval: int | None) -> None:
        self.frequency, self.interval = frequency, interval
        if self.last_called is not None:
            self.reschedule(self.last_called)

    def reschedule(self, called: datetime) -> None:
        wall = called.astimezone(self.zone).replace(tzinfo=None)
        if self.frequency not in MONTHS:
            self.anchor = wall.day
        self.next_call = later(wall, self.frequency, self.interval, self.anchor, self.zone)

    def snooze(self, until: datetime, *, now: datetime) -> None:
        self.snoozed_until, self.snoozed_at, self.promised = until, now, None

    def call(self, call: Touch) -> None:
        """A call older than the last one leaves the plan; contact moves it; else it stays due."""
        if self.last_called is not None and call.at <= self.last_called:
            return
        if call.connected:
            self.contact(call)
            return
        self.attempts += 1
        if self.last_attempt is None or call.at >= self.last_attempt:
            self.last_attempt = call.at
            self.promised = call.promise or self.promised

    def contact(self, call: Touch) -> None:
        day = self.local(call.at)
        kept = self.last_called is not None and day == self.local(self.next_call)
        if not kept or day.day != min(self.anchor, monthrange(day.year, day.month)[1]):
            self.anchor = day.day
        self.last_called = call.at
        self.reschedule(call.at)
        self.attempts, self.last_attempt, self.promised = 0, None, call.promise
        self.snoozed_until, self.snoozed_at = None, None

    def replay(self, touches: list[Touch]) -> None:
        """The calls on record are others: the plan is as if those were all there ever were."""
        here = [t for t in touches if not t.gone]
        calls = [t for t in here if t.kind == "CALL" and t.logged_at >= self.made_at]
        contacts = sorted((c for c in calls if c.connected), key=lambda c: c.at)
        last = contacts[-1].at if contacts else None
        if last != self.last_called:
            snoozed = self.snoozed_until, self.snoozed_at
            self.last_called, self.next_call, self.anchor = None, self.first_due, 0
            for contact in contacts:
                self.contact(contact)
            self.snoozed_until, self.snoozed_at = snoozed
        since = [c for c in calls if not c.connected and (last is None or c.at > last)]
        self.attempts = len(since)
        self.last_attempt = max((c.at for c in since), default=None)
        promises = [c for c in contacts[-1:] + since if c.promise and self.counts(c)]
        self.promised = max(promises, key=lambda c: c.at).promise if promises else None

    def counts(self, promise: Touch) -> bool:
        """A snooze is later word than what was promised before it."""
        return self.snoozed_at is None or promise.logged_at > self.snoozed_at
