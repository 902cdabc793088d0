"""What macro calls become, and what several of them share: the vocabulary of the functions that macros are made into."""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.plan.calls import CalledMacro


@dataclass(slots=True)
class Piece:
    """A part of an expansion: the lines of steps of `run`, or a definition that stands above it (`name`).

    `head`: comments that open it. `steps`: positions in the plan.
    """

    lines: list[str]
    steps: tuple[int, ...]
    name: str = ""
    head: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Expansion:
    """The code of one call. `reads`: variables that it needs; `makes`: those that it leaves; `dynamic`: (name, variable) of
    those that it leaves in a list of tables, because a loop makes their names. `drops`, `pinned`: see `loops.Folded`.
    """

    call: CalledMacro
    pieces: list[Piece]
    reads: list[str] = field(default_factory=list)
    makes: list[str] = field(default_factory=list)
    dynamic: list[tuple[str, str]] = field(default_factory=list)
    drops: list[Piece] = field(default_factory=list)
    pinned: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Parameter:
    """A parameter of a function: what each call gives, as code; `variable`: the macro variable it comes from."""

    kind: str  # "table", "number", "text", "list"
    given: tuple[str, ...]
    variable: str = ""
    name: str = ""
    default: str | None = None
    texts: tuple[str, ...] = ()
    wanted: str = ""  # a name, where no macro variable has one


@dataclass(slots=True)
class Shared:
    """What expansions have in common. `pieces`: with parameters in place; `results`: names of what it returns."""

    pieces: list[Piece]
    parameters: list[Parameter]
    results: list[str]
    made: list[tuple[str, ...]]
