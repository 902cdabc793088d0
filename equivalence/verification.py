"""Evidence for programs: every target against the reference interpreter, output by output.

Each program runs on the reference and on each target; every WORK data set that is left and every printed table is
compared. Values must be equal to the last bit or, as sums whose order of addition differs, to CRITERION=1E-12
relative (DESIGN, Promises); which of the two it was is told.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equivalence.comparison import EXACT, compare
from equivalence.comparison.criteria import SUMS
from equivalence.comparison.files import read_dataset
from equivalence.harness import run
from translator.pipeline.programs import Program

REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Output:
    """One output compared. `verdict`: "equal" (to the last bit), "close" (to 1E-12), "differs"; `text` says more."""

    kind: str
    name: str
    verdict: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A program on one target. `problem` is why nothing could be compared, "" where it could."""

    program: Program
    target: str
    outputs: tuple[Output, ...] = ()
    problem: str = ""

    @property
    def equal(self) -> int:
        """How many outputs are equal."""
        return sum(one.verdict != "differs" for one in self.outputs)

    @property
    def status(self) -> str:
        """`failed` (nothing compared), `differs`, `equal`."""
        if self.problem:
            return "failed"
        return "equal" if self.equal == len(self.outputs) else "differs"

    @property
    def difference(self) -> str:
        """The first difference, or the problem, in one line; "" where all is equal."""
        if self.problem:
            return self.problem
        first = next((one for one in self.outputs if one.verdict == "differs"), None)
        return f"{first.kind} {first.name}: {first.text}" if first else ""


def verify(
    programs: Sequence[Program], *, targets: Sequence[str], out: Path, librefs: Mapping[str, Path], encoding: str = "",
    step: Callable[[str], None] | None = None,
) -> Iterator[Verdict]:  # fmt: skip
    """Run programs on the reference and on targets, into OUT/runs/ENGINE, and yield a verdict for each.

    Raises: CannotWrite where `out` cannot be written.
    """
    rows = {
        engine: list(
            run(
                programs,
                engine=engine,
                out=out / "runs" / engine,
                librefs=librefs,
                encoding=encoding,
                step=step,
            )
        )
        for engine in (REFERENCE, *targets)
    }
    for position, program in enumerate(programs):
        for target in targets:
            summaries = {engine: rows[engine][position] for engine in (REFERENCE, target)}
            yield _verdict(program, target, summaries, out)


def _verdict(program: Program, target: str, summaries: Mapping[str, Mapping[str, Any]], out: Path) -> Verdict:
    for engine, summary in summaries.items():
        if summary["status"] != "ok":
            who = "the reference interpreter" if engine == REFERENCE else engine
            return Verdict(program, target, problem=f"{who} failed: {_why(summary)}")
    files = [out / "runs" / engine / program.name / "result.json" for engine in (REFERENCE, target)]
    base, comp = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    outputs = [
        _dataset(name, base, comp, files) for name in dict.fromkeys([*base["datasets"], *comp["datasets"]])
    ]
    outputs += _tables(base["tables"], comp["tables"])
    return Verdict(program, target, tuple(outputs))


def _why(summary: Mapping[str, Any]) -> str:
    """Return a failed run's first error: code and message."""
    for _, line, _, severity, message, code in summary["diagnostics"]:
        if severity == "error":
            return f"line {line}: {message} [{code}]"
    return "see the log in its result.json"


def _dataset(name: str, base: Mapping[str, Any], comp: Mapping[str, Any], files: Sequence[Path]) -> Output:
    for data, where in ((base, "on the target only"), (comp, "on the reference only")):
        if name not in data["datasets"]:
            return Output("data set", name, "differs", f"is there {where}")
    left, right = (read_dataset(file, name) for file in files)
    exact = compare(left, right, criteria=EXACT)
    if exact.same:
        return Output("data set", name, "equal", f"{exact.base_rows} rows")
    close = compare(left, right, criteria=SUMS)
    if close.same:
        return Output("data set", name, "close", f"{close.base_rows} rows, to 1E-12: {exact.summary()}")
    return Output("data set", name, "differs", close.summary())


def _tables(base: Sequence[Mapping[str, Any]], comp: Sequence[Mapping[str, Any]]) -> Iterator[Output]:
    for number in range(max(len(base), len(comp))):
        if number >= min(len(base), len(comp)):
            table = (base if number < len(base) else comp)[number]
            where = "on the reference only" if number < len(base) else "on the target only"
            yield Output("table", f"{number + 1} ({table['proc']})", "differs", f"is printed {where}")
            continue
        left, right = base[number], comp[number]
        name = f"{number + 1} ({left['proc']} {left['name']})"
        if left["columns"] != right["columns"]:
            yield Output("table", name, "differs", "has other columns")
        elif len(left["rows"]) != len(right["rows"]):
            yield Output("table", name, "differs", f"has {len(right['rows'])} rows, not {len(left['rows'])}")
        else:
            cells = [a == b for x, y in zip(left["rows"], right["rows"]) for a, b in zip(x, y)]
            wrong = cells.count(False)
            text = f"{wrong} of {len(cells)} cells differ" if wrong else f"{len(left['rows'])} rows"
            yield Output("table", name, "differs" if wrong else "equal", text)
