"""How urgent a call is, from 0 to 100, and the reasons in plain words.

Each term gives whole points, and the points add up to the score exactly: nothing is clamped
afterwards. Unanswered attempts take no more than the other terms gave; a promised call-back
lifts whatever the others gave into 95 to 100.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

# What a term can give at most; together 100.
OVERDUE_WEIGHT = 40
URGENCY_WEIGHT = 20
TIER_WEIGHT = 20
POTENTIAL_WEIGHT = 15
WON_WEIGHT = 5

# At this much, a term gives half its weight.
HALF_DAYS_OVERDUE = 5.0
HALF_URGENCY = 1.0
HALF_POTENTIAL = 10_000.0
PLENTY = 1e12

TIER_POINTS = {"A": 20, "B": 14, "C": 8, "": 5, "D": 3}
POINTS_PER_ATTEMPT = 3
ATTEMPTS_WEIGHT = -9
CALL_BACK_FLOOR = 95
CALL_BACK = "call_back"
MAX_REASONS = 4


class CallFacts(NamedTuple):
    """What is known of a due call.

    `days_since`: days since the last call or, never called, since the plan was made.
    `interval_days`: the nominal days between calls. `days_overdue`: whole days, below zero while
    the plan is not due yet. `tier`: A to D, or "". `attempts`: unanswered since the last contact.
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


class Term(NamedTuple):
    """One part of the score. `weight`: what it could change at most; `points`: what it did."""

    name: str
    value: int | float | str | Decimal | None
    weight: int
    points: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Priority:
    """`score`, 0 to 100, is the sum of the points of its terms."""

    score: int
    terms: tuple[Term, ...]


WON = Term("won", 1, WON_WEIGHT, WON_WEIGHT, "Converted account")
OPEN = Term("won", 0, WON_WEIGHT, 0, "Open lead")
NO_TIER = Term("tier", "", TIER_WEIGHT, TIER_POINTS[""], "No tier yet")
NO_ATTEMPTS = Term("attempts", 0, ATTEMPTS_WEIGHT, 0, "No unanswered attempts")
NO_CALL_BACK = Term(CALL_BACK, 0, CALL_BACK_FLOOR, 0, "No call-back due")
NO_POTENTIAL = Term("potential", None, POTENTIAL_WEIGHT, 0, "Potential unknown")


def urgency(days_since: float, *, interval_days: float) -> float:
    """Days since the last call over the days between calls: 1.0 on the due day, 2.0 one late.

    Zero for a call in the future. Raises ValueError unless the interval is above zero.
    """
    if interval_days <= 0:
        raise ValueError("An interval is longer than zero days.")
    return max(days_since, 0) / interval_days


def priority(facts: CallFacts) -> Priority:
    """The score with every term of it. Raises ValueError unless the interval is above zero."""
    terms = [
        _overdue_term(facts.days_overdue),
        _urgency_term(facts),
        _tier_term(facts.tier, won=facts.won),
        _potential_term(facts.potential_revenue),
        WON if facts.won else OPEN,
    ]
    given = sum([term.points for term in terms])
    terms.append(_attempts_term(facts.attempts, given=given))
    given += terms[-1].points
    terms.append(_call_back_term(given) if facts.call_back_due else NO_CALL_BACK)
    return Priority(given + terms[-1].points, tuple(terms))


def reasons(scored: Priority) -> list[str]:
    """One to four short sentences, most weighty first; a promised call-back leads.

    Terms that changed nothing, and a tier nobody set, are no reasons.
    """
    telling = [term for term in scored.terms if term.points and term is not NO_TIER]
    telling.sort(key=lambda term: (term.name != CALL_BACK, -abs(term.points)))
    return [term.sentence for term in telling[:MAX_REASONS] or scored.terms[:1]]


def _overdue_term(days: int) -> Term:
    if days > 0:
        sentence = f"{_days(days)} overdue"
    else:
        sentence = "Due today" if days == 0 else f"Due in {_days(-days)}"
    points = _points(days, weight=OVERDUE_WEIGHT, half=HALF_DAYS_OVERDUE)
    return Term("overdue", days, OVERDUE_WEIGHT, points, sentence)


def _urgency_term(facts: CallFacts) -> Term:
    value = urgency(facts.days_since, interval_days=facts.interval_days)
    days = int(max(facts.days_since, 0))
    if facts.never_called:
        sentence = f"Never called, plan is {_days(days)} old" if days else "Never called"
    else:
        planned = round(facts.interval_days)
        sentence = f"{_days(days)} since the last call, planned every {_days(planned)}"
    points = _points(value, weight=URGENCY_WEIGHT, half=HALF_URGENCY)
    return Term("urgency", round(value, 2), URGENCY_WEIGHT, points, sentence)


def _tier_term(tier: str, *, won: bool) -> Term:
    if not tier or tier not in TIER_POINTS:
        return NO_TIER
    sentence = f"Tier {tier} {'account' if won else 'lead'}"
    return Term("tier", tier, TIER_WEIGHT, TIER_POINTS[tier], sentence)


def _potential_term(revenue: Decimal | None) -> Term:
    if revenue is None:
        return NO_POTENTIAL
    points = _points(float(revenue), weight=POTENTIAL_WEIGHT, half=HALF_POTENTIAL)
    return Term("potential", revenue, POTENTIAL_WEIGHT, points, f"Potential {revenue:,.0f}")


def _attempts_term(attempts: int, *, given: int) -> Term:
    if attempts <= 0:
        return NO_ATTEMPTS
    times = "once" if attempts == 1 else f"{attempts} times"
    points = -min(attempts * POINTS_PER_ATTEMPT, -ATTEMPTS_WEIGHT, given)
    return Term("attempts", attempts, ATTEMPTS_WEIGHT, points, f"Tried {times} without an answer")


def _call_back_term(given: int) -> Term:
    lifted = CALL_BACK_FLOOR + given * (100 - CALL_BACK_FLOOR) // 100
    return Term(CALL_BACK, 1, CALL_BACK_FLOOR, lifted - given, "Promised call-back is due")


def _points(value: float, *, weight: int, half: float) -> int:
    """Whole points that grow with `value`, ever more slowly: half the weight at `half`."""
    if value <= 0:
        return 0
    bounded = min(value, PLENTY)
    return int(weight * bounded / (bounded + half) + 0.5)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
