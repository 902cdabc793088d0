"""The steps of a plan that came out of macro calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from translator.lang.macro_calls import MacroCall
from translator.plan.calls import CalledMacro
from translator.plan.relations import Note, Step


def called_macros(steps: Sequence[Step], calls: Mapping[int, MacroCall]) -> tuple[CalledMacro, ...]:
    """Return the calls whose text is whole steps, with the steps that came out of each.

    Args: steps: the plan's. calls: what the reader noted, by the id of the origin of the text.
    """
    if not calls:
        return ()
    return _level([_way(step, calls) for step in steps], 0, len(steps), 0)


REASONS = {
    "statements": "its text is statements of a step",
    "fragments": "its text is pieces of statements",
}
"""Why a call is expanded where it stands, by the shape of its text."""


def with_notes(steps: Sequence[Step], calls: Mapping[int, MacroCall]) -> list[Step]:
    """Return the steps; those that macro calls made a part of say so."""
    notes: dict[int, dict[Note, None]] = {}
    for call in calls.values():
        for token, shape in call.inside:
            text = f"%{call.name.lower()} is expanded here: {REASONS[shape]}."
            notes.setdefault(id(token), {}).setdefault(Note("N0110", text))
    return [
        replace(step, notes=(*step.notes, *notes.pop(id(step.first)))) if id(step.first) in notes else step
        for step in steps
    ]


def _level(ways: Sequence[Sequence[MacroCall]], first: int, stop: int, depth: int) -> tuple[CalledMacro, ...]:
    found: list[CalledMacro] = []
    at = first
    while at < stop:
        if len(ways[at]) <= depth:
            at += 1
            continue
        call = ways[at][depth]
        end = at
        while end < stop and len(ways[end]) > depth and ways[end][depth] is call:
            end += 1
        inner = _level(ways, at, end, depth + 1)
        arguments = tuple((one.name, call.at_start.get(one.name, "")) for one in call.parameters)
        found.append(CalledMacro(call.name, arguments, at, end, inner, call))
        at = end
    return tuple(found)


def _way(step: Step, calls: Mapping[int, MacroCall]) -> list[MacroCall]:
    """The calls that a whole step came out of, outermost first."""
    found: list[MacroCall] = []
    via = step.first.via
    while via is not None:
        call = calls.get(id(via))
        if call is not None:
            found.append(call)
        via = via.at.via
    found.reverse()
    for place, call in enumerate(found):
        if call.shape not in ("", "steps"):
            return found[:place]
    return found
