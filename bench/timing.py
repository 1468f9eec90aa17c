"""Timing calls side by side: one of each per round, so that noise meets all alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter_ns

WARM_UP = 20
Timed = Callable[[], int]


@dataclass(frozen=True)
class Sample:
    """Many timings of one call, in microseconds."""

    q1: float
    median: float
    q3: float

    @property
    def spread(self) -> float:
        """The interquartile range as a share of the median: how noisy this was."""
        return (self.q3 - self.q1) / self.median


def interleaved(calls: Mapping[str, Timed], *, rounds: int) -> dict[str, Sample]:
    """Run each call once a round; each returns its own duration in nanoseconds."""
    taken: dict[str, list[int]] = {name: [] for name in calls}
    for number in range(min(WARM_UP, rounds) + rounds):
        for name, call in calls.items():
            duration = call()
            if number >= min(WARM_UP, rounds):
                taken[name].append(duration)
    return {name: sample(durations) for name, durations in taken.items()}


def sample(durations: list[int]) -> Sample:
    q1, median, q3 = quantiles([duration / 1000 for duration in durations], n=4)
    return Sample(q1, median, q3)


def stopwatch(work: Callable[[], object]) -> int:
    began = perf_counter_ns()
    work()
    return perf_counter_ns() - began
