"""CALL routines. A module registers compilers: `@routine("SYMPUTX")` on `def f(host, statement) -> Exec`.

SAS 9.4 Functions and CALL Routines: Reference.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.signals import Exec
from translator.lang.statements import CallRoutine
from translator.lang.syntax import Empty, Format, Of
from translator.library.routines import find
from translator.library.rows import Body

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler

Compiler = Callable[["StepCompiler", CallRoutine], Exec]

ROUTINES: dict[str, Compiler] = {}
"""Routine name in upper case -> what compiles its calls."""


def routine(*names: str) -> Callable[[Compiler], Compiler]:
    """Register the compiler of CALL routines of these names."""

    def register(compiler: Compiler) -> Compiler:
        for name in names:
            ROUTINES[name] = compiler
        return compiler

    return register


@cache
def _load() -> None:
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")


def compile_routine(host: StepCompiler, statement: CallRoutine) -> Exec:
    """Return the closure of a CALL statement. Raises StepError for an unknown routine."""
    _load()
    compiler = ROUTINES.get(statement.name.upper())
    row = find(statement.name)
    if compiler is None and row is not None and row.body is not None and row.signature.endswith("var..."):
        return _changing(host, statement, row.body, row.changes[0])
    if compiler is None and row is not None:
        raise Unsupported(f"CALL {statement.name.upper()}", statement.at)
    if compiler is None and (made := _own_subroutine(host, statement)) is not None:
        return made
    if compiler is None:
        raise StepError(
            f"The subroutine {statement.name.upper()} is unknown, or cannot be accessed.", statement.at, "R0007",
            prefix="ERROR 251-185: ",
        )  # fmt: skip
    return compiler(host, statement)


def _own_subroutine(host: StepCompiler, statement: CallRoutine) -> Exec | None:
    """Return the closure of a call of a subroutine of PROC FCMP, None where there is none of that name."""
    from equivalence.interpreter.procs import fcmp
    from equivalence.interpreter.routines.values import targets

    found = fcmp.find(host.session, statement.name, subroutine=True)
    if found is None:
        return None
    names = [name.lower() for name, _, _ in found.definition.parameters]
    places = [i for i, name in enumerate(names) if name in found.definition.outargs]
    changed = targets(host, tuple(a for i, a in enumerate(statement.args) if i in places))
    codes = [
        host.ex.compile(arg) if not isinstance(arg, Of | Format | Empty) else None for arg in statement.args
    ]
    runs, lengths = found.arguments(host.ex, list(codes), statement.at)
    found.check(lengths)

    def execute() -> None:
        _, after = found.call(lengths, [run() for run in runs])
        for place, (_, store) in zip(places, changed, strict=True):
            store(after[place])

    return execute


def _changing(host: StepCompiler, statement: CallRoutine, body: Body, first: int) -> Exec:
    """Return the closure of a routine of the library that changes its arguments from one on (SOFTMAX, LEXPERM)."""
    from equivalence.interpreter.routines.values import targets

    fixed = [
        host.ex.number(arg) for arg in statement.args[:first] if not isinstance(arg, Of | Format | Empty)
    ]
    found = targets(host, statement.args[first:])

    def execute() -> None:
        given = [run() for run in fixed]
        for value, (_, store) in zip(body(*given, *(code.run() for code, _ in found)), found, strict=True):
            store(value)

    return execute
