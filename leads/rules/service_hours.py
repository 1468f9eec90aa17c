"""A restaurant's week: when it is open, and when it is too busy for a call."""

import re
from typing import Any

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = ("open", "rush")
MAX_BLOCKS = 6
CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])|24:00")

Week = dict[str, dict[str, list[list[str]]]]


def validate_service_hours(value: Any) -> Week:
    """The week, cleaned: known days, "HH:MM" pairs in order of their start, empty parts dropped.

    A block may cross midnight ("18:00" to "02:00") and a day holds six of a kind at most.
    None is an empty week. Raises ValueError that names the place: `mon.open[0][1]: ...`.
    """
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError('service_hours: write {"mon": {"open": [["11:00", "23:00"]]}}.')
    for day in value:
        if day not in WEEKDAYS:
            raise ValueError(f"{day!r:.40}: not a day; write mon, tue, wed, thu, fri, sat or sun.")
    cleaned = {day: _cleaned_day(value[day], place=day) for day in WEEKDAYS if day in value}
    return {day: kinds for day, kinds in cleaned.items() if kinds}


def _cleaned_day(value: Any, *, place: str) -> dict[str, list[list[str]]]:
    if not isinstance(value, dict):
        raise ValueError(f'{place}: write {{"open": [...], "rush": [...]}}.')
    for kind in value:
        if kind not in KINDS:
            raise ValueError(f"{place}.{kind!s:.40}: not known; write open or rush.")
    cleaned = {kind: _cleaned_blocks(value[kind], place=f"{place}.{kind}") for kind in value}
    return {kind: blocks for kind, blocks in cleaned.items() if blocks}


def _cleaned_blocks(value: Any, *, place: str) -> list[list[str]]:
    if not isinstance(value, list):
        raise ValueError(f'{place}: write a list of pairs, like [["11:00", "15:00"]].')
    if len(value) > MAX_BLOCKS:
        raise ValueError(f"{place}: too many blocks, {MAX_BLOCKS} a day at most.")
    return sorted(_cleaned_block(pair, place=f"{place}[{n}]") for n, pair in enumerate(value))


def _cleaned_block(value: Any, *, place: str) -> list[str]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ValueError(f'{place}: write a pair, like ["11:00", "15:00"].')
    start, end = (_cleaned_clock(clock, place=f"{place}[{n}]") for n, clock in enumerate(value))
    if start == "24:00":
        raise ValueError(f"{place}[0]: a block starts at 23:59 at the latest; use the next day.")
    if start == end:
        raise ValueError(f"{place}: starts and ends at {start}; 00:00 to 24:00 is a whole day.")
    return [start, end]


def _cleaned_clock(value: Any, *, place: str) -> str:
    if not isinstance(value, str) or not CLOCK.fullmatch(value.strip()):
        raise ValueError(f'{place}: {value!r:.40} is not a time of day, like "09:30".')
    return value.strip().zfill(5)
