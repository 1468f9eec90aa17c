"""The measurements as a table for people."""

from collections.abc import Iterable

from bench.cases import Result
from bench.counting import Counted


def line(result: Result) -> str:
    noise = f"{result.ours.spread:4.0%}" if result.ours else "    "
    base = f"{milliseconds(result.floor.median)}" if result.floor else " " * 9
    ours = f"{milliseconds(result.ours.median)}" if result.ours else " " * 9
    note = f"  ({result.note})" if result.note else ""
    return f"  {result.name:<32} {base} {ours} {noise}  {verdict(result)}{note}"


def milliseconds(microseconds: float) -> str:
    return f"{microseconds / 1000:6.2f} ms"


def verdict(result: Result) -> str:
    measured = f"measured {result.measured:.2f} {result.unit}"
    if result.target is None:
        return measured
    if result.held:
        return f"{measured}, target {result.target:g}: held"
    over = result.measured / result.target - 1
    return f"{measured}, target {result.target:g}: MISSED by {over:.0%}"


def heading(database: str) -> str:
    columns = f"  {'':<32} {'base':>9} {'ours':>9} noise"
    return f"\n{database}\n{columns}  (medians; noise is the interquartile range of ours)"


def query_lines(counted: Iterable[Counted]) -> list[str]:
    return [
        f"  {row.path:<45} {', '.join(str(n) for n in row.queries.values())} queries"
        f" with {', '.join(str(limit) for limit in row.queries)} rows a page:"
        f" {'constant' if row.constant else 'NOT CONSTANT'}"
        for row in counted
    ]
