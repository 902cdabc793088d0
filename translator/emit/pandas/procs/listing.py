"""PROC PRINT and CONTENTS to pandas."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context, display
from translator.emit.pandas.procs.sorting import chosen_columns
from translator.emit.pandas.scans import by_table, format_function, key_list
from translator.emit.pandas.steps import EMITTERS
from translator.lang.types import Column, Schema
from translator.plan.procs.listing import Describe, Listed, Member, Show
from translator.plan.relations import Scan, Step


def shown_by(context: Context, column: Listed) -> str:
    """The function that gives a column's printed text."""
    return format_function(context, column.format, column.user_format)


def by_line(source: Scan, columns: tuple[Listed, ...] = ()) -> list[Listed]:
    """The BY variables that the line above a group shows with their formats; without those that are columns."""
    known = {c.name for c in columns}
    formats = source.groups.formats if source.groups is not None else ()
    return [Listed(name, "", format_, own) for name, format_, own in formats if name not in known]


def emit_show(context: Context, step: Step) -> list[str]:
    """Write PROC PRINT."""
    node = step.node
    assert isinstance(node, Show)
    context.need("show_rows")
    shown = by_table(context, node.source, node.by, node.check_order, numbers=bool(node.numbered))
    if node.rounded:
        context.need("rounded_columns")
        units = ", ".join(f"{ex.text(name)}: {unit:g}" for name, unit in node.rounded)
        shown = f"sas.rounded_columns({shown}, {{{units}}})"
    if len({c.name for c in node.columns}) < len(node.columns):  # a variable that VAR names twice
        pairs = ", ".join(f"({ex.text(c.name)}, {ex.text(c.heading)})" for c in node.columns)
        headings = f"[{pairs}]"
    else:
        pairs = ", ".join(f"{ex.text(c.name)}: {ex.text(c.heading)}" for c in node.columns)
        headings = f"{{{pairs}}}"
    arguments = ["lib", shown, headings]
    if formats := [*(c for c in node.columns if c.format), *by_line(node.source, node.columns)]:
        arguments.append(
            f"levels={{{', '.join(f'{ex.text(c.name)}: {shown_by(context, c)}' for c in formats)}}}"
        )
    arguments += [f"numbered={ex.text(node.numbered)}"] if node.numbered != "Obs" else []
    arguments += [f"by={key_list([k.name for k in node.by])}"] if node.by else []
    arguments += [f"sums={key_list(node.sums)}"] if node.sums else []
    arguments += [f"sum_by={ex.text(node.sum_by)}"] if node.sum_by else []
    arguments += [f"count={ex.text(node.count)}"] if node.count else []
    arguments += [f"count_all={ex.text(node.count_all)}"] if node.count_all else []
    arguments += [f"once={key_list(node.once)}"] if node.once else []
    arguments += [f"title={ex.heading(node.title)}"] if node.title else []
    arguments += ["every=True"] if node.every else []
    arguments += [f"ids={key_list(node.ids)}"] if node.ids else []
    arguments += [f"others={shown_by(context, node.others[0])}"] if node.others else []
    return [f"sas.show_rows({', '.join(arguments)})"]


def emit_describe(context: Context, step: Step) -> list[str]:
    """Write PROC CONTENTS: the attributes stand in the code, the number of rows is the run's."""
    node = step.node
    assert isinstance(node, Describe)
    first = node.members[0]
    lines = []
    if node.out:
        context.need("contents_table")
        tables = [contents_of(context, member) for member in node.members]
        if len(tables) > 1:
            context.need("pd")
        made = tables[0] if len(tables) == 1 else f"pd.concat([{', '.join(tables)}], ignore_index=True)"
        target = context.write(node.out, Schema(node.out_schema))
        lines.append(f"{target} = {chosen_columns(made, node.out_columns, node.select)}")
        lines += context.save_lines(node.out)
    if node.printed:
        context.read(first.dataset)
        context.need("show_contents")
        columns = ", ".join(described(c) for c in first.columns)
        more = ", by_position=True" if node.by_position else ""
        if node.table:
            more += f", member={ex.text(display(first.dataset))}"
        more += f", title={ex.heading(node.title)}" if node.title else ""
        shown = f"sas.show_contents(lib, [{columns}]{more})"
        if node.table:
            target = context.write(node.table, Schema(node.table_schema))
            shown = f"{target} = {chosen_columns(shown, node.table_columns, node.table_select)}"
        lines += [shown, *(context.save_lines(node.table) if node.table else [])]
    return lines


def contents_of(context: Context, member: Member) -> str:
    """Write the call that makes the rows of a data set for OUT= of PROC CONTENTS."""
    table = context.read(member.dataset)
    columns = ", ".join(described(c) for c in member.columns)
    libref, _, name = display(member.dataset).partition(".")
    more = f", sort_keys={key_list(member.sort_keys)}" if member.sort_keys else ""
    more += f", sort_marks={key_list(member.sort_marks)}" if member.sort_keys and member.sort_marks else ""
    if member.indexes:
        more += (
            f", indexes={{{', '.join(f'{ex.text(n)}: {key_list(names)}' for n, names in member.indexes)}}}"
        )
    label = ex.text(member.label)
    return f"sas.contents_table({ex.text(libref)}, {ex.text(name)}, {label}, [{columns}], len({table}){more})"


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
