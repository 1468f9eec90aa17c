"""Whom to call first: a whole number from 0 to 100, made of terms whose points add up to it.

Where money is known (a won account's forecast, an open lead's potential) the money expected of the
call decides, and nothing else orders such calls among themselves: `94 · worth / (worth + half)`
points, shared among the sources of that money; lateness shows, for no points. Where it is not,
lateness and tier give up to 55 points, as much as a call worth 1.4 times `half`: an unknown account
long overdue stands in the middle, never at the bottom for want of a number.

Unanswered attempts take up to 9 points; a call within 3 days of the last one loses all of them,
unless promised; a promised call-back lifts whatever was given into 95 to 100.
"""

from decimal import Decimal
from typing import Any, NamedTuple

from call_planning.rules.sentences import sentence
from call_planning.rules.worth import (
    LATE,
    Account,
    Money,
    Rate,
    Rates,
    amount_of_lead,
    amounts_of_account,
    worth_of_account,
    worth_of_lead,
)

MONEY_WEIGHT = 94
# What a term can give where no money is known; together 55.
OVERDUE_WEIGHT = 25
URGENCY_WEIGHT = 13
TIER_WEIGHT = 12
WON_WEIGHT = 5

# At this much, a term gives half its weight.
HALF_DAYS_OVERDUE = 5.0
HALF_URGENCY = 1.0
PLENTY = 1e12

TIER_POINTS = {"A": 12, "B": 8, "C": 5, "": 3, "D": 2}
POINTS_PER_ATTEMPT = 3
ATTEMPTS_WEIGHT = -9
TOO_SOON_DAYS = 3
CALL_BACK_FLOOR = 95
CALL_BACK = "call_back"
OVERDUE = "overdue"
MAX_REASONS = 4


class CallFacts(NamedTuple):
    """What is known of a due call.

    `days_since`: days since the last call or, never called, since the plan was made.
    `interval_days`: the nominal days between calls. `days_overdue`: whole days, below zero while
    the plan is not due yet. `promised`: a call-back is, later perhaps. `tier`: A to D, or "".
    `attempts`: unanswered since the last contact.
    `account`: what its orders say; `win_chance`: of an open lead. `tilt`: see `near_ties`.
    """

    days_since: float
    interval_days: float
    days_overdue: int
    never_called: bool = False
    tier: str = ""
    potential_revenue: Decimal | None = None
    call_back_due: bool = False
    promised: bool = False
    attempts: int = 0
    won: bool = False
    account: Account | None = None
    win_chance: Rate | None = None
    tilt: float = 1.0


class Term(NamedTuple):
    """One part of the score. `weight`: what it could change at most; `points`: what it did.

    `money`: what it adds to the worth of the call, None where it is no money. `numbers`: all else
    that went in. `estimate`: rests on an assumption that few calls or none have borne out yet.
    """

    name: str
    value: int | float | str | Decimal | None
    weight: int
    points: int
    numbers: dict[str, Any]
    money: float | None = None
    estimate: bool = False

    @property
    def sentence(self) -> str:
        """In the language now active; made only when it is read."""
        return sentence(self.name, self.value, self.numbers)


class Points(NamedTuple):
    """What each part of the score gives or takes; `money` is shared among its sources."""

    money: int = 0
    overdue: int = 0
    urgency: int = 0
    tier: int = 0
    won: int = 0
    attempts: int = 0
    too_soon: int = 0
    call_back: int = 0


class Priority(NamedTuple):
    """`score`, 0 to 100, is the sum of the points of its terms.

    `worth` is the money expected of the call, None where nothing is known of money.
    """

    score: int
    worth: float | None
    facts: CallFacts
    points: Points
    rates: Rates

    @property
    def sources(self) -> list[Money]:
        """What the money comes from; `worth` is the sum of their amounts."""
        return _sources(self.facts, self.rates)

    @property
    def terms(self) -> list[Term]:
        """Built when they are read: a list ranks hundreds of calls and shows a page of them."""
        return _money_terms(self) + _lateness_terms(self) + _other_terms(self)


NOTHING: dict[str, Any] = {}


def urgency(days_since: float, *, interval_days: float) -> float:
    """Days since the last call over the days between calls: 1.0 on the due day, 2.0 one late.

    Zero for a call in the future. Raises ValueError unless the interval is above zero.
    """
    if interval_days <= 0:
        raise ValueError("An interval is longer than zero days.")
    return max(days_since, 0) / interval_days


def priority(facts: CallFacts, rates: Rates) -> Priority:
    """The score, and what makes it. Raises ValueError unless the interval is above zero."""
    late = urgency(facts.days_since, interval_days=facts.interval_days)
    worth = _worth(facts, rates)
    if worth is None:
        points = _points_of_lateness(facts, late)
    else:
        money = worth * facts.tilt
        points = Points(money=_points(money, weight=MONEY_WEIGHT, half=rates.half))
    points = _with_conditions(points, facts)
    return Priority(sum(points), worth, facts, points, rates)


def reasons(scored: Priority) -> list[str]:
    """One to four short sentences, most weighty first; a promised call-back leads.

    Terms that changed nothing, and a tier nobody set, are no reasons; being overdue always is.
    """
    found = telling(scored) or [term for term in scored.terms if term.name == OVERDUE]
    return [term.sentence for term in found[:MAX_REASONS]]


def telling(scored: Priority) -> list[Term]:
    """Return the terms that say why, in the order in which to say them."""
    found = [term for term in scored.terms if _tells(term)]
    found.sort(key=lambda term: (term.name != CALL_BACK, -abs(term.points)))
    return found


def _tells(term: Term) -> bool:
    if term.name == OVERDUE and isinstance(term.value, int) and term.value > 0:
        return True
    if term.name == "save" and term.numbers["segment"] not in LATE:
        return False  # the account's own sentence speaks of what is at stake of late ones only
    return bool(term.points) and not (term.name == "tier" and not term.value)


def _worth(facts: CallFacts, rates: Rates) -> float | None:
    """The sum of the sources' amounts: all that a rank needs of hundreds that nobody reads."""
    worth = sum(amounts_of_account(facts.account, rates)) if facts.account else None
    if not facts.won and facts.potential_revenue and facts.win_chance:
        potential = amount_of_lead(float(facts.potential_revenue), facts.win_chance, rates)
        worth = (worth or 0.0) + potential
    return worth


def _sources(facts: CallFacts, rates: Rates) -> list[Money]:
    sources = worth_of_account(facts.account, rates) if facts.account else []
    if not facts.won and facts.potential_revenue and facts.win_chance:
        sources.append(worth_of_lead(float(facts.potential_revenue), facts.win_chance, rates))
    return sources


def _points_of_lateness(facts: CallFacts, late: float) -> Points:
    return Points(
        overdue=_points(facts.days_overdue, weight=OVERDUE_WEIGHT, half=HALF_DAYS_OVERDUE),
        urgency=_points(late, weight=URGENCY_WEIGHT, half=HALF_URGENCY),
        tier=TIER_POINTS.get(facts.tier, TIER_POINTS[""]),
        won=WON_WEIGHT if facts.won else 0,
    )


def _with_conditions(points: Points, facts: CallFacts) -> Points:
    """Take off for attempts and for a call too soon, lift what was promised."""
    if not facts.attempts and not facts.call_back_due and not _is_too_soon(facts):
        return points
    given = sum(points)
    attempts = -min(max(facts.attempts, 0) * POINTS_PER_ATTEMPT, -ATTEMPTS_WEIGHT, given)
    given += attempts
    too_soon = -given if _is_too_soon(facts) else 0
    given += too_soon
    lifted = CALL_BACK_FLOOR + given * (100 - CALL_BACK_FLOOR) // 100
    call_back = lifted - given if facts.call_back_due else 0
    return points._replace(attempts=attempts, too_soon=too_soon, call_back=call_back)


def _is_too_soon(facts: CallFacts) -> bool:
    """A second call within 3 days is worth nothing, unless somebody waits for it.

    Who has a lead called every day or two asked for just that.
    """
    recent = not facts.never_called and facts.days_since < TOO_SOON_DAYS <= facts.interval_days
    return recent and not facts.call_back_due and not facts.promised


def _money_terms(scored: Priority) -> list[Term]:
    """Share the points of all the money among its sources, whole and without remainder."""
    currency = {"currency": scored.rates.currency}
    sources = scored.sources
    if not sources:
        return [Term("potential", scored.facts.potential_revenue, 0, 0, currency)]
    given, total = scored.points.money, scored.worth
    terms, running, before = [], 0.0, 0
    for source in sources:
        running += source.amount
        until = int(given * running / total + 0.5) if total else 0
        name, value, amount, numbers, estimate = source
        points, made_of = until - before, numbers() | currency
        terms.append(Term(name, value, MONEY_WEIGHT, points, made_of, amount, estimate))
        before = until
    return terms


def _lateness_terms(scored: Priority) -> list[Term]:
    """Overdue, urgency, tier and stage; of no weight where money decides."""
    facts, points, counts = scored.facts, scored.points, scored.worth is None
    tier = facts.tier if facts.tier in TIER_POINTS else ""
    late = round(urgency(facts.days_since, interval_days=facts.interval_days), 2)
    since = {
        "days_since": int(max(facts.days_since, 0)),
        "planned_days": round(facts.interval_days),
        "never_called": facts.never_called,
    }
    return [
        Term(OVERDUE, facts.days_overdue, OVERDUE_WEIGHT * counts, points.overdue, NOTHING),
        Term("urgency", late, URGENCY_WEIGHT * counts, points.urgency, since),
        Term("tier", tier, TIER_WEIGHT * counts, points.tier, {"won": facts.won}),
        Term("won", int(facts.won), WON_WEIGHT * counts, points.won, NOTHING),
    ]


def _other_terms(scored: Priority) -> list[Term]:
    facts, points = scored.facts, scored.points
    attempts, soon = max(facts.attempts, 0), int(_is_too_soon(facts))
    return [
        Term("attempts", attempts, ATTEMPTS_WEIGHT, points.attempts, NOTHING),
        Term("too_soon", soon, -100, points.too_soon, NOTHING),
        Term(CALL_BACK, int(facts.call_back_due), CALL_BACK_FLOOR, points.call_back, NOTHING),
    ]


def _points(value: float, *, weight: int, half: float) -> int:
    """Whole points that grow with `value`, ever more slowly: half the weight at `half`."""
    if value <= 0:
        return 0
    bounded = min(value, PLENTY)
    return int(weight * bounded / (bounded + half) + 0.5)
