"""Macro variables from a DATA step: SYMGET, SYMEXIST, RESOLVE, DOSUBL …

SAS 9.4 Macro Language: Reference, "Interfaces with the Macro Facility".
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from equivalence.interpreter.calls import arguments
from equivalence.interpreter.code import Code, Run, as_text
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.formatting import number_from_text
from equivalence.interpreter.functions import own
from equivalence.interpreter.notes import place
from equivalence.interpreter.pdv import MISSING
from translator.lang.syntax import Call
from translator.library.system_options import option_value

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions


def _name(ex: Expressions, call: Call) -> Run:
    codes = arguments(ex, call.args)
    if not codes or codes[0] is None:
        raise StepError(
            f"The {call.name.upper()} function call does not have enough arguments.", call.at, "R0008"
        )
    return as_text(codes[0], ex.notes)


@own("SYMGET")
def symget(ex: Expressions, call: Call) -> Code:
    """The value of a macro variable; blank with a note where there is none."""
    name, macros, notes, where = _name(ex, call), ex.session.macros, ex.notes, place(call.at)

    def run() -> str:
        value: str | None = macros.get(name().strip())
        if value is None:
            notes.event(f"Invalid argument to function SYMGET at line {where[0]} column {where[1]}.")
            return " "
        return value or " "

    return Code("char", run, 200, at=call.at)


@own("SYMGETN")
def symgetn(ex: Expressions, call: Call) -> Code:
    """The value of a macro variable as a number."""
    name, macros = _name(ex, call), ex.session.macros

    def run() -> float:
        try:
            return number_from_text(macros.get(name().strip()) or "")
        except ValueError:
            ex.notes.error = True
            return MISSING

    return Code("num", run, at=call.at)


@own("SYMEXIST", "SYMGLOBL", "SYMLOCAL")
def symexist(ex: Expressions, call: Call) -> Code:
    """Does a macro variable exist (anywhere, as a global, as a local)?"""
    name, macros, what = _name(ex, call), ex.session.macros, call.name.upper()

    def run() -> float:
        wanted = name().strip().upper()
        if what == "SYMGLOBL":
            return 1.0 if wanted in macros.globals else 0.0
        if what == "SYMLOCAL":
            return 1.0 if macros.owner(wanted) is not None else 0.0
        return 1.0 if macros.get(wanted) is not None else 0.0

    return Code("num", run, at=call.at)


@own("RESOLVE")
def resolve(ex: Expressions, call: Call) -> Code:
    """A text after macro resolution."""
    text, session = _name(ex, call), ex.session
    return Code("char", lambda: session.services["resolve"](text().rstrip(" ")) or " ", 200, at=call.at)


@own("DOSUBL")
def dosubl(ex: Expressions, call: Call) -> Code:
    """Run SAS code at once."""
    text, session = _name(ex, call), ex.session
    return Code("num", lambda: float(session.services["dosubl"](text())), at=call.at)


@own("SYSPARM")
def sysparm(ex: Expressions, call: Call) -> Code:
    """The SYSPARM= option."""
    return Code("char", lambda: ex.session.macros.get("SYSPARM") or " ", 200, at=call.at)


@own("SYSGET")
def sysget(ex: Expressions, call: Call) -> Code:
    """An environment variable."""
    name = _name(ex, call)
    return Code("char", lambda: os.environ.get(name().strip()) or " ", 200, at=call.at)


@own("SYSEXIST")
def sysexist(ex: Expressions, call: Call) -> Code:
    """Is there an environment variable of that name?"""
    name = _name(ex, call)
    return Code("num", lambda: float(name().strip() in os.environ), at=call.at)


@own("ENVLEN")
def envlen(ex: Expressions, call: Call) -> Code:
    """The length of an environment variable, -1 where there is none."""
    name = _name(ex, call)
    return Code("num", lambda: float(len(os.environ.get(name().strip(), ""))) if name().strip() in os.environ else -1.0,
                at=call.at)  # fmt: skip


@own("GETOPTION")
def getoption(ex: Expressions, call: Call) -> Code:
    """A system option's value: set by the program, or SAS's documented default."""
    codes = [as_text(code, ex.notes) for code in arguments(ex, call.args) if code is not None]
    if not codes:
        raise StepError("The GETOPTION function call does not have enough arguments.", call.at, "R0008")
    session = ex.session

    def run() -> str:
        words = [code() for code in codes]
        found = option_value(session.settings, *words) if len(words) < 3 else None
        if found is None:
            raise Unsupported(f"GETOPTION of {' '.join(words).upper()}", call.at)
        return found

    return Code("char", run, 200, at=call.at)


@own("SYSPROD")
def sysprod(ex: Expressions, call: Call) -> Code:
    """Is a product licensed? Base SAS and SAS/STAT are taken as licensed."""
    name = _name(ex, call)
    return Code(
        "num", lambda: 1.0 if name().strip().upper() in ("BASE", "STAT", "GRAPH", "ETS") else 0.0, at=call.at
    )
