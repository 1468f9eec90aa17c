"""A diary to level: invented, and the same each time."""

from datetime import date, timedelta

import numpy as np

from call_planning.rules.diary import Call, Day, levelled, repeats

FIRST = date(2026, 3, 2)  # a Monday
SLACK = (3, 7, 15)  # half of a week, of two, of a month
LATE = 0.1


def diary(accounts: int, days: int, room: int) -> tuple[list[Call], list[Day]]:
    """Return the calls of so many accounts, one in ten overdue, and the working days for them."""
    rng = np.random.default_rng(20261125)
    dates = [FIRST + timedelta(days=7 * (n // 5) + n % 5) for n in range(days)]
    due = [dates[place] for place in rng.integers(0, days, accounts).tolist()]
    slack = rng.choice(SLACK, accounts).tolist()
    value = rng.integers(0, 95, accounts).tolist()
    late = (rng.random(accounts) < LATE).tolist()
    calls = [
        Call(FIRST if o else d, FIRST if o else d, FIRST, s, float(v), overdue=o)
        for d, s, v, o in zip(due, slack, value, late, strict=True)
    ]
    later = repeats(due, [2.0 * half for half in slack], dates)
    return calls, [Day(day, room, load) for day, load in zip(dates, later, strict=True)]


def level(accounts: int, days: int, room: int) -> int:
    """Level it; returns how many calls found a day."""
    calls, there = diary(accounts, days, room)
    return sum(place >= 0 for place in levelled(calls, there))
