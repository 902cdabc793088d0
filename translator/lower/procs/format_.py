"""PROC FORMAT. Base SAS Procedures Guide, "FORMAT Procedure"."""

from __future__ import annotations

from translator.lang import statements as st
from translator.library.formats.user import compile_format
from translator.lower.context import Context
from translator.lower.procs.options import all_of, options, statements
from translator.lower.scope import LoweringError
from translator.plan.relations import DefineFormats, Step

NAMES = ("FORMAT",)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower VALUE, INVALUE and PICTURE definitions; formats from data (CNTLIN=) are refused."""
    given = options(step, ("cntlin", "cntlout"), ("library", "lib", "page", "fmtlib", "noprint", "locale", "maxlablen", "maxselen"))
    statements(step, st.FormatDefinition, keywords=("select", "exclude"))
    if given:
        name, option = next(iter(given.items()))
        raise LoweringError("H0402", f"{name.upper()}= of PROC FORMAT is not translated yet", option.at)
    definitions = tuple(all_of(step, st.FormatDefinition))
    for definition in definitions:
        compiled = compile_format(definition)
        context.formats[("@" if definition.kind == "invalue" else "") + compiled.name] = compiled
    if not definitions:
        return []
    return [Step("PROC FORMAT", DefineFormats(definitions), (), (), (), step.at, step.end, comments=step.comments)]
