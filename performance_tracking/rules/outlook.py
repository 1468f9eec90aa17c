"""What a portfolio will bring in the months ahead, with a band. Pure."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from math import sqrt
from typing import NamedTuple

MONTH = 30
MONTHS_AHEAD = 3
# Four in five of a bell curve: a tenth lies below, a tenth above. Orders are taken for Poisson, and
# values to spread by half their mean; how far all accounts together stray, the cohort has learnt.
WIDTH = 1.2816
SPREAD = 1 + 0.5**2
# Of cohorts that have not learnt it: what `forecasting.drift` begins with, too.
USUAL_DRIFT = 0.12


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


def months_ahead(sums: Sums, outlook: Sequence[float], *, drift: float, today: date) -> list[Ahead]:
    """Return the rest of this month and three more; `outlook` says how each 30 days decline.

    `drift` is the share by which all accounts together stray in a month; it grows with the months.
    """
    months = []
    for number in range(MONTHS_AHEAD + 1):
        year, index = divmod(today.year * 12 + today.month - 1 + number, 12)
        first = date(year, index + 1, 1)
        days = monthrange(first.year, first.month)[1]
        left = days - today.day + 1 if number == 0 else days
        share = left / MONTH * outlook[min(number, len(outlook) - 1)]
        noise = sums.squares * SPREAD * share
        together = sums.revenue * share * drift * sqrt(number + 1)
        off = WIDTH * sqrt(noise + together**2)
        months.append(Ahead(first, sums.orders * share, sums.revenue * share, off))
    return months
