"""Views: made as tables, and made again after each step that changes what they read.

SAS computes a view whenever it is read (SAS 9.4 SQL Procedure User's Guide, "CREATE VIEW Statement"); its rows depend on
nothing but the tables, so that a table that follows every change of them is the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translator.lang import statements as st
from translator.lang import syntax_sql as q
from translator.lang.sql_views import NotChangeable, on_table
from translator.lower.catalog import canonical, display
from translator.lower.procs.sql.frames import Namer
from translator.lower.procs.sql.options import SqlOptions
from translator.lower.procs.sql.select import lower_query
from translator.lower.scope import LoweringError
from translator.plan.procs import query as rq
from translator.plan.relations import Logged, Step

if TYPE_CHECKING:
    from translator.lower.context import Context

View = tuple[st.ProcStep | st.DataStep, q.CreateView | None, frozenset[str]]
TITLES = ("PROC SQL VIEW", "DATA STEP VIEW")


def views(context: Context) -> dict[str, View]:
    """Return the views of the program so far, by canonical name."""
    return context.catalog.views  # type: ignore[return-value]


def through_views(
    node: q.Insert | q.UpdateTable | q.DeleteRows | q.AlterTable, context: Context
) -> q.Insert | q.UpdateTable | q.DeleteRows | q.AlterTable:
    """Return a change of a view as one of the table that it shows. Raises LoweringError (H0509) where it is none."""
    while canonical(node.table) in views(context):
        _, view, _ = views(context)[canonical(node.table)]
        shown = display(canonical(node.table))
        if view is None or isinstance(node, q.AlterTable):
            raise LoweringError("H0509", f"{shown} is a view: it cannot be changed in this way", node.at)
        try:
            node = on_table(node, view.query)
        except NotChangeable as reason:
            raise LoweringError("H0509", f"the view {shown} cannot be changed: {reason}", node.at) from None
    return node


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


def remade(step: st.ProcStep | st.DataStep, node: q.CreateView | None, context: Context) -> Step:
    """Return the step that makes a view's rows again. Raises LoweringError."""
    from translator.lower import data_views

    if isinstance(step, st.DataStep):
        return data_views.again(step, context)
    assert node is not None
    return make(step, node, context)


def deleted(inputs: frozenset[str], context: Context) -> bool:
    """Is a data set of WORK that a view reads no longer there?"""
    catalog = context.catalog
    return any(
        "." not in name and name not in catalog.unknown and catalog.find(name) is None for name in inputs
    )


def refresh(context: Context, steps: list[Step]) -> list[Step]:
    """Return the steps that make views again after these steps."""
    known = views(context)
    changed = {name for step in steps if not step.title.startswith(TITLES) for name in step.outputs}
    made: list[Step] = []
    for name, (step, node, inputs) in list(known.items()):
        if name in changed:
            del known[name]
        elif inputs & changed or deleted(inputs, context):
            context.notes = []
            last = context.catalog.last
            try:
                again = remade(step, node, context)
            except LoweringError:  # SAS tells of it when the view is read
                if context.catalog.find(name) is not None:
                    gone = rq.DeleteTables((name,))
                    made.append(Step(TITLES[0], gone, (), (), (), step.at, step.end))
                context.catalog.forget(name)
            else:
                made.append(replace(again, notes=()))
                changed.add(name)
            context.catalog.last = last
    return made
