"""PROC REPORT to pandas."""

from __future__ import annotations

from translator.emit.helper_arguments import report_arguments, shown_report_arguments
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.procs.arguments import named
from translator.emit.pandas.procs.listing import shown_by
from translator.emit.pandas.procs.sorting import chosen_columns
from translator.emit.pandas.procs.summary import class_options
from translator.emit.pandas.scans import by_table, key_list
from translator.emit.pandas.steps import EMITTERS
from translator.lang.types import Schema
from translator.plan.procs.report import AcrossColumns, AcrossItem, ReportRows, ShowReport
from translator.plan.relations import Step


def emit_rows(context: Context, step: Step) -> list[str]:
    """Write the call that makes the rows of the report."""
    node = step.node
    assert isinstance(node, ReportRows)
    context.need("report_rows")
    shown = by_table(context, node.source, node.by, node.check_order)
    columns = []
    for c in node.columns:
        if isinstance(c, AcrossColumns):
            columns.append(f'("", "across", [{", ".join(across_path(path) for path in c.paths)}])')
            continue
        usage = c.statistic or c.usage
        if c.usage == "computed" and c.column.type.kind == "char":
            usage = "computed text"
        columns.append(f"({ex.text(c.column.name)}, {ex.text(usage)}, {ex.text(c.variable)})")
    arguments = [f"[{', '.join(columns)}]"]
    if node.detail:
        arguments.append("detail=True")
    if node.breaks:
        breaks = ", ".join(f"({ex.text(b.place)}, {ex.text(b.variable)})" for b in node.breaks)
        arguments.append(f"breaks=[{breaks}]")
    arguments += class_options(context, (*node.keys, *node.across))
    arguments += named(context, report_arguments(node))
    inner = ", ".join(arguments)
    target = context.write(node.table)
    if not node.by:
        kept = [f'{context.local("across")} = {target}.attrs["across"]'] if node.across else []
        return [f"{target} = sas.report_rows({shown}, {inner})", *kept]
    context.need("for_groups")
    by = key_list([k.name for k in node.by])
    return [f"{target} = sas.for_groups({shown}, {by}, lambda rows: sas.report_rows(rows, {inner}))"]


def across_path(path: tuple[str | AcrossItem, ...]) -> str:
    """What stands above and below each other in columns of ACROSS variables: their names, and (statistic, variable)."""
    parts = [
        ex.text(p)
        if isinstance(p, str)
        else f"({ex.text(p.statistic)}, {ex.text(p.variable)}, {ex.text(p.listed.heading)})"
        for p in path
    ]
    return f"[{', '.join(parts)}]"


def emit_shown(context: Context, step: Step) -> list[str]:
    """Write OUT= and the call that prints the report."""
    node = step.node
    assert isinstance(node, ShowReport)
    table = context.variable(node.table)
    lines = []
    if node.filled:
        context.need("fill_repeats")
        places = ", ".join(f"({ex.text(name)}, {place})" for name, place in node.filled)
        lines.append(f"{table} = sas.fill_repeats({table}, [{places}])")
    if node.out:
        target = context.write(node.out, Schema(node.schema))
        rest = f'{table}.drop(columns="_PLACE_")' if node.places and not node.select else table
        lines.append(f"{target} = {chosen_columns(rest, node.columns, node.select)}")
        lines += context.save_lines(node.out)
    if not node.printed:
        context.drop(node.table)
        return lines
    context.need("show_report")
    headings = ", ".join(f"{ex.text(c.name)}: {ex.text(c.heading)}" for c in node.listed)
    arguments = ["lib", table, f"{{{headings}}}"]
    formats = {
        c.name: c for c in (*node.listed, *(item.listed for item in node.across), *node.by_line) if c.format
    }
    if formats:
        levels = ", ".join(f"{ex.text(c.name)}: {shown_by(context, c)}" for c in formats.values())
        arguments.append(f"levels={{{levels}}}")
    arguments += [f"across={context.local('across')}"] if node.across else []
    arguments += named(context, shown_report_arguments(node))
    lines.append(f"sas.show_report({', '.join(arguments)})")
    context.drop(node.table)
    return lines


EMITTERS[ReportRows] = emit_rows
EMITTERS[ShowReport] = emit_shown
