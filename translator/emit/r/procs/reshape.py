"""PROC TRANSPOSE to R."""

from __future__ import annotations

from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.names import names_vector
from translator.emit.r.procs.listing import shown_by
from translator.emit.r.procs.plain_tables import joined
from translator.emit.r.relations import by_pipe
from translator.emit.r.steps import emits
from translator.lang.types import Schema
from translator.plan.procs.reshape import Transpose
from translator.plan.relations import Step


@emits(Transpose)
def emit_transpose(context: Context, step: Step) -> list[str]:
    """Write PROC TRANSPOSE."""
    node = step.node
    assert isinstance(node, Transpose)
    pieces = by_pipe(context, node.source, node.by, node.check_order)
    arguments = ["NULL" if node.every else names_vector([v.name for v in node.variables])]
    arguments += [f"hidden = {names_vector(list(node.hidden))}"] if node.every and node.hidden else []
    arguments += [f"by = {names_vector([k.name for k in node.by])}"] if node.by else []
    arguments += [f"ids = {names_vector([i.name for i in node.ids])}"] if node.ids else []
    arguments += [f"copies = {names_vector(list(node.copies))}"] if node.copies else []
    for option, value in (("prefix", node.prefix), ("suffix", node.suffix), ("delimiter", node.delimiter)):
        arguments += [f"{option} = {r.text(value)}"] if value else []
    arguments += [f"name = {r.text(node.name)}"] if node.name != "_NAME_" else []
    if node.label:
        pairs = ", ".join(f"{r.column(n)} = {r.text(label)}" for n, label in node.labels if label)
        arguments += [f"labels = list({pairs})", f"label = {r.text(node.label)}"]
    arguments += ["any_names = TRUE"] if node.any_names else []
    arguments += ["let = TRUE"] if node.let else []
    arguments += ["as_text = TRUE"] if node.as_text else []
    arguments += [f"width = {node.width}"] if node.as_text and node.width != 12 else []
    formats = [c for c in (*node.ids, *(node.variables if node.as_text else ())) if c.format]
    if formats:
        arguments.append(
            f"levels = list({', '.join(f'{r.column(c.name)} = {shown_by(context, c)}' for c in formats)})"
        )
    arguments += [f"drop = {names_vector(list(node.drop))}"] if node.drop else []
    arguments += [f"keep = {names_vector(list(node.keep))}"] if node.keep is not None else []
    if node.rename:
        arguments.append(
            f"rename = list({', '.join(f'{r.column(o)} = {r.text(n)}' for o, n in node.rename)})"
        )
    target = context.write(node.target, Schema(node.schema, node.complete))
    return [
        *joined(target, [*pieces, f"sas_transpose({', '.join(arguments)})"]),
        *context.save_lines(node.target),
    ]
