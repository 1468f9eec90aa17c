"""What a portfolio will bring in the months ahead, with a band. Pure."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from math import sqrt
from typing import NamedTuple

MONTH = 30
MONTHS_AHEAD = 3
# The band holds the truth four times out of five, if orders are Poisson and values spread by half
# their mean; that the model as a whole drifts by 5 % a month is an estimate.
WIDTH = 1.2816
SPREAD = 1 + 0.5**2
DRIFT = 0.05


class Sums(NamedTuple):
    """Of all accounts, for 30 days: orders, revenue, and orders times the square of their value."""

    orders: float
    revenue: float
    squares: float

    @property
    def is_priced(self) -> bool:
        """Whether anything is known of what these orders bring."""
        return self.squares > 0


class Ahead(NamedTuple):
    """A month, and what is expected from today (or its first day) to its end."""

    month: date
    orders: float
    revenue: float
    off: float

    @property
    def low(self) -> float:
        return max(self.revenue - self.off, 0.0)

    @property
    def high(self) -> float:
        return self.revenue + self.off


def months_ahead(sums: Sums, outlook: Sequence[float], *, today: date) -> list[Ahead]:
    """Return the rest of this month and three more; `outlook` says how each 30 days decline."""
    months = []
    for number in range(MONTHS_AHEAD + 1):
        year, index = divmod(today.year * 12 + today.month - 1 + number, 12)
        first = date(year, index + 1, 1)
        days = monthrange(first.year, first.month)[1]
        left = days - today.day + 1 if number == 0 else days
        share = left / MONTH * outlook[min(number, len(outlook) - 1)]
        noise = sums.squares * SPREAD * share
        drift = sums.revenue * share * DRIFT * sqrt(number + 1)
        off = WIDTH * sqrt(noise + drift**2)
        months.append(Ahead(first, sums.orders * share, sums.revenue * share, off))
    return months
