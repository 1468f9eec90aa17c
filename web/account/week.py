"""The week of a restaurant in words: days of the same hours together."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.dates import WEEKDAYS_ABBR

from leads.rules.service_hours import WEEKDAYS

TO = "\N{EN DASH}"


class Hours(NamedTuple):
    """The days, from when to when, and when they are too busy to talk."""

    days: str
    open: str
    rush: str


def day_names(days: Iterable[str]) -> str:
    """`Mon, Thu` out of `mon`, `thu`."""
    return ", ".join(str(WEEKDAYS_ABBR[WEEKDAYS.index(day)]) for day in days)


def hours_of(week: Mapping[str, Any]) -> list[Hours]:
    """Return the hours in the order of the week; equal days in a row are one line."""
    runs: list[list[int]] = []
    for number, day in enumerate(WEEKDAYS):
        if day not in week:
            continue
        if runs and runs[-1][-1] == number - 1 and week[WEEKDAYS[number - 1]] == week[day]:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [shown(run, week[WEEKDAYS[run[0]]]) for run in runs]


def shown(run: list[int], kinds: Mapping[str, Any]) -> Hours:
    ends = dict.fromkeys((run[0], run[-1]))
    days = TO.join(str(WEEKDAYS_ABBR[number]) for number in ends)
    return Hours(days, *(blocks(kinds.get(kind, ())) for kind in ("open", "rush")))


def blocks(times: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{start}{TO}{end}" for start, end in times)
