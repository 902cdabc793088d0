"""Does a program tell the special missing values .A to .Z from `.`? Those that cannot hold them are translated without."""

from __future__ import annotations

import re

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.plan.walk import nodes

_SPECIAL = re.compile(
    r"(?<![\w.)])\.[A-Za-z_](?![\w.])|\bmissing\s+[A-Za-z_]\s*[\w\s]*;|\b(divide|compare)\b", re.IGNORECASE
)


def mentions_special(text: str) -> bool:
    """Can the program's own text bring in special missing values (.A, MISSING statement, DIVIDE, PROC COMPARE)?"""
    return _SPECIAL.search(text) is not None


def brings_special(step: st.Step) -> bool:
    """Can a step bring in special missing values? It may stand in another file than the program's own text."""
    for node in nodes(step):
        match node:
            case sx.Missing(letter) if letter:
                return True
            case st.MissingStatement() | st.ProcStep(name="COMPARE"):
                return True
            case sx.Call(name) if name.lower() == "divide":
                return True
            case st.Datalines(lines=lines) if any(mentions_special(line) for line in lines):
                return True
            case _:
                pass
    return False
