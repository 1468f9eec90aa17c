"""Whom to call first: a whole number from 0 to 100, made of terms whose points add up to it.

Where money is known (a won account's forecast, an open lead's potential) the money expected of the
call decides, and nothing else orders such calls among themselves: `94 · worth / (worth + half)`
points, shared among the sources of that money; lateness shows, for no points. Where it is not,
lateness and tier give up to 55 points, as much as a call worth 1.4 times `half`: an unknown account
long overdue stands in the middle, never at the bottom for want of a number.

Unanswered attempts take up to 9 points; a call within 3 days of the last one loses all of them,
unless promised; a promised call-back lifts whatever was given into 95 to 100.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from call_planning.rules.sentences import sentence
from call_planning.rules.worth import (
    Account,
    Money,
    Rate,
    Rates,
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
    the plan is not due yet. `tier`: A to D, or "". `attempts`: unanswered since the last contact.
    `account`: what its orders say; `win_chance`: of an open lead. `tilt`: see `near_ties`.
    """

    days_since: float
    interval_days: float
    days_overdue: int
    never_called: bool = False
    tier: str = ""
    potential_revenue: Decimal | None = None
    call_back_due: bool = False
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


@dataclass(frozen=True, slots=True)
class Priority:
    """`score`, 0 to 100, is the sum of the points of its terms.

    `worth` is the money expected of the call, None where nothing is known of money.
    """

    score: int
    terms: tuple[Term, ...]
    worth: float | None


NOTHING: dict[str, Any] = {}


def urgency(days_since: float, *, interval_days: float) -> float:
    """Days since the last call over the days between calls: 1.0 on the due day, 2.0 one late.

    Zero for a call in the future. Raises ValueError unless the interval is above zero.
    """
    if interval_days <= 0:
        raise ValueError("An interval is longer than zero days.")
    return max(days_since, 0) / interval_days


def priority(facts: CallFacts, rates: Rates) -> Priority:
    """The score with every term of it. Raises ValueError unless the interval is above zero."""
    sources = _sources(facts, rates)
    worth = sum([source.amount for source in sources]) if sources else None
    terms = _money_terms(sources, facts, half=rates.half)
    terms += _lateness_terms(facts, counts=not sources)
    given = sum([term.points for term in terms])
    terms.append(_attempts_term(facts.attempts, given=given))
    given += terms[-1].points
    terms.append(_too_soon_term(facts, given=given))
    given += terms[-1].points
    terms.append(_call_back_term(given, due=facts.call_back_due))
    return Priority(given + terms[-1].points, tuple(terms), worth)


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
    return bool(term.points) and not (term.name == "tier" and not term.value)


def _sources(facts: CallFacts, rates: Rates) -> list[Money]:
    sources = worth_of_account(facts.account, rates) if facts.account else []
    if not facts.won and facts.potential_revenue and facts.win_chance:
        sources.append(worth_of_lead(float(facts.potential_revenue), facts.win_chance, rates))
    return sources


def _money_terms(sources: list[Money], facts: CallFacts, *, half: float) -> list[Term]:
    """Share the points of all the money among its sources, whole and without remainder."""
    if not sources:
        return [Term("potential", facts.potential_revenue, 0, 0, NOTHING)]
    total = sum([source.amount for source in sources])
    given = _points(total * facts.tilt, weight=MONEY_WEIGHT, half=half)
    terms, running, before = [], 0.0, 0
    for source in sources:
        running += source.amount
        until = int(given * running / total + 0.5) if total else 0
        terms.append(
            Term(
                source.name,
                source.value,
                MONEY_WEIGHT,
                until - before,
                source.numbers,
                source.amount,
                source.estimate,
            )
        )
        before = until
    return terms


def _lateness_terms(facts: CallFacts, *, counts: bool) -> list[Term]:
    """Overdue, urgency, tier and stage; without points where money decides."""
    tier = facts.tier if facts.tier in TIER_POINTS else ""
    late = urgency(facts.days_since, interval_days=facts.interval_days)
    since = {
        "days_since": int(max(facts.days_since, 0)),
        "planned_days": round(facts.interval_days),
        "never_called": facts.never_called,
    }
    if not counts:
        return [
            Term(OVERDUE, facts.days_overdue, 0, 0, NOTHING),
            Term("urgency", round(late, 2), 0, 0, since),
            Term("tier", tier, 0, 0, {"won": facts.won}),
            Term("won", int(facts.won), 0, 0, NOTHING),
        ]
    overdue = _points(facts.days_overdue, weight=OVERDUE_WEIGHT, half=HALF_DAYS_OVERDUE)
    urgent = _points(late, weight=URGENCY_WEIGHT, half=HALF_URGENCY)
    return [
        Term(OVERDUE, facts.days_overdue, OVERDUE_WEIGHT, overdue, NOTHING),
        Term("urgency", round(late, 2), URGENCY_WEIGHT, urgent, since),
        Term("tier", tier, TIER_WEIGHT, TIER_POINTS[tier], {"won": facts.won}),
        Term("won", int(facts.won), WON_WEIGHT, WON_WEIGHT * facts.won, NOTHING),
    ]


def _attempts_term(attempts: int, *, given: int) -> Term:
    points = -min(max(attempts, 0) * POINTS_PER_ATTEMPT, -ATTEMPTS_WEIGHT, given)
    return Term("attempts", max(attempts, 0), ATTEMPTS_WEIGHT, points, NOTHING)


def _too_soon_term(facts: CallFacts, *, given: int) -> Term:
    """A second call within 3 days is worth nothing, unless somebody waits for it."""
    recent = not facts.never_called and facts.days_since < TOO_SOON_DAYS
    soon = recent and not facts.call_back_due
    return Term("too_soon", int(soon), -100, -given if soon else 0, NOTHING)


def _call_back_term(given: int, *, due: bool) -> Term:
    lifted = CALL_BACK_FLOOR + given * (100 - CALL_BACK_FLOOR) // 100
    return Term(CALL_BACK, int(due), CALL_BACK_FLOOR, lifted - given if due else 0, NOTHING)


def _points(value: float, *, weight: int, half: float) -> int:
    """Whole points that grow with `value`, ever more slowly: half the weight at `half`."""
    if value <= 0:
        return 0
    bounded = min(value, PLENTY)
    return int(weight * bounded / (bounded + half) + 0.5)
