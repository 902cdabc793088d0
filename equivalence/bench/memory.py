"""Peak memory of a step, its input included, as a multiple of the input. `python -m equivalence.bench.memory STEP ROWS`

Each step is measured in a process of its own, whose peak is taken back before the step runs (Linux).
"""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

from equivalence.bench.generated import step
from equivalence.bench.loops import INPUTS, TEN
from equivalence.bench.measure import Measure
from equivalence.bench.steps import STEPS, grouped

STATUS = Path("/proc/self/status")
GOAL = 3.0


def kilobytes(field: str) -> int:
    """Return a figure of this process: VmHWM is its peak, VmRSS what it holds now."""
    found = re.search(rf"{field}:\s+(\d+)", STATUS.read_text())
    assert found is not None
    return int(found.group(1))


def peak(name: str, rows: int) -> float:
    """Run a step and return its peak in multiples of its input."""
    row = next((row for row in STEPS if row.name == name), None)
    text, inputs, data = (row.text, row.inputs, row.data) if row else (TEN, INPUTS, grouped)
    generated = step(text, inputs)
    with contextlib.redirect_stdout(io.StringIO()):
        generated(data(600_000 if rows > 600_000 else 1000))  # what is imported and compiled once
        tables = data(rows)
        size = sum(int(table.memory_usage(deep=True).sum()) for table in tables.values()) / 1024
        Path("/proc/self/clear_refs").write_text("5")
        before = kilobytes("VmRSS")
        made = generated(tables)
    assert made
    return (size + kilobytes("VmHWM") - before) / size


def measures(divisor: int = 1) -> list[Measure]:
    """Steps on whole columns, and a row loop."""
    if not STATUS.exists():
        return []
    found = []
    for name in (
        "vectorised step",
        "RETAIN, FIRST. and a sum statement",
        "match-merge one to one",
        "match-merge many to one, of tables nothing is known of",
        "SORT by two keys",
        "MEANS with two CLASS variables",
        "FREQ two-way",
        "row loop",
    ):
        rows = 2_000_000 // divisor
        done = subprocess.run(
            [sys.executable, "-m", "equivalence.bench.memory", name, str(rows)],
            capture_output=True,
            text=True,
            check=True,
        )
        figure = float(done.stdout)
        found.append(Measure(f"peak memory, {name}, {rows:,} rows", figure, "inputs", GOAL))
    return found


if __name__ == "__main__":
    print(peak(sys.argv[1], int(sys.argv[2])))
