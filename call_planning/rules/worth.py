"""What a call is worth: the money expected to come of it.

An account: uplift[segment] · E[value of an order] + save[segment] · P(active) · at stake · 3
months; who left already cannot be kept by a call.
A lead: potential revenue · P(win | stage) · lift per call. Money in the currency of the orders.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MONTHS_SAVED = 3
DUE_FROM, OVERDUE_FROM, LAPSED_FROM = 0.8, 1.2, 3.0
# How many past calls weigh as much as the starting value does.
PRIOR_CALLS = 200
Numbers = dict[str, float | int | str]


class Segment(TextChoices):
    """Where an account stands in its own rhythm: days since its last order over its usual gap."""

    NEW = "new", _("No rhythm yet")
    ON_RHYTHM = "on_rhythm", _("On rhythm")
    DUE = "due", _("Due to order")
    OVERDUE = "overdue", _("Order overdue")
    LAPSED = "lapsed", _("Lapsed")


LATE = (Segment.OVERDUE, Segment.LAPSED)


class Account(NamedTuple):
    """An account as its stored forecast and its last order show it; money for 28 days.

    `gap_days` is drawn towards the cohort's and decides; `usual_gap_days`, the account's own
    median, is what people are told.
    """

    orders: int
    order_value: float
    at_stake: float
    probability_active: float
    gap_days: float
    days_since_order: int
    usual_gap_days: float | None = None

    @property
    def overdue_ratio(self) -> float:
        return self.days_since_order / max(self.gap_days, 1.0)

    @property
    def segment(self) -> Segment:
        return segment_of(self.overdue_ratio, orders=self.orders)


class Rate(NamedTuple):
    """A share in use, and from how many past calls it was learnt; 0 calls: an assumption."""

    value: float
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Rates:
    """What is assumed or learnt of the effect of calls.

    `half`: the money for which a call gets half the points money can give. `currency`: of all
    money here.
    """

    uplift: Mapping[str, Rate]
    save: Mapping[str, float]
    lift: float
    half: float
    chances: Mapping[tuple[int | None, str], Rate] = field(default_factory=dict)
    currency: str = "USD"

    def chance(self, owner: int | None, status: str, *, otherwise: float) -> Rate:
        """Return P(win | stage): the owner's, else the whole house's, else the table's."""
        known = self.chances.get((owner, status)) or self.chances.get((None, status))
        return known or Rate(otherwise)


class Money(NamedTuple):
    """One source of a call's worth; `numbers` says what it was made of, when somebody asks."""

    name: str
    value: float
    amount: float
    numbers: Callable[[], Numbers]
    estimate: bool


def segment_of(overdue_ratio: float, *, orders: int) -> Segment:
    """Return the segment; one order makes no rhythm."""
    if orders < 2:
        return Segment.NEW
    if overdue_ratio < DUE_FROM:
        return Segment.ON_RHYTHM
    if overdue_ratio <= OVERDUE_FROM:
        return Segment.DUE
    return Segment.OVERDUE if overdue_ratio <= LAPSED_FROM else Segment.LAPSED


def worth_of_account(account: Account, rates: Rates) -> list[Money]:
    """Return the order a call may bring and the custom it may save, and what each is made of."""
    segment, there = account.segment, account.probability_active
    uplift, save = rates.uplift[segment], rates.save[segment]
    order, saved = amounts_of_account(account, rates)
    return [
        Money(
            "order",
            round(account.order_value, 2),
            order,
            lambda: numbers_of_order(account, uplift),
            estimate=uplift.calls < PRIOR_CALLS,
        ),
        Money(
            "save",
            round(at_stake(account, segment), 2),
            saved,
            lambda: {
                "segment": str(segment),
                "save": save,
                "probability_active": round(there, 4),
                "months": MONTHS_SAVED,
            },
            estimate=True,
        ),
    ]


def amounts_of_account(account: Account, rates: Rates) -> tuple[float, float]:
    """Return the money of the order a call may bring, and of the custom it may save."""
    segment = account.segment
    order = max(rates.uplift[segment].value, 0.0) * account.order_value
    there, staked = account.probability_active, at_stake(account, segment)
    return order, rates.save[segment] * there * staked * MONTHS_SAVED


def at_stake(account: Account, segment: Segment) -> float:
    """Return the money a month that is at stake.

    On its rhythm an account has nothing at stake, whatever the night's forecast said: the order
    that made it so may have come since.
    """
    return 0.0 if segment == Segment.ON_RHYTHM else account.at_stake


def numbers_of_order(account: Account, uplift: Rate) -> Numbers:
    return {
        "segment": str(account.segment),
        "days_since_order": account.days_since_order,
        "gap_days": round(account.gap_days, 1),
        "usual_gap_days": round(account.usual_gap_days or account.gap_days, 1),
        "uplift": round(uplift.value, 4),
        "learnt_from_calls": uplift.calls,
    }


def worth_of_lead(potential: float, chance: Rate, rates: Rates) -> Money:
    """Return what a call adds to the chance of winning the lead."""
    return Money(
        "potential",
        potential,
        amount_of_lead(potential, chance, rates),
        lambda: {
            "win_chance": round(chance.value, 4),
            "learnt_from_steps": chance.calls,
            "lift": rates.lift,
        },
        estimate=True,
    )


def amount_of_lead(potential: float, chance: Rate, rates: Rates) -> float:
    return potential * chance.value * rates.lift


def learnt_uplift(surplus: float, calls: int) -> float:
    """Return the sum over past calls of (ordered within 7 days - P7 at the call) / (n + 200)."""
    return surplus / (calls + PRIOR_CALLS)


def blended(start: float, surplus: float, calls: int) -> float:
    """Return the uplift in use: what was learnt, plus what is left of the starting value."""
    return learnt_uplift(surplus, calls) + start * PRIOR_CALLS / (calls + PRIOR_CALLS)
