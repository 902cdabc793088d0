"""What a benchmark yields: a figure with its goal, and how it is timed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured figure: `goal` in the same unit; `more_is_better` tells on which side of the goal it should be."""

    name: str
    value: float
    unit: str
    goal: float
    more_is_better: bool = False

    @property
    def met(self) -> bool:
        """Is the goal met?"""
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal

    def line(self) -> str:
        """Return the figure as a line of the report."""
        sign = "at least" if self.more_is_better else "at most"
        value = f"{self.value:,.0f}" if self.value >= 1000 else f"{self.value:.2f}"
        return f"{self.name:66} {value:>9} {self.unit:9} goal {sign} {self.goal:g}: {'met' if self.met else 'MISSED'}"


def best_of(times: int, work: Callable[[], object]) -> float:
    """Return the shortest of several runs in seconds."""
    shortest = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest


def side_by_side(times: int, one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Return the shortest runs of two works in seconds, taken in turns: both see the same load of the machine."""
    ours = theirs = float("inf")
    for _ in range(times):
        ours = min(ours, best_of(1, one))
        theirs = min(theirs, best_of(1, other))
    return ours, theirs
