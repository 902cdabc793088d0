"""A macro call as the reader saw it: what was given, and what became of the text that it made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from translator.lang.source import Origin, Token

Shape = Literal["", "steps", "statements", "fragments"]


@dataclass(frozen=True, slots=True)
class MacroParameter:
    """A parameter of a macro: its name in upper case; `default` is "" where a keyword parameter has none."""

    name: str
    keyword: bool
    default: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Steering:
    """A loop that was written out, or a condition, of a macro: from `first` to `last` of its tokens.

    `names`: the macro variables that decided it, in upper case; `rounds`: how often a loop was written, 0 for a condition.
    """

    names: frozenset[str]
    first: Token
    last: Token
    rounds: int = 0

    def holds(self, token: Token) -> bool:
        """Does a token stand in it?"""
        return token.source is self.first.source and self.first.start <= token.start <= self.last.start


@dataclass(slots=True, eq=False)
class MacroCall:
    """One call of a macro.

    `shape`: what its text was put together to: nothing, whole steps, whole statements inside a step, or pieces of
    statements. `values`: macro variables that it could see, as it began and as it ended. `made`: texts (lower case) of
    tokens that a macro variable has made or helped to make, with the names of those variables; `plain`: texts of its
    other tokens. `definition`: the macro's name where it is defined. `steering`: what decided which of the macro's text was
    taken, and how often; `derived`: the variables that a %LET has given a value from others, with the names of those.
    """

    name: str
    parameters: tuple[MacroParameter, ...]
    origin: Origin
    definition: Token
    end: Token | None = None
    shape: Shape = ""
    at_start: dict[str, str] = field(default_factory=dict)
    at_end: dict[str, str] = field(default_factory=dict)
    made: dict[str, set[str]] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)
    at_step: dict[int, dict[str, str]] = field(default_factory=dict)
    inside: list[tuple[Token, Shape]] = field(default_factory=list)
    steering: list[Steering] = field(default_factory=list)
    derived: dict[str, set[str]] = field(default_factory=dict)

    def decisive(self, loops: Sequence[tuple[Token, int]] = ()) -> set[str]:
        """Return the macro variables that decide what the call's code is: another value would need other code.

        loops: a token in each loop that is a loop of the code too, and its rounds; what decides those is left out.
        """
        return {
            name
            for one in self.steering
            if not any(one.rounds == rounds and one.holds(token) for token, rounds in loops)
            for name in one.names
        }

    @property
    def at(self) -> Token:
        """The token of the call."""
        return self.origin.at
