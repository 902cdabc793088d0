"""CALL SET: variables of an open data set that FETCH fills. (Functions and CALL Routines: Reference.)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from equivalence.interpreter.errors import Unsupported
from equivalence.interpreter.routines import routine
from equivalence.interpreter.signals import Exec
from translator.lang.statements import CallRoutine

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


@routine("SET")
def set_(host: StepCompiler, statement: CallRoutine) -> Exec:
    """CALL SET is refused."""
    raise Unsupported("CALL SET", statement.at)
