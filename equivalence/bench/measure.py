"""What a benchmark yields: a figure with its goal, and how it is timed.

Time is that of the processor, of all threads and child processes: what else the machine is doing does not count, so a
figure is the same on a busy machine and on an idle one. Two works that are compared run in turns.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


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

    @property
    def figure(self) -> str:
        """The value as it is printed."""
        return f"{self.value:,.0f}" if self.value >= 1000 else f"{self.value:.2f}"

    @property
    def limit(self) -> str:
        """The goal in words."""
        return f"at {'least' if self.more_is_better else 'most'} {self.goal:,g}"

    def line(self) -> str:
        """Return the figure as a line of the report."""
        verdict = "met" if self.met else "MISSED"
        return f"{self.name:86} {self.figure:>9} {self.unit:9} goal {self.limit}: {verdict}"

    def record(self) -> dict[str, Any]:
        """Return the figure for JSON."""
        return {**asdict(self), "met": self.met}


def page(measures: Iterable[Measure], command: str, machine: str) -> str:
    """Return the figures as a page of documentation."""
    rows = [
        f"| {m.name} | {m.figure} {m.unit} | {m.limit} | {'yes' if m.met else '**no**'} |" for m in measures
    ]
    return "\n".join(
        [
            "# Speed",
            "",
            f"Measured by `{command}` on {machine}.",
            "Each figure is a ratio or a rate of one run; times are those of the processor, of works that run in turns.",
            "Such figures wander by a tenth from run to run; no test judges them.",
            "",
            "| what | measured | goal | met |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def processor_seconds() -> float:
    """Return the processor time of this process and of those that it has started."""
    ended = os.times()
    return time.process_time() + ended.children_user + ended.children_system + _running(os.getpid())


def _running(process: int) -> float:
    """Return the processor time of the children of a process that still run, and of theirs (Linux)."""
    total = 0.0
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        for child in file.read_text().split():
            try:
                fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            total += sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")
            total += _running(int(child))
    return total


def best_of(times: int, work: Callable[[], object]) -> float:
    """Return the shortest of several runs in seconds of the processor."""
    shortest = float("inf")
    for _ in range(times):
        start = processor_seconds()
        work()
        shortest = min(shortest, processor_seconds() - start)
    return shortest


def side_by_side(times: int, one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Return the shortest runs of two works in seconds of the processor, taken in turns."""
    ours = theirs = float("inf")
    for _ in range(times):
        ours = min(ours, best_of(1, one))
        theirs = min(theirs, best_of(1, other))
    return ours, theirs
