"""Views: made as tables, and made again after each step that changes what they read.

SAS computes a view whenever it is read (SAS 9.4 SQL Procedure User's Guide, "CREATE VIEW Statement"); its rows depend on
nothing but the tables, so that a table that follows every change of them is the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translator.lang import statements as st
from translator.lang import syntax_sql as q
from translator.lower.catalog import canonical, display
from translator.lower.procs.sql.frames import Namer
from translator.lower.procs.sql.options import SqlOptions
from translator.lower.procs.sql.output import made_step
from translator.lower.procs.sql.select import lower_query
from translator.lower.scope import LoweringError
from translator.plan.procs import query as rq
from translator.plan.relations import Logged, Step

if TYPE_CHECKING:
    from translator.lower.context import Context

View = tuple[st.ProcStep, q.CreateView, frozenset[str]]


def views(context: Context) -> dict[str, View]:
    """Return the views of the program so far, by canonical name."""
    return context.catalog.views  # type: ignore[return-value]


def create_view(step: st.ProcStep, node: q.CreateView, context: Context) -> Step:
    """CREATE VIEW."""
    context._note(
        "N0425", "the view is made as a table, and again after each step that changes what it reads", None
    )
    made = make(step, node, context)
    context.log.append(Logged(f"NOTE: SQL view {display(canonical(node.view))} has been defined."))
    views(context)[canonical(node.view)] = (step, node, frozenset(made.inputs))
    return made


def make(step: st.ProcStep, node: q.CreateView, context: Context) -> Step:
    """Return the step that makes the view's rows."""
    from translator.lower.procs.sql.definitions import create

    made = create(
        step,
        node.view,
        lower_query(context, node.query, Namer(), None, drop_repeats=True),
        SqlOptions(),
        context,
    )
    return replace(made, title="PROC SQL VIEW")


def refresh(context: Context, steps: list[Step]) -> list[Step]:
    """Return the steps that make views again after these steps."""
    known = views(context)
    changed = {name for step in steps if step.title != "PROC SQL VIEW" for name in step.outputs}
    made: list[Step] = []
    for name, (step, node, inputs) in list(known.items()):
        if name in changed:
            del known[name]
        elif inputs & changed:
            context.notes = []
            last = context.catalog.last
            try:
                again = make(step, node, context)
            except LoweringError:  # SAS tells of it when the view is read
                if context.catalog.find(name) is not None:
                    made.append(made_step(step, rq.DeleteTables((name,)), None, (), context))
                context.catalog.forget(name)
            else:
                made.append(replace(again, notes=()))
                changed.add(name)
            context.catalog.last = last
    return made
