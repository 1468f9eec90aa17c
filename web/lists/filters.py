"""What a list can be narrowed by: each filter reads its text, narrows rows, and says itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kernel.text import is_id, without_nul
from users.models import User
from web.days import day_of
from web.words import money_text, short_day

Kind = Literal["choice", "person", "flag", "text", "money", "day"]
Choices = Sequence[tuple[str, Any]]
LARGEST = Decimal(10) ** 10
LONGEST = 120
ME, NOBODY = "me", "nobody"


@dataclass(frozen=True)
class Filter:
    """`narrow(rows, values, user)` keeps the rows that fit; `said` is a chip's first word."""

    name: str
    label: Any
    said: Any
    kind: Kind
    narrow: Callable[[QuerySet[Any], list[Any], User], QuerySet[Any]]
    choices: Choices = ()
    managers: bool = False
    segment: bool = False  # always on show, as one control
    nobody: bool = False  # of people: rows without one can be asked for

    def read(self, texts: Sequence[str]) -> list[Any]:
        """Return what the texts mean; what means nothing is left out."""
        found = []
        for text in texts:
            value = READERS[self.kind](self, text.strip())
            if value is not None and value not in found:
                found.append(value)
        return found if self.kind in {"choice", "person"} and not self.segment else found[:1]

    def options(self, people: Sequence[User]) -> Choices:
        if self.kind != "person":
            return self.choices
        named = [(str(person.pk), name_of(person)) for person in people]
        nobody = [(NOBODY, _("Nobody"))] if self.nobody else []
        return [(ME, _("Me")), *nobody, *named]

    def words(self, values: Sequence[Any], people: Sequence[User], zone: str) -> str:
        """Return the values as the chip says them."""
        if self.kind in {"choice", "person"}:
            known = {key: str(_(str(label))) for key, label in self.options(people)}
            return _(" or ").join(known.get(str(value), "?") for value in values)
        if self.kind == "money":
            return money_text(values[0], settings.CURRENCY)
        if self.kind == "day":
            return short_day(values[0], zone)
        return "" if self.kind == "flag" else str(values[0])


def name_of(person: User) -> str:
    return person.get_full_name() or person.username


def read_choice(given: Filter, text: str) -> str | None:
    return text if text in dict(given.choices) else None


def read_person(given: Filter, text: str) -> str | None:
    known = text == ME or (text == NOBODY and given.nobody)
    return text if known or is_id(text) else None


def read_flag(given: Filter, text: str) -> bool | None:
    return True if text == "yes" else None


def read_text(given: Filter, text: str) -> str | None:
    return text[:LONGEST] if text and without_nul(text) else None


def read_money(given: Filter, text: str) -> Decimal | None:
    try:
        amount = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < LARGEST else None


def read_day(given: Filter, text: str) -> date | None:
    return day_of(text)


READERS: dict[str, Callable[[Filter, str], Any]] = {
    "choice": read_choice,
    "person": read_person,
    "flag": read_flag,
    "text": read_text,
    "money": read_money,
    "day": read_day,
}


def people_in(column: str) -> Callable[[QuerySet[Any], list[Any], User], QuerySet[Any]]:
    """Keep the rows whose `column` is one of the people; `me` and `nobody` are understood."""

    def narrow(rows: QuerySet[Any], values: list[Any], user: User) -> QuerySet[Any]:
        ids = [user.pk if value == ME else int(value) for value in values if value != NOBODY]
        wanted = Q(**{f"{column}__in": ids})
        return rows.filter(wanted | Q(**{column: None}) if NOBODY in values else wanted)

    return narrow


def one_of(column: str) -> Callable[[QuerySet[Any], list[Any], User], QuerySet[Any]]:
    return lambda rows, values, user: rows.filter(**{f"{column}__in": values})


def is_(lookup: str) -> Callable[[QuerySet[Any], list[Any], User], QuerySet[Any]]:
    return lambda rows, values, user: rows.filter(**{lookup: values[0]})
