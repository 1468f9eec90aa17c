"""An order log in memory: one event for each account and local calendar day."""

from dataclasses import dataclass

import numpy as np

from forecasting.arrays import Flags, Floats, Ints


@dataclass(frozen=True, slots=True)
class OrderLog:
    """Order events sorted by account and day, all of shape (events,).

    `account` numbers the accounts from 0, `day` is the proleptic ordinal of the local day,
    `amount` the sum of that day's orders, NaN where no price is known.
    """

    account: Ints
    day: Ints
    amount: Floats

    def until(self, day: int) -> "OrderLog":
        """Return the events up to and including the day."""
        return self._where(self.day <= day)

    def between(self, after: int, until: int) -> "OrderLog":
        """Return the events after one day, up to and including the other."""
        return self._where((self.day > after) & (self.day <= until))

    def _where(self, keep: Flags) -> "OrderLog":
        return OrderLog(self.account[keep], self.day[keep], self.amount[keep])


def one_event_a_day(account: Ints, day: Ints, amount: Floats) -> OrderLog:
    """Sort raw orders, and add up those of one account on one day."""
    order = np.lexsort((day, account))
    account, day, amount = account[order], day[order], amount[order]
    first = np.ones(len(day), dtype=bool)
    first[1:] = (np.diff(account) != 0) | (np.diff(day) != 0)
    starts = np.flatnonzero(first)
    if not len(starts):
        return OrderLog(account, day, amount)
    return OrderLog(account[starts], day[starts], np.add.reduceat(amount, starts))
