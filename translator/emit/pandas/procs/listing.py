"""PROC PRINT and CONTENTS to pandas."""

from __future__ import annotations

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context, Unsupported, display
from translator.emit.pandas.procs.sorting import chosen_columns
from translator.emit.pandas.scans import by_table, key_list
from translator.emit.pandas.steps import EMITTERS
from translator.lang.syntax import format_of
from translator.lang.types import Column, Schema
from translator.plan.procs.listing import Describe, Listed, Show
from translator.plan.relations import Step


def shown_by(context: Context, column: Listed) -> str:
    """The function that gives a column's printed text."""
    format_ = format_of(column.format)
    if column.user_format:
        name = context.formats.get(format_.name)
        if name is None:
            raise Unsupported("H0452", f"the format {format_.name} is not defined in the program")
        return name
    text = ex.text(ex.format_text(format_))
    return f"lambda x: {context.use(Code(f'sas.put(x, {text})', ex.CALL, frozenset({'put', f'format:{format_.name}'})))}"


def emit_show(context: Context, step: Step) -> list[str]:
    """Write PROC PRINT."""
    node = step.node
    assert isinstance(node, Show)
    context.need("show_rows")
    shown = by_table(context, node.source, node.by, node.check_order)
    headings = ", ".join(f"{ex.text(c.name)}: {ex.text(c.heading)}" for c in node.columns)
    arguments = ["lib", shown, f"{{{headings}}}"]
    if formats := [c for c in node.columns if c.format]:
        arguments.append(
            f"levels={{{', '.join(f'{ex.text(c.name)}: {shown_by(context, c)}' for c in formats)}}}"
        )
    arguments += [f"numbered={ex.text(node.numbered)}"] if node.numbered != "Obs" else []
    arguments += [f"by={key_list([k.name for k in node.by])}"] if node.by else []
    arguments += [f"sums={key_list(node.sums)}"] if node.sums else []
    arguments += [f"sum_by={ex.text(node.sum_by)}"] if node.sum_by else []
    arguments += [f"count={ex.text(node.count)}"] if node.count else []
    arguments += [f"once={key_list(node.once)}"] if node.once else []
    arguments += [f"title={ex.text(node.title)}"] if node.title else []
    arguments += ["every=True"] if node.every else []
    arguments += [f"ids={key_list(node.ids)}"] if node.ids else []
    arguments += [f"others={shown_by(context, node.others[0])}"] if node.others else []
    return [f"sas.show_rows({', '.join(arguments)})"]


def emit_describe(context: Context, step: Step) -> list[str]:
    """Write PROC CONTENTS: the attributes stand in the code, the number of rows is the run's."""
    node = step.node
    assert isinstance(node, Describe)
    table = context.read(node.dataset)
    lines = []
    if node.out:
        context.need("contents_table")
        target = context.write(node.out, Schema(node.out_schema))
        columns = ", ".join(described(c) for c in node.columns)
        libref, _, member = display(node.dataset).partition(".")
        made = f"sas.contents_table({ex.text(libref)}, {ex.text(member)}, {ex.text(node.label)}, [{columns}], len({table}))"
        lines.append(f"{target} = {chosen_columns(made, node.out_columns, node.select)}")
        lines += context.save_lines(node.out)
    if node.printed:
        context.need("show_contents")
        columns = ", ".join(described(c) for c in node.columns)
        more = ", by_position=True" if node.by_position else ""
        more += f", title={ex.text(node.title)}" if node.title else ""
        lines.append(f"sas.show_contents(lib, [{columns}]{more})")
    return lines


def described(c: Column) -> str:
    """A column's attributes as a tuple."""
    kind = "Num" if c.type.kind == "num" else "Char"
    parts = [
        ex.text(c.name),
        ex.text(kind),
        str(c.type.length),
        ex.text(c.format),
        ex.text(c.informat),
        ex.text(c.label),
    ]
    return f"({', '.join(parts)})"


EMITTERS[Show] = emit_show
EMITTERS[Describe] = emit_describe
