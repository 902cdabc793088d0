"""LAG and DIF: one queue for each call in the program, fed only when the call is executed.

SAS 9.4 Functions and CALL Routines: Reference, "LAG Function", "DIF Function".
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.calls import arguments
from equivalence.interpreter.code import Code, as_number
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.functions import own
from equivalence.interpreter.notes import place
from equivalence.interpreter.pdv import MISSING
from translator.lang.syntax import Call

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions

_NAMES = [str(n) if n else "" for n in range(101)]


def _argument(ex: Expressions, call: Call) -> Code:
    codes = arguments(ex, call.args)
    if len(codes) != 1 or codes[0] is None:
        raise StepError(f"The {call.name.upper()} function call needs one argument.", call.at, "R0008")
    return codes[0]


@own(*(f"LAG{n}" for n in _NAMES))
def lag(ex: Expressions, call: Call) -> Code:
    """LAGn(x): the value of x when this call was executed n times ago."""
    code = _argument(ex, call)
    depth = max(int(call.name[3:] or 1), 1)
    first: Any = " " * code.length if code.kind == "char" else MISSING
    queue: deque[Any] = deque([first] * depth)
    run = code.run

    def step() -> Any:
        queue.append(run())
        return queue.popleft()

    return Code(code.kind, step, code.length, at=call.at)


@own(*(f"DIF{n}" for n in _NAMES))
def dif(ex: Expressions, call: Call) -> Code:
    """DIFn(x) = x - LAGn(x)."""
    run = as_number(_argument(ex, call), ex.notes)
    queue: deque[float] = deque([MISSING] * max(int(call.name[3:] or 1), 1))
    where = place(call.at)

    def step() -> float:
        value: float = run()
        queue.append(value)
        result = value - queue.popleft()
        if result != result:
            ex.notes.missing[where] += 1
            return MISSING
        return result

    return Code("num", step, at=call.at)
