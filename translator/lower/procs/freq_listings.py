"""ODS OUTPUT of PROC FREQ's tables of counts: OneWayFreqs, List, CrossTabFreqs. FREQ, "ODS Table Names"."""

from __future__ import annotations

from collections.abc import Sequence

from translator.lang import statements as st
from translator.lang.types import Column, Schema
from translator.lower.context import Context
from translator.lower.procs.analysis import part, whole_step
from translator.lower.procs.means import signed
from translator.lower.procs.ods_tables import described
from translator.lower.procs.options import number, text
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Analysis, Argument, Formats, Plain
from translator.plan.procs.listing import Listed
from translator.plan.procs.summary import Crosstab
from translator.plan.relations import Step

HELPERS = {
    "OneWayFreqs": "one_way_frequencies", "List": "list_frequencies", "CrossTabFreqs": "cross_frequencies",
}  # fmt: skip
COUNTS = ("Frequency", "Percent", "CumFrequency", "CumPercent")
USUAL = {
    "OneWayFreqs": COUNTS, "List": COUNTS,
    "CrossTabFreqs": ("Frequency", "Percent", "RowPercent", "ColPercent", "Missing"),
}  # fmt: skip
"""The columns of statistics where no option leaves out or adds one."""


def listings(step: st.ProcStep, context: Context, schema: Schema, tables: Sequence[Crosstab]) -> list[Step]:
    """Return the steps that make the printed tables of counts data sets; those of several requests stand below one another.

    Raises: LoweringError for what cannot be put into one data set.
    """
    made = []
    for kind in HELPERS:
        chosen = [t for t in tables if t.table == kind]
        if chosen and kind.lower() in context.ods_outputs:
            made.append(_listing(step, context, schema, kind, chosen))
    return made


def _listing(
    step: st.ProcStep, context: Context, schema: Schema, kind: str, tables: Sequence[Crosstab]
) -> Step:
    first = tables[0]
    if any((t.variables[0].missing, t.sparse) != (first.variables[0].missing, first.sparse) for t in tables):
        raise LoweringError(
            "H0402", f"{kind} of tables with and without MISSING or SPARSE is not translated", step.at
        )
    if any(t.most for t in tables):
        raise LoweringError("H0402", f"{kind} with MAXLEVELS= is not translated", step.at)
    if any(t.gaps for t in tables):
        raise LoweringError("H0402", f"{kind} with MISSPRINT is not translated", step.at)
    columns: dict[str, Column] = {}
    for table in tables:
        for column in _columns(schema, kind, table):
            columns.setdefault(column.name.lower(), column)
    title = max(32, *(len(f"Table {' * '.join(v.name for v in t.variables)}") for t in tables))
    if {k.name for k in first.by} & {v.name for t in tables for v in t.variables}:
        raise LoweringError("H0402", f"{kind} of a BY variable is not translated", step.at)
    heads = [c for k in first.by if (c := schema.find(k.name)) is not None]
    target = context.ods_outputs.pop(kind.lower())
    made = described(context, step, kind, (text("Table", title), *columns.values()), schema.columns)
    out = part(context, target, (*heads, *made), kind, order=signed(first.by))
    variables = {v.name: v for t in tables for v in t.variables}
    names: Plain = tuple(tuple(v.name for v in t.variables) for t in tables)
    if kind == "OneWayFreqs":
        names = tuple(t.variables[0].name for t in tables)
    arguments: list[tuple[str, Argument]] = [("", names)]
    shown = tuple(_statistics(kind, table) for table in tables)
    if any(statistics != USUAL[kind] for statistics in shown):
        arguments.append(("shown", shown))
    arguments += [("weight", first.weight)] if first.weight else []
    flags: tuple[tuple[str, bool], ...] = (
        ("zeros", first.zeros),
        ("missing", first.variables[0].missing),
        ("sparse", first.sparse and kind == "List"),
    )
    arguments += [(flag, True) for flag, on in flags if on]
    arguments += [("order", first.variables[0].order)] if first.variables[0].order != "unformatted" else []
    if formats := tuple(
        Listed(v.name, v.name, v.format, v.user_format) for v in variables.values() if v.format
    ):
        arguments.append(("levels", Formats(formats)))
    analysis = Analysis(
        helper=HELPERS[kind], sources=(first.source,), arguments=tuple(arguments), parts=(out,), by=first.by,
        check_order=first.check_order, proc="FREQ",
    )  # fmt: skip
    return whole_step(step, context, analysis, (first.source.dataset,))


def _statistics(kind: str, table: Crosstab) -> tuple[str, ...]:
    """Return the columns of statistics: those that NOPERCENT, NOCUM, NOROW, NOCOL leave out are not there.

    NOFREQ only hides the counts.
    """
    left_out = set(table.hidden)
    if kind != "CrossTabFreqs":
        hiding = {"Percent": {"nopercent"}, "CumFrequency": {"nocum"}, "CumPercent": {"nocum", "nopercent"}}
        return ("Frequency", *(name for name, words in hiding.items() if not words & left_out))
    return ("Frequency", *(name for name in table.shown if name != "Frequency"), "Missing")


def _columns(schema: Schema, kind: str, table: Crosstab) -> list[Column]:
    """Return the columns of one request, but for Table."""
    variables = [c for v in table.variables if (c := schema.find(v.name)) is not None]
    statistics = map(number, _statistics(kind, table))
    if kind == "CrossTabFreqs":
        count = len(variables)
        return [*variables, text("_TYPE_", count), text("_TABLE_", 1 if count == 2 else 8), *statistics]
    made: list[Column] = []
    for column in variables:
        made += [text(f"F_{column.name}"[:32], max(12, column.type.length)), column]
    return [*made, *statistics]
