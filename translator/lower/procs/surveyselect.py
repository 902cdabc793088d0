"""PROC SURVEYSELECT: refused, because which rows SAS draws is not documented (SAS/STAT User's Guide)."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lower.context import Context
from translator.lower.scope import LoweringError
from translator.plan.relations import Step

NAMES = ("SURVEYSELECT",)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Refuse the step: any translation would draw other rows than SAS does, with any seed."""
    raise LoweringError(
        "H0602",
        "which rows PROC SURVEYSELECT draws for a seed is not documented: bring the sample over as data",
        step.at,
    )
