"""Writing a plan in one target, whatever happens: a fault of an emitter costs one step, never the program.

An emitter refuses what it has no form for by itself (the step becomes a hole). Here is what to do when it raises
something else, a defect of saslift: the step at fault is found, becomes a hole with its code, and all other steps are
translated. Where that does not help, the target has no program, and the other targets go on.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace

from translator.emit.code import Emitted
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.types import Schema
from translator.plan.relations import Hole, Note, Plan, Step

CODE = "H0900"
WHOLE = "X0094"

Emit = Callable[[Plan], tuple[Emitted, str]]


@dataclass(frozen=True, slots=True)
class Written:
    """A program in a target with its helper file; None where the target could not be written at all."""

    emitted: Emitted | None
    helpers: str
    diagnostics: tuple[Diagnostic, ...] = ()


def write(plan: Plan, target: str, emit: Emit, path: str) -> Written:
    """Write a plan with an emitter; steps at which it fails become holes."""
    found: list[Diagnostic] = []
    for _ in range(len(plan.steps) + 1):
        try:
            emitted, helpers = emit(plan)
            return Written(emitted, helpers, tuple(found))
        except Exception as error:  # whatever a defect raises
            position = _culprit(plan, emit)
            if position is None:
                message = f"saslift failed to write the program for {target}: {describe(error)}"
                return Written(None, "", (Diagnostic(WHOLE, message, path, 1, 1),))
            step = plan.steps[position]
            reason = f"saslift failed to write this step for {target}: {describe(error)}"
            found.append(diagnose(CODE, reason, step.first))
            holed = _hole(step, position, reason)
            plan = replace(plan, steps=(*plan.steps[:position], holed, *plan.steps[position + 1 :]))
    raise AssertionError("each turn makes one more step a hole")


def _culprit(plan: Plan, emit: Emit) -> int | None:
    """Return the first step with which the emitter fails, None where it fails without any or at a hole."""
    low, high = 0, len(plan.steps)  # it works with the first `low` steps, not with the first `high`
    if not _works(plan, 0, emit):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _works(plan, middle, emit) else (low, middle)
    return None if isinstance(plan.steps[low].node, Hole) else low


def _works(plan: Plan, count: int, emit: Emit) -> bool:
    try:
        emit(replace(plan, steps=plan.steps[:count]))
    except Exception:
        return False
    return True


def _hole(step: Step, position: int, reason: str) -> Step:
    inputs = tuple((name, Schema((), complete=False)) for name in step.inputs)
    node = Hole(f"hole_{position + 1}", CODE, _text(step), reason, inputs, step.schemas)
    return replace(step, node=node, provenance="hole", notes=(*step.notes, Note(CODE, reason)))


def _text(step: Step) -> str:
    if step.first.source is not step.last.source:
        return step.title
    return step.first.source.text[step.first.start : step.last.end]


def describe(error: BaseException) -> str:
    """Return a defect in one line: the exception and where it arose."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message[:200]}{place}"
