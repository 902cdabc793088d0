"""Benchmarks, each a ratio or a rate with its goal. python -m equivalence.bench.run [--quick] [--json FILE] [GROUP…]

A goal that is missed is printed as such; the exit status stays 0: machines differ, and a timing is no test.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from equivalence.bench import columns, growth, loops, loops_r, memory, texts
from equivalence.bench.measure import Measure, page

GROUPS: dict[str, Callable[[bool], Iterable[Measure]]] = {
    "reading": lambda quick: texts.reading(300 if quick else 3000),
    "columns": lambda quick: columns.measures(500 if quick else 1),
    "loops": lambda quick: loops.measures(200 if quick else 1),
    "r": lambda quick: loops_r.measures(5000 if quick else 1_000_000),
    "growth": lambda quick: growth.measures(50 if quick else 5000),
    "memory": lambda quick: memory.measures(100 if quick else 1),
    "programs": lambda quick: texts.many_programs(5 if quick else 300),
}
"""What is measured, by the word that chooses it on the command line."""


def machine() -> str:
    """Return what the figures depend on, in words."""
    return (
        f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}, pandas {pd.__version__}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Print the measures of the groups that were asked for, of all where none was."""
    parser = argparse.ArgumentParser(description="Costs as ratios, measured in one run.")
    parser.add_argument("--quick", action="store_true", help="small sizes: does it run at all?")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="write the figures as a page of documentation"
    )
    parser.add_argument(
        "groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}; all where none is named"
    )
    parsed = parser.parse_args(arguments)
    unknown = set(parsed.groups) - set(GROUPS)
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    found = []
    for name in parsed.groups or GROUPS:
        for measure in GROUPS[name](parsed.quick):
            print(measure.line(), flush=True)
            found.append(measure)
    if parsed.json:
        rows = [measure.record() for measure in found]
        parsed.json.write_text(json.dumps({"machine": machine(), "measures": rows}, indent=1) + "\n", "utf-8")
    if parsed.page:
        parsed.page.write_text(
            page(found, " ".join(["python -m equivalence.bench.run", *parsed.groups]), machine()),
            encoding="utf-8",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
