"""CALL SET: variables of the step that FETCH fills from an open data set. (Functions and CALL Routines: Reference.)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.functions.datasets import Link, opened_data
from equivalence.interpreter.routines import routine
from equivalence.interpreter.signals import Exec
from translator.lang import syntax as sx
from translator.lang.statements import CallRoutine

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


@routine("SET")
def set_(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL SET(id): a variable of the step with the name and the type of the data set's gets what FETCH reads."""
    args = statement.args
    if len(args) != 1 or isinstance(args[0], sx.Of | sx.Format | sx.Empty):
        raise StepError("The CALL SET routine needs one argument.", statement.at, "R0008")
    number, session, pdv = host.ex.number(args[0]), host.session, host.pdv

    def execute() -> None:
        opened = opened_data(session, number())
        if opened is None:
            return
        opened.links = []
        for position, variable in enumerate(opened.table.variables):
            slot = pdv.find(variable.name)
            if slot is not None and slot.kind == variable.kind:
                slot.assigned = True
                opened.links.append(Link(position, pdv.values, slot.index, slot.fit))

    return execute
