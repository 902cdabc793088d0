"""NOT before a comparison in the DATA step.

"Order of Evaluation in Compound Expressions" puts NOT into Group I, before the comparisons of Group V: `not x = 5`
is `(not x) = 5`. In WHERE and SQL NOT stands below the comparisons ("Combining Expressions By Using Logical
Operators": the NOT expression modifies the condition). Authors rarely mean the former, so it is pointed out.
"""

from __future__ import annotations

from translator.frontend.parse.cursor import Cursor
from translator.frontend.parse.dialects import DATA
from translator.lang.diagnostics import diagnose


def warn_of_negations(cursor: Cursor) -> None:
    """Add W0101 for each NOT whose operand a comparison follows; forgets the NOTs."""
    places, cursor.negations = cursor.negations, []
    if cursor.diagnostics is None:
        return
    for place in places:
        comparison = _comparison_after(cursor, place)
        if comparison:
            token = cursor.tokens[place]
            message = f"NOT binds tighter than {comparison!r} here; parentheses would say what is meant"
            cursor.diagnostics.append(diagnose("W0101", message, token))


def _comparison_after(cursor: Cursor, place: int) -> str:
    depth = 0
    for token in cursor.tokens[place + 1 : cursor.position]:
        text = token.text.lower()
        if text in ("(", "[", "{"):
            depth += 1
        elif text in (")", "]", "}"):
            depth -= 1
            if depth < 0:
                return ""
        elif depth == 0:
            terminal = DATA.operators.get(text, (("", ""),))[0][0]
            if terminal in ("COMPARE", "IN"):
                return token.text
            if terminal in ("AND", "OR", "_COMMA"):
                return ""
    return ""
