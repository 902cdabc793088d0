"""PROC FORMAT CNTLIN= to pandas."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.names import identifier
from translator.emit.pandas.scans import key_list, scan_table
from translator.emit.pandas.steps import EMITTERS
from translator.plan.procs.formats import FormatsFromData
from translator.plan.relations import Step


def emit_formats_from_data(context: Context, step: Step) -> list[str]:
    """A function for each format that the program uses; `run` reads the control data set."""
    node = step.node
    assert isinstance(node, FormatsFromData)
    context.data_define = True
    context.need("define_formats", "by_value")
    for name in node.names:
        base = identifier(name.lstrip("$@")).rstrip("_")
        if name.startswith("@"):
            function = context.module_names.claim(f"{base}_informat")
            context.need("defined_value")
            lines = [f"def {function}(text, width=None):", f'    """Informat {name[1:]}, which a control data set defines."""',
                     f"    return sas.defined_value({ex.text(name)}, text[:width])"]  # fmt: skip
        else:
            function = context.module_names.claim(f"{base}_format")
            context.need("defined_label")
            lines = ['@sas.by_value("str")', f"def {function}(value, width=0):",
                     f'    """Format {name}, which a control data set defines."""',
                     f"    return sas.defined_label({ex.text(name)}, value, width)"]  # fmt: skip
        context.formats[name] = function
        context.defined.add(name)
        context.define(function, lines)
    shown, _ = scan_table(context, node.source)
    fixed = f", fixed={key_list(node.fixed)}" if node.fixed else ""
    return [f"sas.define_formats({shown}{fixed})"]


EMITTERS[FormatsFromData] = emit_formats_from_data
