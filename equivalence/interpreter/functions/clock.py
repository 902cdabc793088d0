"""TODAY, DATE, TIME, DATETIME: read from the session's clock, which a run may fix.

SAS 9.4 Functions and CALL Routines: Reference, "TODAY Function".
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from equivalence.interpreter.calls import arguments
from equivalence.interpreter.code import Code, as_number
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.functions import own
from translator.lang.syntax import Call

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions

EPOCH = datetime(1960, 1, 1)


@own("TODAY", "DATE")
def today(ex: Expressions, call: Call) -> Code:
    """Days since 1 January 1960."""
    return Code("num", lambda: float((ex.session.clock - EPOCH).days), at=call.at)


@own("TIME")
def time(ex: Expressions, call: Call) -> Code:
    """Seconds since midnight."""
    return Code("num", lambda: (ex.session.clock - EPOCH).total_seconds() % 86400, at=call.at)


@own("DATETIME")
def now(ex: Expressions, call: Call) -> Code:
    """Seconds since 1 January 1960."""
    return Code("num", lambda: (ex.session.clock - EPOCH).total_seconds(), at=call.at)


@own("SLEEP")
def sleep(ex: Expressions, call: Call) -> Code:
    """How many units the program would wait: the session's clock stands still."""
    codes = [code for code in arguments(ex, call.args) if code is not None]
    if not 1 <= len(codes) <= 2:
        raise StepError("The SLEEP function call needs one or two arguments.", call.at, "R0008")
    count = as_number(codes[0], ex.notes)
    return Code("num", count, at=call.at)
