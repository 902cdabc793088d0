"""Benchmarks, each a ratio or a rate with its goal. python -m equivalence.bench.run [--quick] [WORD…]

A goal that is missed is printed as such; the exit status stays 0: machines differ, and a timing is no test.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable

from equivalence.bench import columns, growth, loops, memory, texts
from equivalence.bench.measure import Measure

GROUPS: dict[str, Callable[[bool], Iterable[Measure]]] = {
    "reading": lambda quick: texts.reading(300 if quick else 3000),
    "columns": lambda quick: columns.measures(500 if quick else 1),
    "loops": lambda quick: loops.measures(200 if quick else 1),
    "growth": lambda quick: growth.measures(50 if quick else 5000),
    "memory": lambda quick: memory.measures(100 if quick else 1),
    "programs": lambda quick: texts.many_programs(5 if quick else 300),
}
"""What is measured, by the word that chooses it on the command line."""


def main(arguments: list[str] | None = None) -> int:
    """Print the measures of the groups that were asked for, of all where none was."""
    parser = argparse.ArgumentParser(description="Costs as ratios, measured in one run.")
    parser.add_argument("--quick", action="store_true", help="small sizes: does it run at all?")
    parser.add_argument(
        "groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}; all where none is named"
    )
    parsed = parser.parse_args(arguments)
    unknown = set(parsed.groups) - set(GROUPS)
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    for name in parsed.groups or GROUPS:
        for measure in GROUPS[name](parsed.quick):
            print(measure.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
