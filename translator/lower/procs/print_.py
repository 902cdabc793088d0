"""PROC PRINT. Base SAS Procedures Guide, "PRINT Procedure"."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang.syntax import format_of
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.means import signed
from translator.lower.procs.options import attributes, dataset, keys, named, options, statements, where
from translator.plan.procs.listing import Listed, Show
from translator.plan.relations import Step

NAMES = ("PRINT",)
HARMLESS = (
    "uniform",
    "width",
    "heading",
    "rows",
    "double",
    "d",
    "contents",
    "style",
    "blankline",
    "n",
    "round",
    "obs",
)


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one Show."""
    given = options(step, ("data", "noobs", "label", "l", "split"), HARMLESS)
    statements(
        step,
        st.By,
        st.Where,
        st.FormatStatement,
        st.LabelStatement,
        st.Attrib,
        keywords=("var", "id", "sum", "pageby", "sumby"),
    )
    scan, schema = context.scan(
        dataset(given.get("data")), where(step), open_ok=named(step, "var") is not None
    )
    schema = attributes(step, schema, context)
    by = keys(step, schema, context)
    ids = context.names(s.names, schema) if (s := named(step, "id")) else []
    sums = context.names(s.names, schema) if (s := named(step, "sum")) else []
    if (s := named(step, "var")) is not None:
        shown = context.names(s.names, schema)
    else:
        hidden = {c.name for c in ids} | {k.name for k in by}
        shown = [c for c in schema.columns if c.name not in hidden]
    shown = [c for c in shown if c not in ids] + [c for c in sums if c not in shown and c not in ids]
    labels = bool({"label", "l", "split"} & set(given))
    node = Show(
        source=context.complete(scan, schema, [c.name for c in sums]),
        columns=tuple(listed(c, labels, context) for c in [*ids, *shown]),
        by=by,
        sums=tuple(c.name for c in sums),
        numbered="noobs" not in given and not ids,
        check_order=bool(by) and schema.sorted_by[: len(by)] != signed(by),
        title=context.titles[0] if context.titles else "",
    )
    return [
        Step(
            "PROC PRINT",
            node,
            (scan.dataset,),
            (),
            (),
            step.at,
            step.end,
            notes=tuple(context.notes),
            comments=step.comments,
        )
    ]


def listed(column: Column, labels: bool, context: Context) -> Listed:
    """Return a printed column."""
    heading = column.label if labels and column.label else column.name
    user = bool(column.format) and format_of(column.format).name in context.formats
    return Listed(column.name, heading, column.format, user)
