"""Macro statements that the run carries out: what partial evaluation leaves of %LET, %PUT, %IF and %DO.

They stand between steps, as steps do. (DESIGN, "Macros".)
"""

from __future__ import annotations

from dataclasses import dataclass

from translator.lang.macro_text import MacroFunction, MacroText
from translator.lang.statements import Node
from translator.lang.syntax import Expr, Format


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroLet(Node):
    """`%let name = text;`. `trim`: blanks around the text are left out. `call`: the text is what %SYSFUNC makes of this function, written with `format`."""

    name: MacroText
    text: MacroText
    trim: bool = True
    call: Expr | None = None
    format: Format | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroPut(Node):
    """`%put text;`"""

    text: MacroText


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroDelete(Node):
    """Macro variables end: a macro's local ones, %SYMDEL."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroStop(Node):
    """The program ends here: %ABORT, or an error of macro code (`text`: SAS's message)."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroChoice(Node):
    """`%if condition %then %do; steps %end; %else %do; steps %end;`. `condition` is a call of %EVAL."""

    condition: MacroFunction
    then: tuple[object, ...]
    otherwise: tuple[object, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroLeave(Node):
    """Inside MacroRepeat: the loop ends if the condition is true (`negated`: false)."""

    condition: MacroFunction
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroRepeat(Node):
    """`%do index = start %to stop %by step; steps %end;`. `index` is "" for %WHILE and %UNTIL: a MacroLeave ends it."""

    body: tuple[object, ...]
    index: str = ""
    start: MacroText = ()
    stop: MacroText = ()
    step: MacroText = ("1",)


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroExecuted(Node):
    """What the CALL EXECUTE statements of the step before have queued: for each text in order, the steps of its site.

    `sites`: (number of the CALL EXECUTE statement, names of the macro variables that hold the parts of the text which
    only the row knows, steps).
    """

    sites: tuple[tuple[int, tuple[str, ...], tuple[object, ...]], ...]


MacroStatement = (
    MacroLet | MacroPut | MacroDelete | MacroStop | MacroChoice | MacroLeave | MacroRepeat | MacroExecuted
)  # fmt: skip
