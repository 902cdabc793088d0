"""A numeric row loop written: a function of columns under `@sas.compiled`, and the lines that call it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translator.emit.pandas.layout import indent
from translator.emit.pandas.loop_numeric import ColumnOutputs
from translator.emit.pandas.loop_statements import Statements

if TYPE_CHECKING:
    from translator.emit.pandas.loop import LoopWriter


def numeric_body(writer: LoopWriter, outputs: ColumnOutputs, function: str) -> list[str]:
    """Define the loop as a function of columns that can be compiled; return the lines that call it."""
    driver = writer.loop.readers[0]
    preparation = writer.prepare_driver(driver)
    statements = Statements(writer.scope, writer.values, outputs, True)
    ending = statements.implicit_output() if writer.loop.implicit_output else []
    body = statements.iteration(writer.loop.body, ending)
    top = [f"{writer.scope.turn} += 1"] if writer.scope.uses_turn else []
    body = [*top, *writer.resets(), *body] or ["pass"]
    targets, columns = writer.driver_columns(driver)
    words = [re.sub(r'^.*\["(.*)"\]$', r"\1", column) for column in columns]  # a["x"] is called x_column
    parameters = [writer.scope.names.claim(f"{word}_column") for word in words]
    each = f"{', '.join(targets)} in zip({', '.join(parameters)})"
    if len(targets) == 1:
        each = f"{targets[0]} in {parameters[0]}"
    if any(outputs.row in line for line in body):
        before, _, after = each.partition(" in ")
        before = f"({before})" if len(targets) > 1 else before
        each = f"{outputs.row}, {before} in enumerate({after})"
    loop = writer.context.module_names.claim(f"{function.removesuffix('_rows')}_loop")
    made_names = [o.dataset for o in writer.loop.outputs]
    lines = [
        "@sas.compiled",
        f"def {loop}({', '.join(parameters)}):",
        *indent(writer.docstring(made_names)),
        *indent(outputs.start(parameters[0])),
        *indent(writer.initial()),
        *indent([f"{writer.scope.turn} = 0.0"] if writer.scope.uses_turn else []),
        f"    for {each}:",
        *indent(body, 2),
        *indent(outputs.result()),
    ]
    writer.context.need("compiled", "np")
    writer.context.define(loop, lines)
    call = f"{loop}({', '.join(columns)})"
    return (
        writer.scope.first
        + preparation
        + writer.scope.setup
        + outputs.tables(writer.scope.driver_table, call)
    )
