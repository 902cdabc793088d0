"""Macro code that the run carries out: macro variables, and %IF and %DO around whole steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from translator.lang.macro_text import MacroFunction, MacroText
from translator.lang.syntax import Format
from translator.plan.relations import Step
from translator.plan.values import PutFormat, Value


@dataclass(frozen=True, slots=True)
class SetMacroText:
    """A macro variable gets a text. `trim`: blanks at its ends are left out, as %LET does."""

    name: MacroText
    text: MacroText
    trim: bool = True


@dataclass(frozen=True, slots=True)
class SetMacroValue:
    """A macro variable gets what %SYSFUNC makes of a function: a number as BEST12. writes it, without blanks, or as
    `format` does, with them. `trim`: all blanks around the text are left out."""

    name: str
    value: Value
    format: Format | None
    trim: bool

    @property
    def blanks(self) -> Literal["none", "before", "both"]:
        """Which blanks around the text stay: a text that PUT writes is as wide as its format."""
        if self.trim or self.format is None and self.value.type.kind == "num":
            return "none"
        return "both" if self.format is not None or isinstance(self.value, PutFormat) else "before"


@dataclass(frozen=True, slots=True)
class PutMacroText:
    """%PUT: a line of the log."""

    text: MacroText


@dataclass(frozen=True, slots=True)
class DeleteMacroVariables:
    """Macro variables end."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopProgram:
    """The program ends: %ABORT, or an error of macro code with its message."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """%IF around whole steps. `condition` is a call of %EVAL; `negated`: `then` happens if it is false."""

    condition: MacroFunction
    then: tuple[Step, ...]
    otherwise: tuple[Step, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Leave:
    """Inside Repeat: the loop ends if the condition is true (`negated`: false)."""

    condition: MacroFunction
    negated: bool


@dataclass(frozen=True, slots=True)
class Repeat:
    """%DO around whole steps. `index` "": only a Leave ends the loop; else the macro variable that counts."""

    body: tuple[Step, ...]
    index: str
    start: MacroText
    stop: MacroText
    step: MacroText


@dataclass(frozen=True, slots=True)
class Executed:
    """What CALL EXECUTE of the step before has queued: for each text the steps of its site, with the macro variables
    that hold the parts which only the row knew. `sites`: (number, names, steps)."""

    sites: tuple[tuple[int, tuple[str, ...], tuple[Step, ...]], ...]


def inner_steps(node: object) -> tuple[Step, ...]:
    """Return the steps inside a node, all ways of it one after the other."""
    match node:
        case Choice(then=then, otherwise=otherwise):
            return then + otherwise
        case Repeat(body=body):
            return body
        case Executed(sites=sites):
            return tuple(step for _, _, steps in sites for step in steps)
    return ()


def every_step(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return all steps, those inside others after them."""
    found: list[Step] = []
    for step in steps:
        found.append(step)
        found += every_step(inner_steps(step.node))
    return tuple(found)


def pattern(name: str) -> str:
    """Return a data set's name with parts of the run as plans have it: `&name;` for each of them.

    >>> pattern("Out&i"), pattern("c&i._&j")
    ('out&i;', 'c&i;_&j;')
    """
    return re.sub(r"&(\w+)\.?", r"&\1;", name.lower())


def families(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Return the names of data sets that the run makes: patterns such as `out&i;`."""
    return tuple(dict.fromkeys(name for step in every_step(steps) for name in step.outputs if "&" in name))


def own_names(steps: tuple[Step, ...]) -> frozenset[str]:
    """Return the WORK data sets that the program makes under names of its own."""
    found = (
        name
        for step in every_step(steps)
        for name in step.outputs
        if name[:1] != "*" and not set("&.") & set(name)
    )
    return frozenset(name for name in found if name != "_null_")


def may_be(pattern: str, name: str) -> bool:
    """Can a data set whose name the run makes be this one (whose name may be a pattern, too)?

    >>> may_be("out&i;", "out12"), may_be("out&i;", "output&n;x"), may_be("out&i;", "in1")
    (True, True, False)
    """
    first, second = (re.split(r"&\w+;", text.lower()) for text in (pattern, name))
    if len(first) == 1:
        first, second = second, first
    if len(first) == 1:
        return pattern.lower() == name.lower()
    if len(second) == 1:
        return re.fullmatch(r"\w+".join(re.escape(part) for part in first), second[0]) is not None
    heads, tails = (first[0], second[0]), (first[-1], second[-1])
    return (heads[0].startswith(heads[1]) or heads[1].startswith(heads[0])) and (
        tails[0].endswith(tails[1]) or tails[1].endswith(tails[0])
    )
