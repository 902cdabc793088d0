"""Functions that need the step or the session: LAG, random numbers, macro variables, PUT and INPUT, files …

A module registers compilers: `@own("LAG")` on `def lag(ex: Expressions, call: Call) -> Code`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from equivalence.interpreter.code import Code
from translator.lang.syntax import Call

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions

Compiler = Callable[["Expressions", Call], Code]

OWN: dict[str, Compiler] = {}
"""Function name in upper case -> what compiles its calls."""


def own(*names: str) -> Callable[[Compiler], Compiler]:
    """Register the compiler of functions of these names."""

    def register(compiler: Compiler) -> Compiler:
        for name in names:
            OWN[name] = compiler
        return compiler

    return register


@cache
def _load() -> None:
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")


def own_function(name: str) -> Compiler | None:
    """Return the compiler of a function of the engine's own, by upper-case name."""
    _load()
    return OWN.get(name)
