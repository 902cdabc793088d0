"""Statements of PROC SQL to R: tables made, results printed, macro variables set."""

from __future__ import annotations

import re

from translator.emit.r import names as r
from translator.emit.r.context import Context, Unsupported
from translator.emit.r.procs.listing import shown_by
from translator.emit.r.procs.members import deleted
from translator.emit.r.procs.query import QueryWriter, assigned
from translator.emit.r.relations import format_function
from translator.emit.r.steps import emits
from translator.emit.r.values_columns import ColumnWriter
from translator.lang.types import Schema
from translator.plan.procs import query as rq
from translator.plan.relations import Step


@emits(rq.MakeTable)
def emit_table(context: Context, step: Step) -> list[str]:
    """CREATE TABLE, INSERT, UPDATE, DELETE, ALTER: the table is made anew."""
    node = step.node
    assert isinstance(node, rq.MakeTable)
    target = context.variable(node.target)
    writer = QueryWriter(context, target)
    piece = writer.piece(node.query)
    context.write(node.target, Schema(node.schema, node.complete))
    lines = [] if piece.pieces == [target] else assigned(target, piece.pieces)
    if node.count in ("added", "removed"):
        lines = [
            *assigned("changed", piece.pieces),
            f'sas_set_macro(lib, "SQLOBS", as.character(abs(nrow(changed) - nrow({target}))))',
            f"{target} <- changed",
        ]
    elif node.count == "rows":
        lines.append(f'sas_set_macro(lib, "SQLOBS", as.character(nrow({target})))')
    return [*writer.lines, *lines, *context.save_lines(node.target)]


@emits(rq.ShowQuery)
def emit_show(context: Context, step: Step) -> list[str]:
    """SELECT: printed, stored in macro variables."""
    node = step.node
    assert isinstance(node, rq.ShowQuery)
    writer = QueryWriter(context, "selected")
    piece = writer.piece(node.query)
    if len(piece.pieces) == 1 and piece.pieces[0] in context.tables.values():
        name = piece.pieces[0]
    else:
        name = "selected" if not context.names.is_taken("selected") else context.names.new("selected_rows")
        writer.lines += assigned(name, piece.pieces)
    lines = writer.lines
    if node.printed:
        listed = [c for c in node.listed if not node.every or c.heading != c.name]
        headings = ", ".join(f"{r.column(c.name)} = {r.text(c.heading)}" for c in listed)
        arguments = ["lib", name, f"list({headings})"]
        if formats := [c for c in node.listed if c.format]:
            levels = ", ".join(f"{r.column(c.name)} = {shown_by(context, c)}" for c in formats)
            arguments.append(f"levels = list({levels})")
        arguments += ["numbered = TRUE"] if node.numbered else []
        arguments += ["every = TRUE"] if node.every else []
        arguments += [f"title = {r.heading(node.title)}"] if node.title else []
        lines.append(f"sas_show_query({', '.join(arguments)})")
    lines += [macro_line(context, name, target) for target in node.targets]
    if node.count:
        lines.append(f'sas_set_macro(lib, "SQLOBS", {counted(node, name)})')
    return lines


def counted(node: rq.ShowQuery, name: str) -> str:
    """SQLOBS after a SELECT."""
    most = 0
    for target in node.targets:
        if target.last:
            return f"as.character(length({names_taken(target, name)}))"
        if target.separator is not None or target.open:
            return f"as.character(nrow({name}))"
        most = max(most, len(target.names))
    match node.count:
        case "rows":
            return f"as.character(nrow({name}))"
        case "first":
            return f"as.character(min(nrow({name}), 1))"
        case _:
            return f"as.character(min(nrow({name}), {most}))"


def macro_line(context: Context, name: str, target: rq.MacroTarget) -> str:
    """The line that sets the macro variables of one target."""
    column = f"{name}${r.column(target.column)}"
    more = [f"form = {format_function(context, target.format, target.user_format)}"] if target.format else []
    blanks = [] if target.trim or target.type.kind == "num" else [f"length = {target.type.length}"]
    if target.separator is not None:
        separator = ColumnWriter(context.formats).value(target.separator).text
        more += [] if target.trim else ["trim = FALSE", *blanks]
        return (
            f"sas_into_list({', '.join(['lib', r.text(target.names[0].upper()), column, separator, *more])})"
        )
    if target.open or len(target.names) > 1:
        more += [] if target.trim else ["trim = FALSE", *blanks]
        if target.open:
            names = names_taken(target, name)
        else:
            names = r.vector(r.text(n.upper()) for n in target.names)
        return f"sas_into_range({', '.join(['lib', names, column, *more])})"
    more += ["trim = TRUE"] if target.trim else blanks
    return f"sas_into({', '.join(['lib', r.text(target.names[0].upper()), column, *more])})"


def names_taken(target: rq.MacroTarget, name: str) -> str:
    """The names of `:a1-` and of `:a1-:a&n`, as many as there are rows."""
    found = re.match(r"(.*?)(\d+)$", target.names[0])
    if found is None:
        raise Unsupported("H0508", f"{target.names[0]} does not end in a number")
    last = [f"last = sas_macro(lib, {r.text(target.last.upper())})"] if target.last else []
    arguments = [r.text(found[1].upper()), r.text(found[2]), f"nrow({name})", *last]
    return f"sas_into_names({', '.join(arguments)})"


@emits(rq.DeleteTables)
def emit_drop(context: Context, step: Step) -> list[str]:
    """DROP TABLE."""
    node = step.node
    assert isinstance(node, rq.DeleteTables)
    if any("." in name for name in node.names):
        raise Unsupported("H0512", "DROP TABLE of a permanent data set is not translated")
    return deleted(context, list(node.names))
