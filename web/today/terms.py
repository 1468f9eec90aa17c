"""Why a call stands where it does: each term of its priority as the pages show it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from web.words import money_text, short_money

Shown = Mapping[str, Any]  # a term, as call_planning.services.showing.term_shown gives it
LABELS: dict[str, Any] = {
    "order": gettext_lazy("The order it may bring"),
    "save": gettext_lazy("Value at stake"),
    "potential": gettext_lazy("Potential"),
    "overdue": gettext_lazy("Days overdue"),
    "urgency": gettext_lazy("Time since the last call"),
    "tier": gettext_lazy("Tier"),
    "won": gettext_lazy("Converted account"),
    "attempts": gettext_lazy("Unanswered attempts"),
    "too_soon": gettext_lazy("Spoken to just now"),
    "call_back": gettext_lazy("Promised call-back"),
}
TONES = {"save": "danger", "overdue": "warn", "order": "accent", "potential": "accent"}


@dataclass(frozen=True)
class Line:
    """One term: its name, its number, what it gave, and what it was made of."""

    name: str
    label: Any
    number: str
    points: int
    weight: int
    money: float | None
    estimate: bool
    sentence: str
    made_of: str

    @property
    def tone(self) -> str:
        return "slate" if self.points < 0 else TONES.get(self.name, "accent")

    @property
    def about(self) -> bool:
        """Whether the number itself is estimated; a potential is on record, its chance is not."""
        return self.estimate and self.name != "potential"

    @property
    def known(self) -> bool:
        """Whether it is to be read even where it gives no points."""
        return self.name in ("overdue", "save")

    @property
    def share(self) -> int:
        """How much of what it could give or take it did, for a meter."""
        return abs(self.points)

    @property
    def most(self) -> int:
        return max(abs(self.weight), 1)


def line_of(term: Shown) -> Line:
    name, money = term["name"], term["money"]
    return Line(
        name=name,
        label=LABELS[name],
        number=NUMBERS.get(name, no_number)(term),
        points=term["points"],
        weight=term["weight"],
        money=None if money is None else float(money),
        estimate=bool(term["estimate"] and money),
        sentence=term["sentence"],
        made_of=MADE_OF[name](term) if money is not None else "",
    )


def lines_of(terms: Sequence[Shown]) -> list[Line]:
    """Return those that changed something or are to be known, the weightiest first."""
    lines = [line for line in map(line_of, terms) if line.points or (line.known and line.number)]
    return sorted(lines, key=lambda line: -abs(line.points))


def short(amount: Any) -> str:
    return short_money(amount, settings.CURRENCY)


def percent(share: float) -> str:
    return number_format(round(100 * share, 1), 1).removesuffix(".0").removesuffix(",0")


def no_number(term: Shown) -> str:
    return ""


def number_of_order(term: Shown) -> str:
    return short(term["money"]) if term["money"] else ""


def number_at_stake(term: Shown) -> str:
    return _("%s a month") % short(term["value"]) if term["value"] else ""


def number_of_potential(term: Shown) -> str:
    return short(term["value"]) if term["value"] else ""


def number_overdue(term: Shown) -> str:
    return str(term["value"]) if term["value"] > 0 else ""


def number_as_it_is(term: Shown) -> str:
    return str(term["value"]) if term["value"] else ""


NUMBERS: dict[str, Callable[[Shown], str]] = {
    "order": number_of_order,
    "save": number_at_stake,
    "potential": number_of_potential,
    "overdue": number_overdue,
    "attempts": number_as_it_is,
    "tier": number_as_it_is,
}


def order_made_of(term: Shown) -> str:
    facts = term["numbers"]
    text = _(
        "An order of %(value)s; a call adds %(percent)s percentage points to its chance: "
        "%(learnt)s."
    )
    value = money_text(term["value"], settings.CURRENCY)
    learnt = learnt_from(facts["learnt_from_calls"])
    return text % {"value": value, "percent": percent(facts["uplift"]), "learnt": learnt}


def learnt_from(calls: int) -> str:
    if not calls:
        return _("an assumption, no call has borne it out yet")
    return ngettext("learnt from %d call", "learnt from %d calls", calls) % calls


def save_made_of(term: Shown) -> str:
    facts = term["numbers"]
    text = _(
        "%(value)s a month over %(months)d months, %(active)s %% likely to be still with us; "
        "of that a call saves %(percent)s %%."
    )
    return text % {
        "value": money_text(term["value"], settings.CURRENCY),
        "months": facts["months"],
        "active": percent(facts["probability_active"]),
        "percent": percent(facts["save"]),
    }


def potential_made_of(term: Shown) -> str:
    facts = term["numbers"]
    text = _("%(value)s, %(chance)s %% to be won, and a call adds %(lift)s %% of that.")
    return text % {
        "value": money_text(term["value"], settings.CURRENCY),
        "chance": percent(facts["win_chance"]),
        "lift": percent(facts["lift"]),
    }


MADE_OF: dict[str, Callable[[Shown], str]] = {
    "order": order_made_of,
    "save": save_made_of,
    "potential": potential_made_of,
}
