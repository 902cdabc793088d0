"""PROCs that are one call of one helper, to R."""

from __future__ import annotations

from dataclasses import replace

from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.layout import lay_out
from translator.emit.r.names import names_vector
from translator.emit.r.procs.arguments import named
from translator.emit.r.procs.sorting import chosen_columns
from translator.emit.r.relations import by_pipe, scan_pipe
from translator.emit.r.steps import emits
from translator.lang.types import Schema
from translator.plan.procs.analysis import Analysis
from translator.plan.relations import Step


@emits(Analysis)
def emit_analysis(context: Context, step: Step) -> list[str]:
    """Write the call, then a line for each data set that is made of it, then what is printed."""
    node = step.node
    assert isinstance(node, Analysis)
    given = named(context, node.arguments)
    inputs = [" |> ".join(by_pipe(context, scan, node.by, node.check_order)) for scan in node.sources]
    first = ["lib"] if node.library else []
    names = names_vector([k.name for k in node.by])
    if node.by and node.groups == "split":
        inner = f"sas_{node.helper}({', '.join([*first, 'rows', *inputs[1:], *given])})"
        pieces = [inputs[0], f"sas_for_groups({names}, \\(rows) {inner})"]
    else:
        by = [f"by = {names}"] if node.by else []
        if inputs and not first:
            pieces = [inputs[0], f"sas_{node.helper}({', '.join([*inputs[1:], *given, *by])})"]
        else:
            pieces = [f"sas_{node.helper}({', '.join([*first, *inputs, *given, *by])})"]
    made = " |> ".join(pieces)
    if not node.parts and not node.printed:
        return lay_out([made])
    lines: list[str] = []
    single = len(node.parts) == 1 and not node.parts[0].key and not node.printed
    if not single:
        name = context.names.new(f"{node.proc.lower()}_results")
        lines += lay_out([f"{name} <- {made}"])
        made = name
    for part in node.parts:
        target = context.write(part.target, Schema(part.schema, complete=part.complete))
        shown = f"{made}${r.column(part.key)}" if part.key else made
        verbs = chosen_columns(part.columns, part.select)
        if part.values_of:
            read = scan_pipe(context, replace(node.sources[0], groups=None))
            rows = read[0] if len(read) == 1 else f"({' |> '.join(read)})"
            pairs = (f"{r.column(name)} = {rows}${r.column(name)}" for name in part.values_of)
            verbs = [f"mutate({', '.join(pairs)})", *verbs]
        lines += lay_out([f"{target} <- {' |> '.join([shown, *verbs])}"])
        lines += context.save_lines(part.target)
    if node.printed:
        title = f", title = {r.heading(node.title)}" if node.title else ""
        lines += lay_out(
            [f"sas_show_tables(lib, {r.text(node.proc)}, {made}, {names_vector(list(node.printed))}{title})"]
        )
    return lines
