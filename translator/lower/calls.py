"""The steps of a plan that came out of macro calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from translator.lang.macro_calls import MacroCall
from translator.plan.calls import CalledMacro, CallInside
from translator.plan.relations import Step


def called_macros(steps: Sequence[Step], calls: Mapping[int, MacroCall]) -> tuple[CalledMacro, ...]:
    """Return the calls whose text is whole steps, with the steps that came out of each.

    Args: steps: the plan's. calls: what the reader noted, by the id of the origin of the text.
    """
    if not calls:
        return ()
    return _level([_way(step, calls) for step in steps], 0, len(steps), 0)


def calls_inside(steps: Sequence[Step], calls: Mapping[int, MacroCall]) -> tuple[CallInside, ...]:
    """Return the calls whose text is a part of a step, in the order of the steps."""
    places: dict[int, int] = {}
    for place, step in enumerate(steps):
        places.setdefault(id(step.first), place)
    found = [
        CallInside(places[id(token)], shape, call)
        for call in calls.values()
        for token, shape in call.inside
        if id(token) in places
    ]
    return tuple(sorted(found, key=lambda one: one.place))


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
