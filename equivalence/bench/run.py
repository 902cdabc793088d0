"""Benchmarks, each a ratio or a rate with its goal. python -m equivalence.bench.run [--quick]

A goal that is missed is printed as such; the exit status stays 0: machines differ, and a timing is no test.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from equivalence.bench.programs import ordinary_program, tiny_programs


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured figure: `goal` in the same unit; `more_is_better` tells on which side of the goal it should be."""

    name: str
    value: float
    unit: str
    goal: float
    more_is_better: bool

    @property
    def met(self) -> bool:
        """Is the goal met?"""
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal

    def line(self) -> str:
        """Return the figure as a line of the report."""
        sign = "at least" if self.more_is_better else "at most"
        return f"{self.name:58} {self.value:10.2f} {self.unit:12} goal {sign} {self.goal:g}: {'met' if self.met else 'MISSED'}"


def best_of(times: int, work: Callable[[], object]) -> float:
    """Return the shortest of several runs in seconds."""
    shortest = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest


def reading(lines: int) -> list[Measure]:
    """Lines a second from text to syntax, and how the cost grows when the text is four times as long."""
    from translator.frontend.macro import MacroState
    from translator.frontend.reader import Reader
    from translator.lang.source import Source

    def seconds(text: str) -> float:
        return best_of(3, lambda: sum(1 for _ in Reader(Source("bench.sas", text), MacroState(), []).steps()))

    seconds(ordinary_program(50))
    short, long = ordinary_program(lines), ordinary_program(4 * lines)
    one, four = seconds(short), seconds(long)
    return [
        Measure("reading, one core", long.count("\n") / four, "lines/s", 6000, True),
        Measure("reading, cost of four times the text", four / one, "times", 5.0, False),
    ]


def column_wise(rows: int) -> list[Measure]:
    """A vectorised step as saslift writes it, against the same by hand."""
    import numpy as np
    import pandas as pd

    from equivalence.bench.steps import by_hand, generated_step

    random = np.random.default_rng(1)
    frame = pd.DataFrame(
        {
            "g": np.sort(random.integers(0, rows // 10, rows)).astype("float64"),
            "x": np.where(random.random(rows) < 0.05, np.nan, random.normal(50, 20, rows)),
            "y": random.integers(0, 100, rows).astype("float64"),
        }
    )
    generated = generated_step()
    ours, theirs = generated(frame), by_hand(frame)
    pd.testing.assert_frame_equal(ours, theirs)
    ratio = best_of(5, lambda: generated(frame)) / best_of(5, lambda: by_hand(frame))
    return [Measure(f"vectorised step on {rows:,} rows, against hand-written", ratio, "times", 1.2, False)]


def many_programs(count: int) -> list[Measure]:
    """`run` on many tiny programs: the cost of one more program against that of starting once."""
    from equivalence.harness import run
    from translator.pipeline.programs import Program

    measures = []
    with tempfile.TemporaryDirectory(prefix="saslift-bench-") as name:
        folder = Path(name)
        programs = []
        for number, text in enumerate(tiny_programs(count)):
            path = folder / f"tiny{number:04}.sas"
            path.write_text(text, encoding="utf-8")
            programs.append(Program(path, path.stem, str(path)))
        for engine in ("reference", "pandas", "r"):
            start = time.perf_counter()
            list(run(programs[:1], engine=engine, out=folder / engine, librefs={}))
            first = time.perf_counter() - start
            start = time.perf_counter()
            rows = list(run(programs, engine=engine, out=folder / engine, librefs={}))
            seconds = time.perf_counter() - start
            failed = sum(row["status"] != "ok" for row in rows)
            inside = sum(row["seconds"] for row in rows)
            if failed:
                print(f"{failed} of {count} tiny programs failed on {engine}", file=sys.stderr)
            name = f"{count} tiny programs on {engine}, against one start and their own time"
            measures.append(Measure(name, seconds / (first + inside), "times", 1.2, False))
    return measures


def main(arguments: list[str] | None = None) -> int:
    """Print every measure."""
    parser = argparse.ArgumentParser(description="Costs as ratios, measured in one run.")
    parser.add_argument("--quick", action="store_true", help="small sizes: does it run at all?")
    quick = parser.parse_args(arguments).quick
    for measure in reading(300 if quick else 3000):
        print(measure.line())
    for measure in column_wise(20_000 if quick else 1_000_000):
        print(measure.line())
    for measure in many_programs(10 if quick else 300):
        print(measure.line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
