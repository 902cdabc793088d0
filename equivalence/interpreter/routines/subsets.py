"""CALL GRAYCODE: what the function of that name does, without its code. (Functions and CALL Routines: Reference.)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from equivalence.interpreter.functions.arrangements import arrangement
from equivalence.interpreter.routines import routine
from equivalence.interpreter.signals import Exec
from translator.lang.statements import CallRoutine
from translator.lang.syntax import Call

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


@routine("GRAYCODE")
def graycode(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL GRAYCODE(k, items…), or (k, text, n, letters): the next subset."""
    code = arrangement(host.ex, Call("GRAYCODE", statement.args, at=statement.at))

    def execute() -> None:
        code.run()

    return execute
