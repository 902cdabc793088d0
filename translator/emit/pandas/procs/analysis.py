"""PROCs that are one call of one helper, to pandas."""

from __future__ import annotations

from dataclasses import replace

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.procs.arguments import named
from translator.emit.pandas.procs.sorting import chosen_columns
from translator.emit.pandas.scans import by_table, key_list, scan_table
from translator.emit.pandas.steps import EMITTERS
from translator.lang.types import Schema
from translator.plan.procs.analysis import Analysis
from translator.plan.relations import Step


def emit_analysis(context: Context, step: Step) -> list[str]:
    """Write the call, then a line for each data set that is made of it, then what is printed."""
    node = step.node
    assert isinstance(node, Analysis)
    context.need(node.helper)
    given = named(context, node.arguments)
    inputs = [by_table(context, scan, node.by, node.check_order) for scan in node.sources]
    first = ["lib"] if node.library else []
    if node.by and node.groups == "split":
        context.need("for_groups")
        inner = f"sas.{node.helper}({', '.join([*first, 'rows', *inputs[1:], *given])})"
        made = f"sas.for_groups({inputs[0]}, {key_list([k.name for k in node.by])}, lambda rows: {inner})"
    else:
        by = [f"by={key_list([k.name for k in node.by])}"] if node.by else []
        made = f"sas.{node.helper}({', '.join([*first, *inputs, *given, *by])})"
    if not node.parts and not node.printed:
        return [made]
    lines: list[str] = []
    single = len(node.parts) == 1 and not node.parts[0].key and not node.printed
    if not single:
        name = context.names.claim(f"{node.proc.lower()}_results")
        lines.append(f"{name} = {made}")
        made = name
    for part in node.parts:
        target = context.write(part.target, Schema(part.schema, complete=part.complete))
        shown = f"{made}[{ex.text(part.key)}]" if part.key else made
        if part.values_of:
            rows, _ = scan_table(context, replace(node.sources[0], groups=None))
            values = ", ".join(f"{ex.text(name)}: {rows}[{ex.text(name)}]" for name in part.values_of)
            shown += f".assign(**{{{values}}})"
        lines.append(f"{target} = {chosen_columns(shown, part.columns, part.select)}")
        lines += context.save_lines(part.target)
    if node.printed:
        context.need("show_tables")
        title = f", title={ex.heading(node.title)}" if node.title else ""
        lines.append(f"sas.show_tables(lib, {ex.text(node.proc)}, {made}, {key_list(node.printed)}{title})")
    return lines


EMITTERS[Analysis] = emit_analysis
