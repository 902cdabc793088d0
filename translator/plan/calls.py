"""Macro calls in a plan: which of its steps came out of which call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from translator.lang.macro_calls import MacroCall, MacroParameter, Shape
from translator.lang.source import Token


@dataclass(frozen=True, slots=True, eq=False)
class CalledMacro:
    """A call of a macro whose text is whole steps: the plan's steps from `first` up to, not including, `stop`.

    `inner`: the calls inside it. `record`: what the reader saw of it.
    """

    name: str
    arguments: tuple[tuple[str, str], ...]
    first: int
    stop: int
    inner: tuple[CalledMacro, ...]
    record: MacroCall = field(repr=False)

    @property
    def parameters(self) -> tuple[MacroParameter, ...]:
        return self.record.parameters

    @property
    def at_start(self) -> Mapping[str, str]:
        return self.record.at_start

    @property
    def at_end(self) -> Mapping[str, str]:
        return self.record.at_end

    @property
    def at(self) -> Token:
        return self.record.at


REASONS: Mapping[Shape, str] = {
    "statements": "its text is statements of a step",
    "fragments": "its text is pieces of statements",
}
"""Why a call is expanded where it stands, by the shape of its text."""


@dataclass(frozen=True, slots=True, eq=False)
class CallInside:
    """A macro call whose text is a part of the step at `place`: whole statements of it, or pieces of them."""

    place: int
    shape: Shape
    record: MacroCall = field(repr=False)


def every_call(calls: tuple[CalledMacro, ...]) -> list[CalledMacro]:
    """Return all calls, those inside others after them."""
    found: list[CalledMacro] = []
    for call in calls:
        found.append(call)
        found += every_call(call.inner)
    return found
