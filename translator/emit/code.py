"""What both emitters work with: pieces of code, and what an emitted program is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Code:
    """An expression with the precedence of its outermost operator and the helpers it needs."""

    text: str
    precedence: int
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MapEntry:
    """Lines of the output (1-based, inclusive) that came from lines of the SAS program.

    `step` is the step's position in the plan; `provenance` its rule, "loop", "hole", "model" or "human".
    `outputs` are (data set, variable of the program that holds it). `inside`: where the step's own text stands, if
    that is a macro or an included file.
    """

    first: int
    last: int
    sas_first: int
    sas_last: int
    step: int
    title: str
    provenance: str
    outputs: tuple[tuple[str, str], ...] = ()
    inside: str = ""


@dataclass(frozen=True, slots=True)
class CallOutcome:
    """What became of a macro call: `outcome` is "function" or "expanded", with the reason."""

    name: str
    line: int
    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Emitted:
    """A program in the target language. `helpers` are the names of the helper functions it uses; `calls`: what became
    of the macro calls whose text is whole steps; `inside`: of those whose text is a part of a step, by the id of what the
    reader noted of them (outcome, reason)."""

    text: str
    helpers: frozenset[str]
    map: tuple[MapEntry, ...]
    calls: tuple[CallOutcome, ...] = ()
    inside: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    library: Mapping[str, str] = field(
        default_factory=dict
    )  # macros not called: why one has no function, else ""
    macros: Mapping[str, tuple[str, str]] = field(
        default_factory=dict
    )  # functions of macros: the file that defines the macro, and its name
    uncalled: frozenset[str] = frozenset()  # functions of macros that the program does not call
    columns: frozenset[str] = frozenset()  # names of columns that its code may mean without quotation marks
