"""What became of a program's macro calls in one target: function calls, expansions, or nothing that is left to run."""

from __future__ import annotations

from collections.abc import Iterator

from translator.emit.code import CallOutcome, Emitted
from translator.lang.macro_calls import MacroCall
from translator.pipeline.translate import Translation
from translator.plan.calls import REASONS, every_call
from translator.plan.macros import every_step


def outcomes_of(translation: Translation, emitted: Emitted) -> Iterator[CallOutcome]:
    """Yield the outcome of each call that was carried out: "function", "expanded" (why), or "computed": the
    translation knows all that it does, and nothing of it is left to run."""
    yield from emitted.calls
    known = {id(call.record) for call in every_call(translation.plan.calls)}
    left = _left(translation)
    for call in translation.calls:
        if id(call) in known:
            continue
        line = call.at.outermost.line
        if id(call) in emitted.inside:
            yield CallOutcome(call.name, line, *emitted.inside[id(call)])
        elif call.shape in REASONS:
            yield CallOutcome(call.name, line, "expanded", REASONS[call.shape])
        elif id(call) in left:
            yield CallOutcome(
                call.name, line, "expanded", "only the run knows whether or how often it is called"
            )
        else:
            yield CallOutcome(call.name, line, "computed")


def _left(translation: Translation) -> set[int]:
    """The calls that steps inside %IF and %DO of the run came out of."""
    calls: dict[int, MacroCall] = {id(call.origin): call for call in translation.calls}
    found: set[int] = set()
    for step in every_step(translation.plan.steps):
        via = step.first.via
        while via is not None:
            if id(via) in calls:
                found.add(id(calls[id(via)]))
            via = via.at.via
    return found
