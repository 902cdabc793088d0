"""PROC REPORT to R."""

from __future__ import annotations

from translator.emit.helper_arguments import report_arguments, shown_report_arguments
from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.layout import lay_out
from translator.emit.r.names import names_vector
from translator.emit.r.procs.arguments import named
from translator.emit.r.procs.listing import shown_by
from translator.emit.r.procs.sorting import chosen_columns
from translator.emit.r.procs.summary import class_options
from translator.emit.r.relations import by_pipe
from translator.emit.r.steps import emits
from translator.lang.types import Schema
from translator.plan.procs.report import AcrossColumns, AcrossItem, ReportRows, ShowReport
from translator.plan.relations import Step


@emits(ReportRows)
def emit_rows(context: Context, step: Step) -> list[str]:
    """Write the call that makes the rows of the report."""
    node = step.node
    assert isinstance(node, ReportRows)
    pieces = by_pipe(context, node.source, node.by, node.check_order)
    columns = []
    for c in node.columns:
        if isinstance(c, AcrossColumns):
            columns.append(f'list("", "across", list({", ".join(across_path(path) for path in c.paths)}))')
            continue
        usage = c.statistic or c.usage
        if c.usage == "computed" and c.column.type.kind == "char":
            usage = "computed text"
        columns.append(f"c({r.text(c.column.name)}, {r.text(usage)}, {r.text(c.variable)})")
    arguments = [f"list({', '.join(columns)})"]
    if node.detail:
        arguments.append("detail = TRUE")
    if node.breaks:
        breaks = ", ".join(f"c({r.text(b.place)}, {r.text(b.variable)})" for b in node.breaks)
        arguments.append(f"breaks = list({breaks})")
    arguments += class_options(context, (*node.keys, *node.across))
    arguments += named(context, report_arguments(node))
    inner = ", ".join(arguments)
    if node.by:
        by = names_vector([k.name for k in node.by])
        pieces.append(f"sas_for_groups({by}, \\(rows) sas_report_rows(rows, {inner}))")
    else:
        pieces.append(f"sas_report_rows({inner})")
    target = context.write(node.table)
    kept = [f'{context.local("across")} <- attr({target}, "across")'] if node.across else []
    return lay_out([f"{target} <- {' |> '.join(pieces)}", *kept])


def across_path(path: tuple[str | AcrossItem, ...]) -> str:
    """What stands above and below each other in columns of ACROSS variables: their names, and c(statistic, variable)."""
    parts = [
        r.text(p)
        if isinstance(p, str)
        else f"c({r.text(p.statistic)}, {r.text(p.variable)}, {r.text(p.listed.heading)})"
        for p in path
    ]
    return f"list({', '.join(parts)})"


@emits(ShowReport)
def emit_shown(context: Context, step: Step) -> list[str]:
    """Write OUT= and the call that prints the report."""
    node = step.node
    assert isinstance(node, ShowReport)
    table = context.variable(node.table)
    lines: list[str] = []
    if node.filled:
        places = ", ".join(f"{r.column(name)} = {place}" for name, place in node.filled)
        lines += lay_out([f"{table} <- sas_fill_repeats({table}, list({places}))"])
    if node.out:
        target = context.write(node.out, Schema(node.schema))
        chosen = chosen_columns(node.columns, node.select)
        chosen = ["select(-`_PLACE_`)"] if node.places and not node.select else chosen
        lines += lay_out([f"{target} <- {' |> '.join([table, *chosen])}"])
        lines += context.save_lines(node.out)
    if not node.printed:
        context.drop(node.table)
        return lines
    headings = ", ".join(f"{r.column(c.name)} = {r.text(c.heading)}" for c in node.listed)
    arguments = ["lib", table, f"list({headings})"]
    formats = {
        c.name: c for c in (*node.listed, *(item.listed for item in node.across), *node.by_line) if c.format
    }
    if formats:
        levels = ", ".join(f"{r.column(c.name)} = {shown_by(context, c)}" for c in formats.values())
        arguments.append(f"levels = list({levels})")
    arguments += [f"across = {context.local('across')}"] if node.across else []
    arguments += named(context, shown_report_arguments(node))
    lines += lay_out([f"sas_show_report({', '.join(arguments)})"])
    context.drop(node.table)
    return lines
