"""Why an expression could not be read: the diagnostic's code and message.

grammars/errors.toml holds examples of mistakes with their codes. Each is read once, on the first mistake; the
state and terminal where the reading got stuck then name the code (Lark calls this `match_examples`).
"""

from __future__ import annotations

from translator.frontend.parse.cursor import Cursor
from translator.frontend.parse.lalr import Stuck

_OPERANDS = {"OPERAND", "FUNCTION"}


def explain(cursor: Cursor, stuck: Stuck, start: int) -> tuple[str, str]:
    """Return (code, message) for a reading that got stuck at the cursor; `start` is where the expression began."""
    expected = set(stuck.expected)
    if cursor.position == start:
        return "E0101", f"expected an expression but found {cursor.found()}"
    before = cursor.tokens[cursor.position - 1].text
    if _OPERANDS & expected:
        return "E0120", f"an operand is missing after {before!r}: found {cursor.found()}"
    if "_RP" in expected or "_RB" in expected:
        if cursor.done:
            return "E0104", "a parenthesis is never closed"
        return "E0119", f"expected an operator or a closing parenthesis before {cursor.found()}"
    return "E0119", f"expected an operator before {cursor.found()}"
