"""PROC CATALOG. Base SAS Procedures Guide, "CATALOG Procedure".

Of the entries of catalogs a program's results hang on formats and informats alone; graphs, logs and compiled macros
leave nothing behind that its data sets or tables show.
"""

from __future__ import annotations

from collections.abc import Iterator

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lower.context import Context
from translator.lower.procs.format_ import OpenFormats
from translator.lower.procs.options import options, statements, word
from translator.lower.scope import LoweringError
from translator.plan.relations import Step

NAMES = ("CATALOG",)
KEYS = {"format": "{0}", "formatc": "${0}", "infmt": "@{0}", "infmtc": "@${0}"}
"""How formats are called here, by the type of their entries."""


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Forget the formats that are deleted; warn of what is not listed. No step is left to do."""
    given = options(step, ("catalog", "cat", "c", "entrytype", "et", "kill"), ("force",))
    statements(step, st.RawStatement, keywords=("contents",))
    named = given.get("catalog") or given.get("cat") or given.get("c")
    match named.value if named is not None else None:
        case sx.Dotted(_, name) | sx.Var(name) | st.Dataset(name=name):
            catalog = name.lower()
        case _:
            raise LoweringError("R0106", "ERROR: CATALOG= is missing.", step.at)
    kind = word(given.get("entrytype") or given.get("et"))
    deletes = [s for s in step.body if isinstance(s, st.RawStatement) and s.keyword == "delete"]
    for s in step.body:
        if isinstance(s, st.RawStatement) and s.keyword not in ("delete", "modify"):
            raise LoweringError("H0403", f"{s.keyword.upper()} of PROC CATALOG is not translated", s.at)
        if isinstance(s, st.ProcStatement):
            if options(s, ("out", "file")):
                raise LoweringError("H0402", "OUT= and FILE= of CONTENTS in PROC CATALOG", s.at)
            message = "PROC CATALOG: the entries of a catalog are not listed"
            context.diagnose(LoweringError("W0132", message, s.at))
    if catalog == "sasmacr" and ("kill" in given or deletes):
        message = "macros that PROC CATALOG deletes can still be called here"
        context.diagnose(LoweringError("W0134", message, step.at))
    if catalog == "formats":
        forget(context, deletes, kind, every="kill" in given)
    return []


def forget(context: Context, deletes: list[st.RawStatement], kind: str, *, every: bool) -> None:
    """Take formats out of those that the program knows. Raises LoweringError where the data define some."""
    if isinstance(context.formats, OpenFormats) and (every or deletes):
        raise LoweringError(
            "H0402", "deleting formats, some of which a data set defines", deletes[0].at if deletes else None
        )
    gone = set(context.formats) if every else set()
    for s in deletes:
        gone |= {KEYS[type_].format(name.upper()) for name, type_ in entries(s.tokens, kind) if type_ in KEYS}
    context.formats = {key: one for key, one in context.formats.items() if key not in gone}


def entries(tokens: tuple[Token, ...], kind: str) -> Iterator[tuple[str, str]]:
    """Yield (name, type) of the entries of a statement: `a.format b / entrytype=formatc`."""
    words = [token.text.lower() for token in tokens]
    if "/" in words:
        options_ = words[words.index("/") + 1 :]
        kind = options_[-1] if options_[:1] in (["entrytype"], ["et"]) else kind
        words = words[: words.index("/")]
    for name in " ".join(words).replace(" . ", ".").split():
        entry, _, type_ = name.partition(".")
        yield entry, type_ or kind
