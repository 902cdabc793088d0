"""CALL STDIZE: the values of variables are standardised. (Functions and CALL Routines: Reference, "CALL STDIZE Routine".)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from equivalence.interpreter.assignments import Store
from equivalence.interpreter.code import Code, Run, as_number
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.routines import routine
from equivalence.interpreter.routines.values import targets
from equivalence.interpreter.signals import Exec
from translator.lang import syntax as s
from translator.lang.statements import CallRoutine
from translator.library.routines.standardizing import DIVISORS, METHODS
from translator.library.routines.standardizing import stdize as standardised

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


@routine("STDIZE")
def stdize(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL STDIZE(options…, variables): options are texts, an option that ends in = is followed by its number."""
    method, divisor = "STD", 1.0
    numbers: dict[str, Run] = {"ADD=": lambda: 0.0, "MULT=": lambda: 1.0}
    found: list[tuple[Code, Store]] = []
    rest = list(statement.args)
    while rest:
        argument = rest.pop(0)
        if not isinstance(argument, s.String):
            found += targets(host, (argument,))
            continue
        word = argument.value.strip().upper()
        if word in METHODS:
            method = word
        elif word in DIVISORS:
            divisor = DIVISORS[word]
        elif word in numbers and rest:
            numbers[word] = as_number(host.ex.compile(rest.pop(0)), host.notes)
        else:
            raise Unsupported(f"CALL STDIZE with the option {word}", statement.at)
    if not found or any(code.kind != "num" for code, _ in found):
        raise StepError("The call to routine STDIZE needs numeric variables.", statement.at, "R0008")

    def execute() -> None:
        given = [code.run() for code, _ in found]
        made = standardised(method, divisor, numbers["ADD="](), numbers["MULT="](), *given)
        for value, (_, store) in zip(made, found, strict=True):
            store(value)

    return execute
