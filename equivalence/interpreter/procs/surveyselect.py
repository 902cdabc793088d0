"""PROC SURVEYSELECT: which rows SAS draws for a seed is not documented, so nothing is drawn here."""

from __future__ import annotations

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.session import Session
from translator.lang import statements as st


@procedure("SURVEYSELECT")
def surveyselect(session: Session, step: st.ProcStep) -> None:
    """Refuse the step."""
    raise StepError(
        "The rows that PROC SURVEYSELECT draws are not documented; the reference interpreter draws none.",
        step.at,
        "R0060",
    )
