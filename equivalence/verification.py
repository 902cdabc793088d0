"""Evidence for programs: every target against the reference interpreter, step by step and output by output.

What is compared, and how exactly: `equivalence.judging`. Each engine runs on its own: what one writes to a library,
no other sees, and the libraries' folders stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equivalence.harness import run
from equivalence.judging import Output, Run, judge, run_from
from translator.lang.diagnostics import Diagnostic
from translator.pipeline.programs import Program

REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A program on one target. `problem`: why it did not run to its end, "" where it did; `holes`: because of holes.

    `findings`: errors and warnings of the target's run; of the reference's where that did not end well.
    """

    program: Program
    target: str
    outputs: tuple[Output, ...] = ()
    problem: str = ""
    holes: bool = False
    findings: tuple[Diagnostic, ...] = ()

    @property
    def equal(self) -> int:
        """How many outputs are equal."""
        return sum(one.verdict != "differs" for one in self.outputs)

    @property
    def status(self) -> str:
        """`holes` or `failed` (it did not run to its end), `differs`, `equal`."""
        if self.problem:
            return "holes" if self.holes else "failed"
        return "equal" if self.equal == len(self.outputs) else "differs"

    @property
    def evidence(self) -> str:
        """What was shown: `translated`, or `runs`, with `equal` of the outputs equal to the reference's."""
        return "translated" if self.problem else "runs"

    @property
    def first(self) -> Output | None:
        """The first output, in the order of the steps, that differs."""
        return next((one for one in self.outputs if one.verdict == "differs"), None)

    @property
    def difference(self) -> str:
        """The problem, or the first difference with its step, in one line; "" where all is equal."""
        if self.problem:
            return self.problem
        one = self.first
        if one is None:
            return ""
        text = f"{one.kind} {one.name}: {one.text}"
        return f"{one.where}: {text}" if one.where else text


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
                steps=True,
                private=True,
            )
        )
        for engine in (REFERENCE, *targets)
    }
    for position, program in enumerate(programs):
        base = read_run(out, REFERENCE, program)
        for target in targets:
            comp = read_run(out, target, program)
            yield verdict_of(program, target, base, comp, rows[REFERENCE][position], rows[target][position])


def read_run(out: Path, engine: str, program: Program) -> Run:
    """Read what a program left below OUT/runs/ENGINE."""
    folder = out / "runs" / engine / program.name
    result, steps = (
        json.loads((folder / name).read_text(encoding="utf-8")) for name in ("result.json", "steps.json")
    )
    return run_from(result, steps)


def verdict_of(
    program: Program,
    target: str,
    base: Run,
    comp: Run,
    on_base: Mapping[str, Any],
    on_comp: Mapping[str, Any],
) -> Verdict:
    """Judge two runs. `on_base`, `on_comp`: the summaries of the runs."""
    holes = not comp.complete and any(one.code.startswith("H") for one in _findings(on_comp, program))
    who, summary = (
        ("the reference interpreter", on_base) if not base.complete and not holes else (target, on_comp)
    )
    findings = tuple(_findings(summary, program))
    problem = ""
    if not (base.complete and comp.complete):
        error = next((one for one in findings if one.severity == "error"), None)
        why = (
            f"line {error.line}: {error.message} [{error.code}]"
            if error
            else "see the log in its result.json"
        )
        problem = f"{who} failed: {why}"
    return Verdict(program, target, tuple(judge(base, comp)), problem, holes, findings)


def _findings(summary: Mapping[str, Any], program: Program) -> list[Diagnostic]:
    """Return the errors and warnings of a run, each message once: the run often says again what reading said."""
    found: dict[tuple[str, str], Diagnostic] = {}
    for path, line, column, _, message, code in summary["diagnostics"]:
        one = Diagnostic(code, message, path or program.shown, line, column)
        if one.severity != "note":
            found.setdefault((code, message), one)
    return list(found.values())
