"""How the invented KAMs keep their call plans: every account's calls, one after the other.

The rhythm follows the product's own rules (when a call is due, on which day it shows, whether it
was kept), for all accounts of a batch at once; tests compare it with those rules.
"""

from dataclasses import dataclass, field

import numpy as np

from call_planning.rules.frequency import Frequency, nominal_days
from demo.rules.calendars import Calendars
from demo.rules.clocks import DAY, Bools, Clocks, Floats, Ints, day_of_month, months_later

FREQUENCIES = (Frequency.WEEKLY, Frequency.BIWEEKLY, Frequency.MONTHLY, Frequency.QUARTERLY)
DAYS = np.array([7, 14, 0, 0])
MONTHS = np.array([0, 0, 1, 3])
NOMINAL = np.array([nominal_days(frequency) for frequency in FREQUENCIES])
KEPT, LATE, OVER_SERVED = range(3)
OVER_SERVED_BELOW = 0.5
# Later days are no anchor for a shorter month; calls of monthly plans keep off them.
LAST_ANCHOR = 28
# How likely a call that showed so many days ago is still waiting.
WAITING = np.array([0.55, 0.5, 0.38, 0.3, 0.3, 0.26, 0.2, 0.16, 0.12, 0.1, 0.08, 0.06, 0.05])
SELDOM = 0.012
SELDOM_DAYS = 45


@dataclass
class Book:
    """The plans of a batch: one entry an account in every array."""

    start: Ints
    until: Ints
    every: Ints
    early: Bools  # tier A shows before a free day, the others after
    zone: Ints
    calendar: Ints
    care: Floats  # 1 is a usual KAM; less leaves less undone


@dataclass
class Calls:
    """The calls that reached somebody, and when the next one is due, per account."""

    who: Ints
    at: Ints
    due: Ints
    kind: Ints
    last: Ints  # 0: never called
    next: Ints
    shown: Ints
    count: Ints


@dataclass
class Diary:
    """What the loop below has written down so far."""

    who: list[Ints] = field(default_factory=list)
    at: list[Ints] = field(default_factory=list)
    due: list[Ints] = field(default_factory=list)
    kind: list[Ints] = field(default_factory=list)

    def note(self, *columns: Ints) -> None:
        for kept, column in zip((self.who, self.at, self.due, self.kind), columns, strict=True):
            kept.append(column)

    def columns(self) -> list[Ints]:
        none = [np.zeros(0, np.int64)]
        return [np.concatenate(c or none) for c in (self.who, self.at, self.due, self.kind)]


class Rhythm:
    """The plans' rules with the clocks and calendars they need."""

    def __init__(self, clocks: Clocks, calendars: Calendars) -> None:
        self.clocks, self.calendars = clocks, calendars

    def calls(self, book: Book, rng: np.random.Generator, *, now: int) -> Calls:
        """Call every account from the plan's start until the next call lies ahead or waits."""
        size = book.start.size
        last, count = np.zeros(size, np.int64), np.zeros(size, np.int64)
        due, shown = self.first_due(book), np.zeros(size, np.int64)
        diary, going = Diary(), np.arange(size)
        while going.size:
            part = pick(book, going)
            shown[going] = self.shown(part, due[going])
            at = self._called(part, rng, shown=shown[going], last=last[going])
            done = at < np.minimum(part.until, now - 300)
            done &= (at > last[going]) & (at > part.start)
            done &= ~self._waits(part, rng, shown=shown[going], now=now)
            made, at, part = going[done], at[done], pick(part, np.flatnonzero(done))
            kind = self.kinds(part, at=at, last=last[made], shown=shown[made])
            diary.note(made, at, due[made], kind)
            last[made], due[made], count[made] = at, self.next_due(part, at), count[made] + 1
            going = made
        who, at, dues, kinds = diary.columns()
        return Calls(who, at, dues, kinds, last, due, self.shown(book, due), count)

    def first_due(self, book: Book) -> Ints:
        """Midnight of the day the plan was made, plus the interval."""
        day = later(self.clocks.day(book.zone, book.start), book.every)
        return self.clocks.moment(book.zone, day * DAY)

    def next_due(self, book: Book, at: Ints) -> Ints:
        """The same time of day, an interval on."""
        wall = self.clocks.wall(book.zone, at)
        return self.clocks.moment(book.zone, later(wall // DAY, book.every) * DAY + wall % DAY)

    def shown(self, book: Book, due: Ints) -> Ints:
        day = self.clocks.day(book.zone, due)
        before = self.calendars.worked_before(book.calendar, day)
        return np.where(book.early, before, self.calendars.worked_after(book.calendar, day))

    def kinds(self, book: Book, *, at: Ints, last: Ints, shown: Ints) -> Ints:
        share = (at - last) / DAY / NOMINAL[book.every]
        over = (last > 0) & (share < OVER_SERVED_BELOW)
        late = self.clocks.day(book.zone, at) > shown
        return np.where(late, LATE, np.where(over, OVER_SERVED, KEPT))

    def _called(self, book: Book, rng: np.random.Generator, *, shown: Ints, last: Ints) -> Ints:
        """The moment of the call: on the day it shows, some days late, seldom before."""
        size = shown.size
        draw = rng.random(size)
        delay = np.where(draw < 0.1, 1, 0)
        delay = np.where(draw < 0.045 * book.care, rng.integers(2, 7, size), delay)
        day = self.calendars.worked_after(book.calendar, shown + delay)
        soon = (draw > 0.93) & (last > 0)
        share = np.where(draw > 0.97, 0.4, 0.85)
        ahead = last // DAY + np.maximum(2, (NOMINAL[book.every] * share).astype(np.int64))
        ahead = self.calendars.worked_before(book.calendar, ahead)
        day = np.where(soon & (ahead > last // DAY + 1), ahead, day)
        too_late = (MONTHS[book.every] > 0) & (day_of_month(day) > LAST_ANCHOR)
        day = np.where(too_late, self.calendars.worked_before(book.calendar, day - 3), day)
        minute = np.round(9.2 * 60 + rng.beta(1.3, 1.7, size) * 7.6 * 60).astype(np.int64)
        return self.clocks.moment(book.zone, day * DAY + minute * 60)

    def _waits(self, book: Book, rng: np.random.Generator, *, shown: Ints, now: int) -> Bools:
        """Which calls nobody has found the time for yet."""
        age = self.clocks.day(book.zone, np.full(shown.size, now)) - shown
        usual = np.where(age < WAITING.size, WAITING[np.clip(age, 0, WAITING.size - 1)], SELDOM)
        chance = np.where((age < 0) | (age > SELDOM_DAYS), 0.0, usual * book.care)
        return np.asarray(rng.random(shown.size) < chance)


def later(day: Ints, every: Ints) -> Ints:
    """The local day one interval on."""
    return np.where(MONTHS[every] > 0, months_later(day, MONTHS[every]), day + DAYS[every])


def pick(book: Book, rows: Ints) -> Book:
    return Book(*(column[rows] for column in vars(book).values()))
