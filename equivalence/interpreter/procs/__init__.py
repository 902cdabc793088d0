"""The PROCs of the reference interpreter: one file a PROC, registered in `PROCS`.

A file of this folder defines functions such as

    @procedure("SORT")
    def sort(session: Session, step: ProcStep) -> None: ...

`step` is the syntax (name, options, body). The function reads with `session.read(dataset)`, writes with
`session.write(dataset, table)`, prints with `session.show(...)`, and raises `StepError` (errors.py) to end
the step as SAS does. `session.write_log` and `session.note` write to the log. See `session.Session`.

Every module of this package is imported by `load`, so a new file needs no wiring.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from translator.lang.statements import ProcStep

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

Procedure = Callable[["Session", ProcStep], None]

PROCS: dict[str, Procedure] = {}
"""PROC name in upper case -> the function that runs it."""


def procedure(*names: str) -> Callable[[Procedure], Procedure]:
    """Register a function as the PROC of these names (upper case): `@procedure("MEANS", "SUMMARY")`."""

    def register(function: Procedure) -> Procedure:
        for name in names:
            PROCS[name] = function
        return function

    return register


def load() -> dict[str, Procedure]:
    """Import every module of this package once and return the registry."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return PROCS
