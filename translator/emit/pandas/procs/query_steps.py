"""Statements of PROC SQL to pandas: tables made, results printed, macro variables set."""

from __future__ import annotations

import re

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context, Unsupported
from translator.emit.pandas.procs.listing import shown_by
from translator.emit.pandas.procs.members import deleted
from translator.emit.pandas.procs.query import Piece, QueryWriter
from translator.emit.pandas.scans import column_values, format_function
from translator.emit.pandas.steps import EMITTERS
from translator.lang.types import Schema
from translator.plan.procs import query as rq
from translator.plan.relations import Step


def emit_table(context: Context, step: Step) -> list[str]:
    """CREATE TABLE, INSERT, UPDATE, DELETE, ALTER: the table is made anew."""
    node = step.node
    assert isinstance(node, rq.MakeTable)
    target = context.variable(node.target)
    reads = {context.variable(name) for name in step.inputs}
    reads |= {target} if node.count in ("added", "removed") else set()
    name = target
    if target in reads:
        name = context.names.claim(f"{target}_new")
        context.names.taken.discard(name)
    writer = QueryWriter(context, name)
    piece = writer.finished(writer.piece(node.query, name))
    lines = writer.lines
    context.write(node.target, Schema(node.schema, node.complete))
    if node.count in ("added", "removed"):
        if piece.text != name:
            lines.append(f"{name} = {piece.text}")
        lines.append(f'lib.macros["SQLOBS"] = str(abs(len({name}) - len({target})))')
        piece = Piece(name, piece.columns, True)
    if piece.text != target:
        lines.append(f"{target} = {piece.text}{'.copy()' if piece.plain and piece.text in reads else ''}")
    if node.count == "rows":
        lines.append(f'lib.macros["SQLOBS"] = str(len({target}))')
    return lines + context.save_lines(node.target)


def emit_show(context: Context, step: Step) -> list[str]:
    """SELECT: printed, stored in macro variables."""
    node = step.node
    assert isinstance(node, rq.ShowQuery)
    name = context.names.claim("selected")
    context.names.taken.discard(name)
    writer = QueryWriter(context, name)
    piece = writer.finished(writer.piece(node.query, name))
    uses = len(node.targets) + node.printed + bool(node.count)
    if not (piece.plain or uses <= 1):
        piece = writer.named(piece, name)
    lines = writer.lines
    if node.printed:
        context.need("show_query")
        listed = [c for c in node.listed if not node.every or c.heading != c.name]
        headings = ", ".join(f"{ex.text(c.name)}: {ex.text(c.heading)}" for c in listed)
        arguments = ["lib", piece.text, f"{{{headings}}}"]
        if formats := [c for c in node.listed if c.format]:
            arguments.append(
                f"levels={{{', '.join(f'{ex.text(c.name)}: {shown_by(context, c)}' for c in formats)}}}"
            )
        arguments += ["numbered=True"] if node.numbered else []
        arguments += ["every=True"] if node.every else []
        arguments += [f"title={ex.heading(node.title)}"] if node.title else []
        lines.append(f"sas.show_query({', '.join(arguments)})")
    for target in node.targets:
        lines.append(macro_line(context, piece, target))
    if node.count:
        lines.append(f'lib.macros["SQLOBS"] = {counted(node, piece)}')
    return lines


def counted(node: rq.ShowQuery, piece: Piece) -> str:
    """SQLOBS after a SELECT."""
    match node.count:
        case "rows":
            return f"str(len({piece.text}))"
        case "first":
            return f"str(min(len({piece.text}), 1))"
    most = 0
    for target in node.targets:
        if target.last:
            return f"str(len({names_taken(target, piece)}))"
        if target.separator is not None or target.open:
            return f"str(len({piece.text}))"
        most = max(most, len(target.names))
    return f"str(min(len({piece.text}), {most}))"


def macro_line(context: Context, piece: Piece, target: rq.MacroTarget) -> str:
    """The line that sets the macro variables of one target."""
    column = f"{piece.text}[{ex.text(target.column)}]"
    arguments = ["lib"]
    more: list[str] = []
    if target.format:
        function = format_function(context, target.format, target.user_format)
        more.append(f"form={function}")
    if target.separator is not None:
        separator = context.use(column_values(context, "").value(target.separator))
        context.need("into_list")
        more += [] if target.trim else [f"trim=False, length={target.type.length}"]
        arguments += [ex.text(target.names[0].upper()), column, separator, *more]
        return f"sas.into_list({', '.join(arguments)})"
    if target.open or len(target.names) > 1:
        context.need("into_range")
        if target.open:
            names = names_taken(target, piece)
            context.need("into_names")
        else:
            names = f"[{', '.join(ex.text(n.upper()) for n in target.names)}]"
        more += [] if target.trim else [f"trim=False, length={target.type.length}"]
        return f"sas.into_range({', '.join([*arguments, names, column, *more])})"
    context.need("into")
    more += (
        ["trim=True"]
        if target.trim
        else [f"length={target.type.length}"]
        if target.type.kind == "char"
        else []
    )
    return f"sas.into({', '.join([*arguments, ex.text(target.names[0].upper()), column, *more])})"


def names_taken(target: rq.MacroTarget, piece: Piece) -> str:
    """The names of `:a1-` and of `:a1-:a&n`, as many as there are rows."""
    found = re.match(r"(.*?)(\d+)$", target.names[0])
    if found is None:
        raise Unsupported("H0508", f"{target.names[0]} does not end in a number")
    last = [f"last=lib.macros[{ex.text(target.last.upper())}]"] if target.last else []
    arguments = [ex.text(found[1].upper()), ex.text(found[2]), f"len({piece.text})", *last]
    return f"sas.into_names({', '.join(arguments)})"


def emit_drop(context: Context, step: Step) -> list[str]:
    """DROP TABLE."""
    node = step.node
    assert isinstance(node, rq.DeleteTables)
    if any("." in name for name in node.names):
        raise Unsupported("H0512", "DROP TABLE of a permanent data set is not translated")
    return deleted(context, list(node.names))


EMITTERS[rq.MakeTable] = emit_table
EMITTERS[rq.ShowQuery] = emit_show
EMITTERS[rq.DeleteTables] = emit_drop
