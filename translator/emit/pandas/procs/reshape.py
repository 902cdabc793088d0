"""PROC TRANSPOSE to pandas."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.procs.listing import shown_by
from translator.emit.pandas.scans import by_table, key_list
from translator.emit.pandas.steps import EMITTERS
from translator.lang.types import Schema
from translator.plan.procs.reshape import Transpose
from translator.plan.relations import Step


def emit_transpose(context: Context, step: Step) -> list[str]:
    """Write PROC TRANSPOSE."""
    node = step.node
    assert isinstance(node, Transpose)
    context.need("transpose")
    shown = by_table(context, node.source, node.by, node.check_order)
    arguments = [shown, "None" if node.every else key_list([v.name for v in node.variables])]
    arguments += [f"hidden={key_list(node.hidden)}"] if node.every and node.hidden else []
    arguments += [f"by={key_list([k.name for k in node.by])}"] if node.by else []
    arguments += [f"ids={key_list([i.name for i in node.ids])}"] if node.ids else []
    arguments += [f"copies={key_list(node.copies)}"] if node.copies else []
    for option, value in (("prefix", node.prefix), ("suffix", node.suffix), ("delimiter", node.delimiter)):
        arguments += [f"{option}={ex.text(value)}"] if value else []
    arguments += [f"name={ex.text(node.name)}"] if node.name != "_NAME_" else []
    if node.label:
        pairs = ", ".join(f"{ex.text(n)}: {ex.text(label)}" for n, label in node.labels if label)
        arguments += [f"labels={{{pairs}}}", f"label={ex.text(node.label)}"]
    arguments += ["any_names=True"] if node.any_names else []
    arguments += ["let=True"] if node.let else []
    arguments += ["as_text=True"] if node.as_text else []
    arguments += [f"width={node.width}"] if node.as_text and node.width != 12 else []
    formats = [c for c in (*node.ids, *(node.variables if node.as_text else ())) if c.format]
    if formats:
        arguments.append(
            f"levels={{{', '.join(f'{ex.text(c.name)}: {shown_by(context, c)}' for c in formats)}}}"
        )
    arguments += [f"drop={key_list(node.drop)}"] if node.drop else []
    arguments += [f"keep={key_list(node.keep)}"] if node.keep is not None else []
    if node.rename:
        arguments.append(f"rename={{{', '.join(f'{ex.text(o)}: {ex.text(n)}' for o, n in node.rename)}}}")
    target = context.write(node.target, Schema(node.schema, node.complete))
    return [f"{target} = sas.transpose({', '.join(arguments)})", *context.save_lines(node.target)]


EMITTERS[Transpose] = emit_transpose
