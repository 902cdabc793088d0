"""What becomes of macro calls: function calls, expansions and why, counted over real programs.

python -m equivalence.macro_calls [--reasons N] [--show REASON] PATH…

A path is a folder with SAS programs, or a program. Programs that take more than --seconds of processor time are left out and counted.
"""

from __future__ import annotations

import argparse
import signal
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType

from translator.pipeline.macro_calls import outcomes_of
from translator.pipeline.many import each
from translator.pipeline.programs import Program, find_programs
from translator.pipeline.translate import TARGETS, translate_program


class TooLong(BaseException):
    """A program takes longer than it may."""


@dataclass(slots=True)
class Calls:
    """How many macro calls had which outcome, by target; the reasons of expansions, with their places."""

    programs: int = 0
    failed: int = 0
    late: int = 0
    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: dict[str, Counter[str]] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)

    def share(self, target: str) -> float:
        """The share of the calls with something left to run that are function calls."""
        found = self.outcomes.get(target, Counter())
        both = found["function"] + found["expanded"]
        return found["function"] / both if both else 0.0

    def add(self, other: Calls) -> None:
        """Add the figures of another program."""
        self.programs, self.failed, self.late = (
            self.programs + other.programs,
            self.failed + other.failed,
            self.late + other.late,
        )
        for target, counts in other.outcomes.items():
            self.outcomes.setdefault(target, Counter()).update(counts)
        for target, counts in other.reasons.items():
            self.reasons.setdefault(target, Counter()).update(counts)
        for reason, places in other.places.items():
            self.places.setdefault(reason, []).extend(places)


def macro_calls(paths: Iterable[Path], seconds: int = 60) -> Calls:
    """Return the figures of all programs below the paths. Nothing is executed."""
    programs, _ = find_programs(list(paths))
    total = Calls()
    for made in each(partial(_of_program, seconds), programs, failed=_failed):
        total.add(made)
    return total


def _of_program(seconds: int, program: Program) -> Calls:
    made = Calls(programs=1)
    previous = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        translation = translate_program(program, TARGETS)
        for target, emitted in translation.emitted.items():
            for call in outcomes_of(translation, emitted):
                made.outcomes.setdefault(target, Counter())[call.outcome] += 1
                if call.outcome == "expanded":
                    made.reasons.setdefault(target, Counter())[call.reason] += 1
                    place = f"{program.shown}:{call.line}: %{call.name.lower()} ({target})"
                    made.places.setdefault(call.reason, []).append(place)
    except TooLong:
        return Calls(programs=1, late=1)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
    return made


def _ring(number: int, frame: FrameType | None) -> None:
    raise TooLong


def _failed(program: Program, error: Exception) -> Calls:
    return Calls(programs=1, failed=1, places={f"failed: {type(error).__name__}": [program.shown]})


def main() -> None:
    """Print the figures and the reasons, the most frequent first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--reasons", type=int, default=40, help="how many reasons are listed")
    parser.add_argument("--show", default="", help="list the places of the reasons that hold this text")
    parser.add_argument("--seconds", type=int, default=60, help="processor time that one program may take")
    arguments = parser.parse_args()
    found = macro_calls(arguments.paths, arguments.seconds)
    print(f"{found.programs} programs, {found.failed} failed, {found.late} took too long")
    for target, counts in found.outcomes.items():
        print(
            f"{target}: {counts['function']} function calls, {counts['expanded']} expansions,"
            f" {counts['computed']} left nothing to run: {found.share(target):.1%}"
        )
        for reason, count in found.reasons.get(target, Counter()).most_common(arguments.reasons):
            print(f"  {count:5} {reason}")
    if arguments.show:
        for reason, places in found.places.items():
            if arguments.show in reason:
                print(f"{reason}\n" + "".join(f"    {place}\n" for place in places), end="")


if __name__ == "__main__":
    main()
