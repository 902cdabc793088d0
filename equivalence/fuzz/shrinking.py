"""A smaller program that still shows a difference, and the cause that several differences have in common."""

from __future__ import annotations

import re
import time
from pathlib import Path

from equivalence.fuzz.comparison import difference
from equivalence.fuzz.parts import FuzzProgram, smaller
from equivalence.fuzz.running import refusal, run_text
from equivalence.results import RunResult


def cause(problem: str) -> str:
    """Return a difference without its particulars, so that those of one cause can be counted together."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|-?\d[\d.e+-]*|nan", "#", problem)[:110]


def shrink(program: FuzzProgram, variant: str, folder: Path, limit: float = 30.0) -> tuple[FuzzProgram, str]:
    """Return a smaller program that still shows a difference of the same sort, and the difference.

    Args:
        limit: the seconds after which the smallest program so far is good enough.
    """

    def outcome(text: str) -> tuple[RunResult, str]:
        result = run_text(text, "reference", folder, 5)
        return result, next((d.code for d in result.diagnostics if d.severity == "error"), result.status)

    first = outcome(program.text())[1]

    def problem_of(candidate: FuzzProgram) -> str:
        text = candidate.text()
        expected, state = outcome(text)
        if state != first:
            return ""
        if variant == "reference":
            return "; ".join(d.message for d in expected.diagnostics if d.code.startswith("X"))
        actual = run_text(text, variant, folder, 5)
        return "" if refusal(actual) else difference(expected, actual, candidate.tolerance)

    end = time.monotonic() + limit
    problem = problem_of(program)
    sort = "status" in problem
    changed = True
    while changed and time.monotonic() < end:
        changed = False
        for candidate in smaller(program):
            if time.monotonic() > end:
                break
            found = problem_of(candidate)
            if found and ("status" in found) == sort:
                program, problem, changed = candidate, found, True
                break
    return program, problem
