"""PROC PRINTTO and PROC OPTIONS: they say where the log and what is printed go, and what the session's options are.

Base SAS Procedures Guide, "PRINTTO Procedure", "OPTIONS Procedure". A translated program has one log and prints its
tables where it runs; both PROCs leave data as they are.
"""

from __future__ import annotations

from translator.lang import statements as st
from translator.lower.context import Context
from translator.lower.procs.options import options, statements
from translator.lower.scope import LoweringError
from translator.plan.relations import Step

NAMES = ("PRINTTO", "OPTIONS")
HARMLESS = {
    "PRINTTO": ("log", "print", "new", "unit", "label", "file", "name"),
    "OPTIONS": (
        "define", "expand", "noexpand", "group", "groups", "hexvalue", "host", "nohost", "nh", "internal", "listgroups",
        "logicname", "long", "short", "listoptsave", "listrestrict", "lognumberformat", "option", "options", "portable",
        "restrict", "value",
    ),
}  # fmt: skip


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Nothing is left to do; what is not carried out is warned of."""
    options(step, (), HARMLESS[step.name])
    statements(step)
    if step.name == "OPTIONS":
        message = "PROC OPTIONS: only a SAS session knows its options; they are not listed"
    elif step.options:
        message = "PROC PRINTTO: the log and printed tables stay where the program writes them"
    else:
        return []  # back to where they were
    context.diagnose(LoweringError("W0132", message, step.at))
    return []
