"""Statements of PROC SQL of which the log tells more than the data: DROP, INDEX, DESCRIBE, and lines about changes."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax_sql as q
from translator.lang.types import Column, Schema
from translator.lower import datasets as ds
from translator.lower.catalog import canonical, display
from translator.lower.context import Context
from translator.lower.procs.sql.dictionary import described
from translator.lower.procs.sql.frames import not_found
from translator.lower.procs.sql.output import made_step
from translator.lower.scope import LoweringError
from translator.plan.procs import query as rq
from translator.plan.relations import Logged, Step


def drop(step: st.ProcStep, node: q.DropObjects, context: Context) -> list[Step]:
    """DROP TABLE, DROP VIEW: what does not exist is told in a warning."""
    from translator.lower.procs.sql.views import views

    gone: list[str] = []
    for dataset in node.names:
        name, shown = canonical(dataset), display(canonical(dataset))
        broken = views(context).pop(name, None) is not None and context.catalog.find(name) is None
        if context.catalog.find(name) is None and not broken:
            kind = "DATA" if node.kind == "table" else "VIEW"
            context.log += [
                Logged(f"WARNING: File {shown}.{kind} does not exist."),
                Logged(f"WARNING: {node.kind.capitalize()} {shown} has not been dropped."),
            ]
            continue
        if not broken:
            gone.append(name)
        context.catalog.forget(name)
        context.log.append(Logged(f"NOTE: {node.kind.capitalize()} {shown} has been dropped."))
    return [made_step(step, rq.DeleteTables(tuple(gone)), None, (), context)] if gone else []


def index(node: q.CreateIndex | q.DropObjects, context: Context) -> None:
    """CREATE INDEX, DROP INDEX: the log tells of them. Raises LoweringError for an unknown column."""
    if isinstance(node, q.DropObjects):
        context.log += [Logged(f"NOTE: Index {name.name} has been dropped.") for name in node.names]
        return
    _, schema = context.scan(node.table, open_ok=True)
    for name in node.columns:
        if schema.complete and schema.find(name) is None:
            raise not_found([name], node.table.at)
    kind = "Simple" if len(node.columns) == 1 else "Composite"
    context.log.append(Logged(f"NOTE: {kind} index {node.name} has been defined."))
    made = (node.name.lower(), tuple(name.lower() for name in node.columns))
    table, _ = ds.expand(node.table, context.catalog)[0]
    known = context.catalog.find(table)
    if known is not None:
        context.catalog.schemas[table] = replace(known, indexes=(*known.indexes, made))


def describe(node: q.Describe, context: Context) -> None:
    """DESCRIBE TABLE, DESCRIBE VIEW: the CREATE statement that would make it, in the log."""
    from translator.lower.procs.sql.views import views

    if node.kind == "constraints":
        message = "DESCRIBE TABLE CONSTRAINTS: the list of constraints is not printed"
        context.diagnose(LoweringError("W0132", message, node.at))
        for dataset in node.names:
            context.scan(dataset, open_ok=True)
        return
    for dataset in node.names:
        dictionary = described(dataset, context)
        schema = Schema(dictionary.columns) if dictionary is not None else context.scan(dataset)[1]
        shown = display(canonical(dataset))
        view = views(context).get(canonical(dataset))
        if view is not None and node.kind == "view" and isinstance(view[0], st.ProcStep):
            assert view[1] is not None
            defined = [f"NOTE: SQL view {shown} is defined as:", "", *query_lines(view[0], view[1].query)]
            context.log += [Logged(line) for line in defined]
            continue
        lines = [f"NOTE: SQL table {shown} was created like:", ""]
        size = "" if dictionary is not None else "( bufsize=65536 )"
        lines += [f"create table {shown}{size}", "  ("]
        columns = [description(column) for column in schema.columns]
        lines += [
            f"   {text}{',' if number < len(columns) else ''}" for number, text in enumerate(columns, 1)
        ]
        context.log += [Logged(line) for line in (*lines, "  );")]


def description(column: Column) -> str:
    """Return a column as DESCRIBE TABLE writes it."""
    short = column.type.kind == "char" or column.type.length < 8
    return " ".join([
        f"{column.name} {column.type.kind}{f'({column.type.length})' if short else ''}",
        *([f"format={column.format}"] if column.format else []),
        *([f"informat={column.informat}"] if column.informat else []),
        *([f"label='{column.label}'"] if column.label else []),
    ])  # fmt: skip


def query_lines(step: st.ProcStep, query: q.Query) -> list[str]:
    """Return the text of a view's query as DESCRIBE VIEW shows it, line by line."""
    statement = next(s for s in step.body if isinstance(s, st.SqlStatement))
    if query.at is None or query.at.source is not statement.end.source:
        return []
    text = query.at.source.text[query.at.start : statement.end.start]
    return [f"        {line.strip()}" for line in f"{text.rstrip()};".splitlines()]


def log_of(statement: q.SqlNode, target: str, schema: Schema) -> tuple[Logged, ...]:
    """Return SAS's line about a changed table."""
    shown = display(target)
    match statement:
        case q.Insert():
            verb, count = "inserted into", "added"
        case q.DeleteRows():
            verb, count = "deleted from", "removed"
        case q.UpdateTable(where=None):
            verb, count = "updated in", "read"
        case q.AlterTable():
            text = f"NOTE: Table {shown} has been modified, with {len(schema.columns)} columns."
            return (Logged(text),)
        case _:
            return ()
    return (
        Logged(
            f"NOTE: {{n}} rows were {verb} {shown}.", count, target,  # type: ignore[arg-type]
            one=f"NOTE: 1 row was {verb} {shown}.", none=f"NOTE: No rows were {verb} {shown}.",
        ),
    )  # fmt: skip
