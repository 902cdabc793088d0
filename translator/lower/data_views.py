"""Views of DATA steps (`data v / view=v;`): made as tables, and made again after each step that changes what they read.

SAS runs the step whenever the view is read (DATA Step Statements: Reference, "DATA Statement", VIEW=). A step that does
nothing but make rows of data sets gives the same rows as a table that follows every change of these.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translator.lang import statements as st
from translator.lower.catalog import canonical
from translator.lower.scope import LoweringError
from translator.plan.relations import Note, Step
from translator.plan.walk import nodes

if TYPE_CHECKING:
    from translator.lower.context import Context

TITLE = "DATA STEP VIEW"
ACTS = (st.Put, st.File, st.Infile, st.Datalines, st.Modify)
ROUTINES = frozenset(("symput", "symputx", "execute", "symdel"))


def is_view(step: st.DataStep) -> bool:
    """Does the step define a view?"""
    return any(name == "view" for name, _ in step.options)


def data_view(step: st.DataStep, context: Context) -> Step:
    """Return the step that makes the rows of a view, and remember it. Raises LoweringError (H0269) for a step that
    does more than make rows of data sets."""
    from translator.lower.procs.sql.views import views

    names = {canonical(output) for output in step.outputs}
    wanted = next(value for name, value in step.options if name == "view")
    own = canonical(step.outputs[0])
    if len(names) != 1 or wanted.lower() not in (step.outputs[0].name.lower(), own):
        raise LoweringError("H0269", "a view of a step that makes other data sets, too", step.at)
    for node in nodes(step.body):
        if isinstance(node, ACTS) or (isinstance(node, st.CallRoutine) and node.name.lower() in ROUTINES):
            raise LoweringError("H0269", "a view whose step writes or reads more than data sets", step.at)
    plain = replace(step, options=tuple(option for option in step.options if option[0] != "view"))
    made = again(plain, context)
    views(context)[own] = (plain, None, frozenset(made.inputs))
    text = "the view is made as a table, and again after each step that changes what it reads"
    return replace(made, notes=(*made.notes, Note("N0425", text)))


def again(step: st.DataStep, context: Context) -> Step:
    """Return the step that makes the view's rows."""
    from translator.lower.program import data_step

    return replace(data_step(step, context), title=f"{TITLE} {step.outputs[0].name.upper()}")
