"""What all statements have, and the statements that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.lang.source import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all statements have. `end` is the last token (its semicolon)."""

    at: Token = field(compare=False, repr=False)
    end: Token = field(compare=False, repr=False)
    comments: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unparsed(Node):
    """A statement that no rule could read; `reason` is the diagnostic's message, `text` the statement."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingMacro(Unparsed):
    """A call `%name` or `%name(…)` that stands alone as a statement, of a macro that is not at hand."""

    name: str
