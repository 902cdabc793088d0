"""The measures of estates of public programs: what is read, how fast, and what becomes of macro calls.

python -m equivalence.estates [--write] DIR…

Prints the share of statements that are read into typed syntax, lines a second of reading (macro expansion included) on one
core and on all, and the share of macro calls that come out as function calls. --write puts them into docs/measures, from
where `make coverage` takes them to docs/coverage.md. Nothing is executed.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from equivalence.macro_calls import Calls, macro_calls
from translator.pipeline.many import each
from translator.pipeline.programs import Program, find_programs
from translator.pipeline.read import Checked, Stats, check_program, stats_of

MEASURES = Path(__file__).parents[1] / "docs" / "measures"


@dataclass(frozen=True, slots=True)
class Speed:
    """Lines a second: of processor time on one core; of the clock on one core and on all."""

    processor: float
    one: float
    every: float
    cores: int

    @property
    def gain(self) -> float:
        """How much faster all cores are than one."""
        return self.every / self.one if self.one else 0.0


def read_all(programs: Sequence[Program], jobs: int) -> tuple[Stats, float]:
    """Read the programs; return what was counted, and the seconds of this process's processor."""
    started, processor = time.perf_counter(), time.process_time()
    rows = list(each(partial(check_program, cache=None), programs, jobs, failed=_failed))
    return stats_of(rows, started), time.process_time() - processor


def speed_of(programs: Sequence[Program]) -> tuple[Stats, Speed]:
    """Read on one core, then on all."""
    cores = len(os.sched_getaffinity(0))
    alone, seconds = read_all(programs, 1)
    every, _ = read_all(programs, cores)
    return alone, Speed(alone.lines / seconds, alone.lines_per_second, every.lines_per_second, cores)


def _failed(program: Program, error: Exception) -> Checked:
    return Checked(program, (), failed=True)


def report(stats: Stats, speed: Speed, calls: Calls) -> list[str]:
    """The measures as lines."""
    read = stats.statements - stats.unparsed
    lines = [
        f"{stats.files} files, {stats.lines} lines, {stats.failed_files} failed",
        f"statements read: {read} of {stats.statements}, {read / stats.statements:.2%}"
        f" ({stats.missing_macro_calls} are calls of macros that are not at hand)",
        f"reading: {speed.processor:,.0f} lines a second of processor time, {speed.one:,.0f} on one core,"
        f" {speed.every:,.0f} on {speed.cores} ({speed.gain:.1f} times)",
    ]
    for target, counts in calls.outcomes.items():
        lines.append(
            f"macro calls in {target}: {counts['function']} function calls, {counts['expanded']} expansions,"
            f" {calls.share(target):.1%}; {counts['computed']} leave nothing to run"
        )
    return [*lines, f"{calls.failed} programs failed, {calls.late} took too long to translate"]


def rows(stats: Stats, speed: Speed, calls: Calls, names: str) -> dict[str, str]:
    """The measures as the texts of files for docs/measures."""
    read = stats.statements - stats.unparsed
    counts = calls.outcomes.get("pandas", {"function": 0, "expanded": 0, "computed": 0})
    what = f"{stats.files:,} files, {stats.lines:,} lines: {names}"
    return {
        "reading.toml": _row(
            "Statements of public programs that are read into typed syntax", read, stats.statements,
            f"{what}. {stats.missing_macro_calls:,} of them are calls of macros that are not at hand, read as such",
        ),
        "macro_calls.toml": _row(
            "Macro calls of public programs that come out as function calls", counts["function"],
            counts["function"] + counts["expanded"],
            f"{calls.programs - calls.failed - calls.late:,} programs; {counts['computed']:,} more calls leave nothing to run",
        ),
        "speed.toml": (
            'title = "Lines read a second of processor time, macro expansion included"\n'
            f'value = "{speed.processor:,.0f}; {speed.cores} cores are {speed.gain:.1f} times as fast as one"\n'
            'command = "python -m equivalence.estates DIR"\n'
        ),
    }  # fmt: skip


def _row(title: str, count: int, of: int, note: str) -> str:
    return f'title = "{title}"\ncount = {count:_}\nof = {of:_}\ncommand = "python -m equivalence.estates DIR"\nnote = "{note}"\n'


def main() -> None:
    """Print the measures; write them where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path, help="folders, one for each repository")
    parser.add_argument(
        "--seconds", type=int, default=60, help="how long the translation of one program may take"
    )
    parser.add_argument("--write", action="store_true", help="write the files of docs/measures")
    arguments = parser.parse_args()
    programs, _ = find_programs(arguments.paths)
    stats, speed = speed_of(programs)
    calls = macro_calls(arguments.paths, arguments.seconds)
    print("\n".join(report(stats, speed, calls)))
    if arguments.write:
        names = ", ".join(path.name for path in arguments.paths)
        for name, text in rows(stats, speed, calls, names).items():
            (MEASURES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
