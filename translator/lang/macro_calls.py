"""A macro call as the reader saw it: what was given, and what became of the text that it made."""

from __future__ import annotations

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


@dataclass(slots=True, eq=False)
class MacroCall:
    """One call of a macro.

    `shape`: what its text was put together to: nothing, whole steps, whole statements inside a step, or pieces of
    statements. `values`: macro variables that it could see, as it began and as it ended. `made`: texts (lower case) of
    tokens that a macro variable has made or helped to make, with the names of those variables; `plain`: texts of its
    other tokens. `definition`: the macro's name where it is defined.
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

    @property
    def at(self) -> Token:
        """The token of the call."""
        return self.origin.at
