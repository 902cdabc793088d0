"""CALL SYMPUT, SYMPUTX, SYMDEL, EXECUTE. (SAS 9.4 Macro Language: Reference.)"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from equivalence.interpreter.calls import arguments
from equivalence.interpreter.code import Code, Run, as_text
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.formatting import best_text
from equivalence.interpreter.notes import place
from equivalence.interpreter.routines import routine
from equivalence.interpreter.signals import Exec
from translator.frontend.macro.state import Scope
from translator.lang.statements import CallRoutine

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


def codes_of(host: StepCompiler, statement: CallRoutine, least: int, most: int = 10**6) -> list[Code]:
    """Return the codes of a routine's arguments. Raises StepError for a wrong number of them."""
    codes = [code for code in arguments(host.ex, statement.args) if code is not None]
    if not least <= len(codes) <= most:
        raise StepError(
            f"The call to routine {statement.name.upper()} has a wrong number of arguments.",
            statement.at,
            "R0008",
        )
    return codes


def _setter(host: StepCompiler) -> Callable[[str, str, Scope], None]:
    """Return what sets a macro variable, or tells that the name is not one."""
    macros, session = host.session.macros, host.session

    def set_variable(name: str, value: str, scope: Scope) -> None:
        name = name.strip()
        if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,31}", name) is None:
            session.error(
                f"Symbolic variable name {name.upper()} must contain only letters, digits, and underscores."
            )
            host.notes.error = True
            return
        macros.set(name, value, scope)

    return set_variable


SCOPES: dict[str, Scope] = {"G": "global", "L": "local"}


@routine("SYMPUT")
def symput(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL SYMPUT(name, value): blanks are kept, numbers are written with BEST12."""
    codes = codes_of(host, statement, 2, 2)
    name, value = as_text(codes[0], host.notes), as_text(codes[1], host.notes)
    set_variable = _setter(host)

    def execute() -> None:
        set_variable(name(), value(), "auto")

    return execute


@routine("SYMPUTX")
def symputx(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL SYMPUTX(name, value, scope): without blanks around, numbers with BEST32., no conversion note."""
    codes = codes_of(host, statement, 2, 3)
    name = as_text(codes[0], host.notes)
    value: Run = codes[1].run
    scope = as_text(codes[2], host.notes) if len(codes) == 3 else None
    set_variable = _setter(host)

    def execute() -> None:
        result = value()
        text = result if isinstance(result, str) else best_text(result, 32)
        where = scope().strip().upper()[:1] if scope is not None else ""
        set_variable(name(), text.strip(), SCOPES.get(where, "auto"))

    return execute


@routine("SYMDEL")
def symdel(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL SYMDEL(name): delete a global macro variable."""
    codes = codes_of(host, statement, 1, 2)
    name, macros = as_text(codes[0], host.notes), host.session.macros

    def execute() -> None:
        macros.globals.pop(name().strip().upper(), None)

    return execute


@routine("EXECUTE")
def execute_routine(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL EXECUTE(text): macro code is carried out now, statements run after the step."""
    text = as_text(codes_of(host, statement, 1, 1)[0], host.notes)
    services = host.session.services

    def execute() -> None:
        services["execute"](text().rstrip(" "), statement.at)

    return execute


@routine("SYSTEM", "SLEEP", "SOUND")
def without_effect(host: StepCompiler, statement: CallRoutine) -> Exec:
    """Routines that do not touch data: nothing is done, a note says so."""
    where = place(statement.at)

    def execute() -> None:
        host.session.note(f"CALL {statement.name.upper()} at line {where[0]} is not carried out.")

    return execute
