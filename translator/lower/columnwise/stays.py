"""Why a loop stays a loop."""

from __future__ import annotations

from translator.plan import loop as lp
from translator.plan import values as v

CLOCK = ("TODAY", "DATE", "TIME", "DATETIME")
"""Functions of the run's clock."""


class Stays(Exception):
    """The loop stays a loop; the text is the reason, one line. What it names stands in brackets at its end."""


def word(node: object) -> str:
    """What SAS calls a statement or value of the plan that no column-wise form has."""
    match node:
        case lp.Write():
            return "PUT"
        case lp.ChooseFile():
            return "FILE"
        case lp.ChooseLines():
            return "FILEVAR="
        case lp.ReplaceLine():
            return "assignment to _INFILE_"
        case lp.ListLine():
            return "LIST"
        case lp.LostLine():
            return "LOSTCARD"
        case lp.DeclareHash():
            return "DECLARE"
        case lp.HashOutput():
            return "OUTPUT method"
        case lp.Jump(kind="goto"):
            return "GO TO"
        case lp.Jump():
            return "LINK"
        case lp.LabelHere(name=name):
            return f"{name}:"
        case lp.Fail():
            return "SELECT without OTHERWISE"
        case lp.AssignSubstring():
            return "SUBSTR on the left side"
        case lp.Output():
            return "OUTPUT"
        case lp.Change(kind=kind):
            return kind.upper()
        case lp.Routine(name=name):
            return f"CALL {name}"
        case lp.Leave(kind=kind):
            return kind.upper()
        case v.Automatic(name=name) | v.RunTimeMacro(name=name):
            return name
        case v.HashCall(method=method):
            return f"{method.upper()} method"
        case _:
            return type(node).__name__
