"""Which DATA steps become operations on whole columns, which stay row loops, and why: counted over real programs.

python -m equivalence.ladder [--reasons N] [--show REASON] PATH…

A path is a folder with SAS programs, a program, or a file of JSON lines whose `sas` holds one program each
(tests/conformance/examples.jsonl).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from translator.lang.source import Source
from translator.pipeline.many import each
from translator.pipeline.programs import Program, find_programs
from translator.pipeline.sources import read_source
from translator.pipeline.translate import translate_source
from translator.plan.loop import RowLoop
from translator.plan.macros import every_step
from translator.plan.relations import Columnwise, Hole

_DETAIL = re.compile(r"\s*\([^()]*\)$")


@dataclass(slots=True)
class Ladder:
    """How many DATA steps are column-wise (`rule`), row loops and holes; the reasons of the loops and holes, with an
    example each (program and line)."""

    rule: int = 0
    loop: int = 0
    hole: int = 0
    loops: Counter[str] = field(default_factory=Counter)
    holes: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=dict)

    @property
    def steps(self) -> int:
        """All DATA steps."""
        return self.rule + self.loop + self.hole

    @property
    def share(self) -> float:
        """The share of the translated DATA steps that is column-wise."""
        return self.rule / (self.rule + self.loop) if self.rule + self.loop else 0.0

    def add(self, other: Ladder) -> None:
        """Add the figures of another program."""
        self.rule, self.loop, self.hole = (
            self.rule + other.rule,
            self.loop + other.loop,
            self.hole + other.hole,
        )
        self.loops += other.loops
        self.holes += other.holes
        for reason, places in other.places.items():
            self.places.setdefault(reason, []).extend(places)


def ladder(paths: Iterable[Path]) -> Ladder:
    """Return the figures of all DATA steps of the programs below the paths. Nothing is executed."""
    total = Ladder()
    texts = [text for path in paths for text in _texts(path)]
    for made in each(_of_text, texts, failed=_failed):
        total.add(made)
    return total


Text = tuple[str, Path, str]  # name, file, the text ("": it is read from the file)


def _texts(path: Path) -> Iterator[Text]:
    if path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                example = json.loads(line)
                yield example["id"], path, example["sas"]
        return
    programs, _ = find_programs([path])
    for program in programs:
        yield program.shown, program.path, ""


def _of_text(text: Text) -> Ladder:
    name, path, words = text
    source = Source(name, words) if words else read_source(name, "", [])
    made = Ladder()
    if source is None:
        return made
    plan = translate_source(source, Program(path, path.stem, name), ()).plan
    for step in every_step(plan.steps):
        if not step.title.startswith("DATA "):
            continue
        match step.node:
            case Columnwise():
                made.rule += 1
                continue
            case RowLoop(reason=reason):
                made.loop += 1
                why = _DETAIL.sub("", reason)
                made.loops[why] += 1
            case Hole(code=code, reason=reason):
                made.hole += 1
                why = f"{code} {reason}"
                made.holes[why] += 1
            case _:
                continue
        made.places.setdefault(why, []).append(f"{name}:{step.first.line}")
    return made


def _failed(text: Text, error: Exception) -> Ladder:
    return Ladder(hole=1, holes=Counter([f"the program could not be lowered: {type(error).__name__}"]))


def main() -> None:
    """Print the figures and the reasons, the most frequent first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--reasons", type=int, default=40, help="how many reasons are listed")
    parser.add_argument("--show", default="", help="list the places of the reasons that hold this text")
    arguments = parser.parse_args()
    for path in arguments.paths:
        found = ladder([path])
        print(
            f"{path}: {found.steps} DATA steps: {found.rule} column-wise, {found.loop} loops, {found.hole} holes;"
            f" {found.share:.0%} of the translated are column-wise"
        )
        if arguments.show:
            for reason, places in found.places.items():
                if arguments.show in reason:
                    print(f"  {reason}")
                    print("".join(f"    {place}\n" for place in places), end="")
            continue
        for title, reasons in (("loop", found.loops), ("hole", found.holes)):
            for reason, count in reasons.most_common(arguments.reasons):
                print(f"  {count:5} {title}: {reason}")


if __name__ == "__main__":
    main()
