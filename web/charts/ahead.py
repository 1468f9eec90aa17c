"""The weeks ahead on a chart of weeks: the rest of this one, then whole ones."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypedDict

from performance_tracking.rules.coming import WEEK, Band
from web.charts.series import Values

# Answers what comes within so many days, the first of them `first` days ahead.
Expected = Callable[[int, float], Band]
EVENLY = (1 / WEEK,) * WEEK


class Week(NamedTuple):
    """A week that is not over: its Monday, and what it brings in all."""

    monday: date
    band: Band


def weeks_ahead(
    expected: Expected,
    *,
    so_far: float,
    today: date,
    count: int,
    weekdays: Sequence[float] = EVENLY,
) -> list[Week]:
    """Return the running week, of which `so_far` has come, and `count` more.

    `weekdays` are the shares of a week's orders, Monday first: what is left of this one.
    """
    monday = today - timedelta(days=today.weekday())
    left = WEEK - 1 - today.weekday()
    rest = sum(weekdays[today.weekday() + 1 :]) * WEEK
    weeks = [Week(monday, expected(0, rest).plus(so_far))]
    for number in range(count):
        start = monday + timedelta(weeks=number + 1)
        weeks.append(Week(start, expected(left + number * WEEK, WEEK)))
    return weeks


class Drawn(TypedDict):
    """What a `Series` takes of the weeks ahead."""

    forecast: Values
    low: Values
    high: Values


def drawn(weeks: Sequence[Week], actual: Sequence[float | None]) -> Drawn:
    """Return forecast, low and high as the chart wants them: from the last actual value on."""
    if not weeks:
        return Drawn(forecast=(), low=(), high=())
    before: list[float | None] = [None] * (len(actual) - 1)
    before += actual[-1:]
    return Drawn(
        forecast=[*before, *(week.band.middle for week in weeks)],
        low=[*before, *(week.band.low for week in weeks)],
        high=[*before, *(week.band.high for week in weeks)],
    )


def place_of(day: date, *, first: date) -> float:
    """Return where a day lies between the points of a chart whose first week began on `first`."""
    return (day - first).days / WEEK
