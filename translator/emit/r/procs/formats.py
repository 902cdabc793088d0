"""PROC FORMAT CNTLIN= to R."""

from __future__ import annotations

from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.names import names_vector
from translator.emit.r.relations import scan_pipe
from translator.emit.r.steps import emits
from translator.plan.procs.formats import FormatsFromData
from translator.plan.relations import Step


@emits(FormatsFromData)
def emit_formats_from_data(context: Context, step: Step) -> list[str]:
    """A function for each format that the program uses; `run` reads the control data set."""
    node = step.node
    assert isinstance(node, FormatsFromData)
    context.data_define = True
    for name in node.names:
        informat = name.startswith("@")
        function = context.format_name(name)
        context.formats[name] = function
        context.defined.add(name)
        if informat:
            body = f"{function} <- function(x, width = NULL) sas_defined_value({r.text(name)}, x)"
            context.define([f"# Informat {name[1:]}, which a control data set defines", body])
        else:
            context.formats[name + "#width"] = "NULL"
            body = f"{function} <- function(x, width = NULL) sas_defined_label({r.text(name)}, x, width)"
            context.define([f"# Format {name}, which a control data set defines", body])
    fixed = f"fixed = {names_vector(list(node.fixed))}" if node.fixed else ""
    return [f"{' |> '.join([*scan_pipe(context, node.source), f'sas_define_formats({fixed})'])}"]
