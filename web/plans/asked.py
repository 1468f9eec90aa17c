"""What of a proposal was accepted, as a form sends it: `plan:day:version`."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from call_planning.rules.frequency import Frequency
from call_planning.services.days import Move
from kernel.errors import Invalid
from kernel.text import is_id


class RhythmAsked(NamedTuple):
    """Call this plan, as it was at this version, that often."""

    plan: int
    frequency: str
    version: int


def moves_asked(texts: Sequence[str]) -> list[Move]:
    """Return the moves; Invalid for one that we did not write."""
    return [Move(plan, day_of(word), version) for plan, word, version in map(parts, texts)]


def rhythms_asked(texts: Sequence[str]) -> list[RhythmAsked]:
    """Return the changes; Invalid for one that we did not write."""
    found = [RhythmAsked(*parts(text)) for text in texts]
    usual = set(Frequency.values) - {Frequency.CUSTOM}
    if any(one.frequency not in usual for one in found):
        raise not_ours()
    return found


def parts(text: str) -> tuple[int, str, int]:
    plan, _colon, rest = text.partition(":")
    word, _colon, version = rest.rpartition(":")
    return number(plan), word, number(version)


def number(text: str) -> int:
    if not is_id(text):
        raise not_ours()
    return int(text)


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise not_ours() from None


def not_ours() -> Invalid:
    return Invalid(moves=_("This is not part of the proposal; read it again."))
