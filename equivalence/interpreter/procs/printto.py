"""PROC PRINTTO, OPTIONS and TEMPLATE: log and printed tables stay where they are and as they are; options are not listed."""

from __future__ import annotations

from equivalence.interpreter.procs import procedure
from equivalence.interpreter.session import Session
from translator.lang import statements as st


@procedure("PRINTTO")
def printto(session: Session, step: st.ProcStep) -> None:
    """Leave data as they are."""


@procedure("TEMPLATE")
def template(session: Session, step: st.ProcStep) -> None:
    """Leave data as they are."""


@procedure("OPTIONS")
def options_(session: Session, step: st.ProcStep) -> None:
    """Leave data as they are."""
