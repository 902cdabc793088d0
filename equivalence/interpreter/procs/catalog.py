"""PROC CATALOG: deletes formats; entries of other types leave nothing that data sets or tables show.

Base SAS Procedures Guide, "CATALOG Procedure".
"""

from __future__ import annotations

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import all_of, options, statements, word
from equivalence.interpreter.session import Session
from translator.lang import statements as st
from translator.lang import syntax as sx

TYPES = {"format": ("", ""), "formatc": ("", "$"), "infmt": ("@", ""), "infmtc": ("@", "$")}


@procedure("CATALOG")
def catalog(session: Session, step: st.ProcStep) -> None:
    """Carry out KILL and DELETE on formats; MODIFY changes descriptions alone. Raises StepError for other statements."""
    given = options(step, {"catalog", "cat", "c", "entrytype", "et", "kill", "force"})
    statements(step, st.RawStatement, st.ProcStatement)
    value = next((given[name].value for name in ("catalog", "cat", "c") if name in given), None)
    if not isinstance(value, sx.Dotted | sx.Var | st.Dataset):
        raise StepError("CATALOG= is missing.", step.at)
    of_formats = value.name.lower() == "formats"
    if "kill" in given and of_formats:
        session.formats.clear()
    for plain in all_of(step, st.ProcStatement):
        options(plain, set())
    for s in all_of(step, st.RawStatement):
        if s.keyword not in ("delete", "modify"):
            raise StepError(
                f"{s.keyword.upper()} of PROC CATALOG is not supported by the reference interpreter.",
                s.at,
                "R0061",
            )
        if s.keyword == "delete" and of_formats:
            _delete(session, s, word(given.get("entrytype") or given.get("et")))


def _delete(session: Session, s: st.RawStatement, kind: str) -> None:
    text = " ".join(token.text for token in s.tokens).lower()
    names, _, more = text.partition("/")
    kind = more.split()[-1] if "=" in more else kind
    for name in names.replace(" . ", ".").split():
        entry, _, type_ = name.partition(".")
        if (type_ or kind) in TYPES:
            informat, character = TYPES[type_ or kind]
            session.formats.pop(f"{informat}{character}{entry.upper()}", None)
