"""PRXMATCH that remembers its match, for CALL PRXPOSN. The patterns themselves are the library's."""

from __future__ import annotations

import re
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.calls import arguments
from equivalence.interpreter.code import Code, as_text
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.functions import own
from translator.lang.syntax import Call
from translator.library.functions import prx

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions
    from equivalence.interpreter.session import Session


def matches(session: Session) -> dict[str, re.Match[str] | None]:
    """Return the last match of every pattern."""
    found: dict[str, re.Match[str] | None] = session.services.setdefault("prx", {})
    return found


@own("PRXMATCH")
def prxmatch(ex: Expressions, call: Call) -> Code:
    """PRXMATCH(pattern or its number, text): where it matches first, 0 if it does not."""
    codes = [code for code in arguments(ex, call.args) if code is not None]
    if len(codes) != 2:
        raise StepError("The PRXMATCH function call needs two arguments.", call.at, "R0008")
    pattern, text = codes[0].run, as_text(codes[1], ex.notes)
    session = ex.session

    def run() -> float:
        wanted: Any = pattern()
        whole = text()
        if not isinstance(wanted, str) and isnan(wanted):
            ex.notes.error = True
            return nan
        try:
            expression, _, key = prx.compiled(wanted)
        except ValueError:
            ex.notes.error = True
            return nan
        match = expression.search(whole)
        prx.LAST_MATCH[key] = prx.last_group(match)
        matches(session)[key] = match
        return float(match.start() + 1) if match is not None else 0.0

    return Code("num", run, at=call.at)
