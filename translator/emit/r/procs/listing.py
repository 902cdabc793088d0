"""PROC PRINT and CONTENTS to R."""

from __future__ import annotations

from translator.emit.r import names as r
from translator.emit.r.context import Context, display
from translator.emit.r.layout import lay_out
from translator.emit.r.names import names_vector
from translator.emit.r.procs.sorting import chosen_columns, piped
from translator.emit.r.relations import by_pipe, format_function
from translator.emit.r.steps import emits
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


@emits(Show)
def emit_show(context: Context, step: Step) -> list[str]:
    """Write PROC PRINT."""
    node = step.node
    assert isinstance(node, Show)
    pieces = by_pipe(context, node.source, node.by, node.check_order, numbers=bool(node.numbered))
    if node.rounded:
        units = ", ".join(f"{r.column(name)} = {unit:g}" for name, unit in node.rounded)
        pieces.append(f"sas_rounded_columns(c({units}))")
    headings = ", ".join(f"{r.column(c.name)} = {r.text(c.heading)}" for c in node.columns)
    arguments = ["lib", " |> ".join(pieces), f"list({headings})"]
    if formats := [*(c for c in node.columns if c.format), *by_line(node.source, node.columns)]:
        levels = ", ".join(f"{r.column(c.name)} = {shown_by(context, c)}" for c in formats)
        arguments.append(f"levels = list({levels})")
    arguments += [f"numbered = {r.text(node.numbered)}"] if node.numbered != "Obs" else []
    arguments += [f"by = {names_vector([k.name for k in node.by])}"] if node.by else []
    arguments += [f"sums = {names_vector(list(node.sums))}"] if node.sums else []
    arguments += [f"sum_by = {r.text(node.sum_by)}"] if node.sum_by else []
    arguments += [f"count = {r.text(node.count)}"] if node.count else []
    arguments += [f"count_all = {r.text(node.count_all)}"] if node.count_all else []
    arguments += [f"once = {names_vector(list(node.once))}"] if node.once else []
    arguments += [f"title = {r.heading(node.title)}"] if node.title else []
    arguments += ["every = TRUE"] if node.every else []
    arguments += [f"ids = {names_vector(list(node.ids))}"] if node.ids else []
    arguments += [f"others = {shown_by(context, node.others[0])}"] if node.others else []
    return lay_out([f"sas_show_rows({', '.join(arguments)})"])


@emits(Describe)
def emit_describe(context: Context, step: Step) -> list[str]:
    """Write PROC CONTENTS: the attributes stand in the code, the number of rows is the run's."""
    node = step.node
    assert isinstance(node, Describe)
    first = node.members[0]
    lines: list[str] = []
    if node.out:
        tables = [contents_of(context, member) for member in node.members]
        made = tables[0] if len(tables) == 1 else f"bind_rows({', '.join(tables)})"
        target = context.write(node.out, Schema(node.out_schema))
        lines += assigned(target, made, chosen_columns(node.out_columns, node.select))
        lines += context.save_lines(node.out)
    if node.printed:
        context.read(first.dataset)
        columns = f"list({', '.join(described(c) for c in first.columns)})"
        more = ", by_position = TRUE" if node.by_position else ""
        if node.table:
            more += f", member = {r.text(display(first.dataset))}"
        more += f", title = {r.heading(node.title)}" if node.title else ""
        shown = f"sas_show_contents(lib, {columns}{more})"
        if node.table:
            target = context.write(node.table, Schema(node.table_schema))
            lines += assigned(target, shown, chosen_columns(node.table_columns, node.table_select))
            lines += context.save_lines(node.table)
        else:
            lines += lay_out([shown])
    return lines


def assigned(target: str, made: str, verbs: list[str]) -> list[str]:
    """Write what makes a data set, and the verbs that choose its columns."""
    return lay_out(piped(target, [made, *verbs]) if verbs else [f"{target} <- {made}"])


def contents_of(context: Context, member: Member) -> str:
    """Write the call that makes the rows of a data set for OUT= of PROC CONTENTS."""
    table = context.read(member.dataset)
    columns = f"list({', '.join(described(c) for c in member.columns)})"
    libref, _, name = display(member.dataset).partition(".")
    more = f", sort_keys = {names_vector(list(member.sort_keys))}" if member.sort_keys else ""
    more += (
        f", sort_marks = {names_vector(list(member.sort_marks))}"
        if member.sort_keys and member.sort_marks
        else ""
    )
    if member.indexes:
        made = ", ".join(f"{r.column(n)} = {names_vector(list(names))}" for n, names in member.indexes)
        more += f", indexes = list({made})"
    return f"sas_contents_table({r.text(libref)}, {r.text(name)}, {r.text(member.label)}, {columns}, nrow({table}){more})"


def described(column: Column) -> str:
    """A column's attributes as a vector of texts."""
    kind = "Num" if column.type.kind == "num" else "Char"
    parts = [column.name, kind, str(column.type.length), column.format, column.informat, column.label]
    return r.vector(r.text(part) for part in parts)
