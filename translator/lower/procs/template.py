"""PROC TEMPLATE: styles, tagsets and the layout of printed tables.

ODS Procedures Guide, "TEMPLATE Procedure": it customizes the appearance of ODS output. Data stay as they are.
"""

from __future__ import annotations

from translator.lang import statements as st
from translator.lower.context import Context
from translator.lower.scope import LoweringError
from translator.plan.relations import Step

NAMES = ("TEMPLATE",)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Nothing is carried out, which is warned of: printed tables keep SAS's own headings and formats."""
    message = "PROC TEMPLATE: how printed output looks is not carried over; tables have the layout of SAS's own templates"
    context.diagnose(LoweringError("W0151", message, step.at))
    return []
