"""How often an account is worth calling: the square-root law.

What an account loses between calls grows with the time between them: a calls-a-week rate f leaves
b / f of it lost, so that for a given number of calls altogether the least is lost when each f is in
proportion to the square root of its b (as with stock to order and lines to test: Harris 1913).
b = value · response · volatility: a month's custom, what a call does to it, how unsteady it is.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from call_planning.rules.workload import LADDER, WEEK

LONGEST = LADDER[-1][1]
SHORTEST = LADDER[1][1]  # a week: no call is worth making within three days of the last
STEADIEST = 0.05
CLEARLY = 1.3


class Custom(NamedTuple):
    """An account as its forecast shows it; money a month, chances 0 to 1, days.

    `at_stake`: of what may go, what a call can still keep; who has left already keeps none.
    """

    plan: int
    month: float
    at_stake: float
    chance_active: float
    response: float
    gap_days: float

    @property
    def volatility(self) -> float:
        """The share of the custom that may go: at stake already, or with the account itself."""
        whole = self.month + self.at_stake
        stake = self.at_stake / whole if whole > 0 else 0.0
        return max(stake, 1 - self.chance_active, STEADIEST)

    @property
    def benefit(self) -> float:
        return (self.month + self.at_stake) * max(self.response, 0.0) * self.volatility


def ideal_days(accounts: Sequence[Custom], *, calls_a_week: float) -> list[float]:
    """Return for each account the days between calls that share so many calls a week out best.

    Between a week and a quarter, and never more often than the account itself orders. What the
    bounds leave over goes to the others.
    """
    roots = [math.sqrt(account.benefit) for account in accounts]
    floors = [max(SHORTEST, min(account.gap_days, LONGEST)) for account in accounts]
    days = [LONGEST] * len(accounts)
    left, open_ones = calls_a_week, set(range(len(accounts)))
    while open_ones:
        total = sum(roots[i] for i in open_ones)
        found = {i: _days(left * roots[i] / total if total else 0.0) for i in open_ones}
        bound = {i for i in open_ones if not floors[i] <= found[i] <= LONGEST}
        for i in bound or open_ones:
            days[i] = min(max(found[i], floors[i]), LONGEST)
        if not bound:
            break
        left = max(left - sum(WEEK / days[i] for i in bound), 0.0)
        open_ones -= bound
    return days


def _days(rate: float) -> float:
    return WEEK / rate if rate > WEEK / (2 * LONGEST) else 2 * LONGEST


def nearest_cadence(days: float) -> str:
    """Return the named frequency nearest in ratio, from weekly to quarterly."""
    return min(LADDER[1:], key=lambda step: abs(math.log(step[1] / days)))[0]


def clearly_other(now: float, ideal: float) -> bool:
    """Whether the change is worth proposing: a third more or less, at least."""
    return not 1 / CLEARLY <= ideal / now <= CLEARLY
