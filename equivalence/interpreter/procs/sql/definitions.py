"""CREATE, DROP, ALTER, DESCRIBE. SAS 9.4 SQL Procedure User's Guide."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.sql.constraints import add, hold, rules_of
from equivalence.interpreter.procs.sql.query import compile_query
from equivalence.interpreter.procs.sql.select import order_position
from equivalence.interpreter.procs.sql.tables import as_table, read_table
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import syntax as s
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.statements import Dataset

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

NUMBERS = {"num", "numeric", "integer", "int", "smallint", "float", "real", "double", "decimal", "dec", ""}
DATES = {"date": "DATE9."}
"""Types of columns that are numbers. (SAS 9.4 SQL Procedure User's Guide, "column-definition".)"""


def define(session: Session, node: object, text: str = "") -> int:
    """Run a statement that makes or changes a table's description; return SQLOBS, -1 where it stays.

    `text`: of the statement from its query on, for DESCRIBE VIEW.
    """
    match node:
        case q.CreateTable(query=q.Query() as query, table=dataset):
            return create_from(session, dataset, query)
        case q.CreateTable(like=Dataset() as like, table=dataset):
            model = read_table(session, like)
            return created(session, dataset, Table(list(model.variables), []))
        case q.CreateTable(columns=columns, table=dataset):
            count = created(session, dataset, Table([column_of(c) for c in columns], []))
            add(session, dataset, (*(r for c in columns for r in c.constraints), *node.constraints))
            return count
        case q.CreateView(view=view, query=query):
            create_view(session, view, query, text)
        case q.CreateIndex(name=name, table=dataset, columns=names):
            create_index(session, name, dataset, names)
        case q.DropObjects():
            drop(session, node)
        case q.AlterTable():
            alter(session, node)
        case q.Describe(names=names, kind="constraints"):
            for dataset in names:
                session.table(dataset)
        case q.Describe(names=names, kind=kind):
            for dataset in names:
                describe(session, dataset, kind)
        case _:
            raise StepError(f"{type(node).__name__} cannot be run.", None, "R0074")
    return -1


def create_from(session: Session, dataset: Dataset, query: q.Query) -> int:
    """CREATE TABLE … AS."""
    from equivalence.interpreter.procs.sql import limited

    compiled = compile_query(session, query)
    shown = session.display(dataset)
    if any(session.resolve(one) == session.resolve(dataset) for one in sources_of(query)):
        session.warning(
            "This CREATE TABLE statement recursively references the target table. A consequence of this is a possible "
            "data integrity problem."
        )
    rows = limited(session, compiled.rows())
    table = as_table(
        compiled.columns,
        rows,
        lambda name: session.warning(f"Variable {name} already exists on file {shown}."),
    )
    table.sorted_by = order_of(query, table)
    return created(session, dataset, table)


def sources_of(node: object) -> list[Dataset]:
    """Return the data sets that a query reads, those of queries inside it too."""
    if isinstance(node, q.TableSource):
        return [node.table] if node.table.form == "name" else []
    if isinstance(node, tuple):
        return [one for part in node for one in sources_of(part)]
    if is_dataclass(node) and not isinstance(node, Token | Dataset | type):
        return [one for f in fields(node) for one in sources_of(getattr(node, f.name))]
    return []


def order_of(query: q.Query, table: Table) -> tuple[str, ...]:
    """Return what ORDER BY tells about the order of the table: its leading plain columns."""
    keys: list[str] = []
    if not isinstance(query.body, q.Select):
        return ()
    starred = any(isinstance(i.value, q.Star) for i in query.body.items)
    for item in query.order_by:
        place = order_position(item, query.body.items) if not starred else None
        name = item.value.name if isinstance(item.value, s.Var | s.Dotted) else ""
        if place is not None:
            column = query.body.items[place]
            name = column.alias or (column.value.name if isinstance(column.value, s.Var | s.Dotted) else "")
        if not name or not table.has(name):
            break
        keys.append(("-" if item.descending else "") + name.lower())
    return tuple(keys)


def created(session: Session, dataset: Dataset, table: Table) -> int:
    """Store a table with SAS's note; return the number of its rows."""
    session.write(dataset, table, note=False)
    stored = session.table(Dataset(*session.last)) if session.last is not None else table
    count, width = len(stored.rows), len(stored.variables)
    session.note(f"Table {session.display(dataset)} created, with {count} rows and {width} columns.")
    return count


def column_of(column: q.ColumnDefinition) -> Variable:
    """Return the variable of a column definition. Raises StepError for an unknown type."""
    given = column.attributes
    if column.kind in ("char", "character", "varchar"):
        kind, length, format_ = "char", column.length or given.length or 8, ""
    elif column.kind in NUMBERS or column.kind in DATES:
        kind, length, format_ = "num", given.length or 8, DATES.get(column.kind, "")
    else:
        raise StepError(
            f"The type {column.kind.upper()} of column {column.name} is not known.", column.at, "R0074"
        )
    return Variable(
        column.name,
        kind,  # type: ignore[arg-type]
        length,
        s.attached(given.format, kind) or format_,
        s.attached(given.informat, kind) or format_,
        given.label or "",
    )


def create_view(session: Session, view: Dataset, query: q.Query, text: str) -> None:
    """CREATE VIEW: the query is kept and computed whenever the view is read."""
    compiled = compile_query(session, query)
    as_table(compiled.columns, [])
    libref, name = session.resolve(view)

    def compute() -> Table:
        made = compile_query(session, query)
        table = as_table(made.columns, made.rows())
        table.label = view.options.label or ""
        return table

    session.put(libref, name, Table(as_table(compiled.columns, []).variables, [], view.options.label or ""))
    session.views[libref, name] = compute
    session.services.setdefault("view texts", {})[libref, name] = text
    session.services.setdefault("view queries", {})[libref, name] = query
    session.note(f"SQL view {libref.upper()}.{name.upper()} has been defined.")


def create_index(session: Session, name: str, dataset: Dataset, names: tuple[str, ...]) -> None:
    """CREATE INDEX: it has no effect on data. Raises StepError for an unknown column."""
    table = session.table(dataset)
    for one in names:
        if not table.has(one):
            raise StepError(
                f"The following columns were not found in the contributing tables: {one}.",
                dataset.at,
                "R0073",
            )
    table.indexes[name.lower()] = tuple(one.lower() for one in names)
    kind = "Simple" if len(names) == 1 else "Composite"
    session.note(f"{kind} index {name} has been defined.")


def drop(session: Session, node: q.DropObjects) -> None:
    """DROP TABLE, VIEW, INDEX: what does not exist is told in a warning."""
    if node.kind == "index":
        table = session.table(node.table) if node.table is not None else None
        for dataset in node.names:
            if table is not None:
                table.indexes.pop(dataset.name.lower(), None)
            session.note(f"Index {dataset.name} has been dropped.")
        return
    what = node.kind.capitalize()
    for dataset in node.names:
        libref, name = session.resolve(dataset)
        shown = f"{libref.upper()}.{name.upper()}"
        views = session.views
        views.pop((libref, name), None)
        if session.find(libref, name) is None or not session.delete(libref, name):
            session.warning(f"File {shown}.{'DATA' if node.kind == 'table' else 'VIEW'} does not exist.")
            session.warning(f"{what} {shown} has not been dropped.")
        else:
            session.note(f"{what} {shown} has been dropped.")


def alter(session: Session, node: q.AlterTable) -> None:
    """ALTER TABLE: ADD, MODIFY, DROP columns."""
    table = session.table(node.table).copy()
    for column in node.add:
        if table.has(column.name):
            raise StepError(
                f"Column {column.name} already exists in {session.display(node.table)}.", column.at, "R0074"
            )
        variable = column_of(column)
        table.variables.append(variable)
        for row in table.rows:
            row.append(variable.missing)
    for column in node.modify:
        _modify(table, column)
    for name in node.drop:
        if not table.has(name):
            raise StepError(
                f"Column {name} does not exist in {session.display(node.table)}.", node.at, "R0073"
            )
        place = table.index(name)
        del table.variables[place]
        for row in table.rows:
            del row[place]
    gone = set(node.dropped)
    rules = tuple(r for r in rules_of(session, node.table) if not {r.name.lower(), r.kind} & gone)
    libref, name = session.resolve(node.table)
    session.put(libref, name, table)
    hold(session, node.table, rules)
    added = (*(r for c in (*node.add, *node.modify) for r in c.constraints), *node.constraints)
    add(session, node.table, added)
    session.note(
        f"Table {session.display(node.table)} has been modified, with {len(table.variables)} columns."
    )


def _modify(table: Table, column: q.ColumnDefinition) -> None:
    if not table.has(column.name):
        raise StepError(f"Column {column.name} does not exist.", column.at, "R0073")
    place = table.index(column.name)
    old, given = table.variables[place], column.attributes
    if column.kind:
        kind = column_of(column).kind
        if kind != old.kind:
            raise StepError(f"The type of column {column.name} cannot be changed.", column.at, "R0076")
    length = column.length or given.length or old.length
    table.variables[place] = replace(
        old,
        length=length,
        format=old.format if given.format is None else s.attached(given.format, old.kind),
        informat=old.informat if given.informat is None else s.attached(given.informat, old.kind),
        label=old.label if given.label is None else given.label,
    )
    for row in table.rows:
        value: Value = row[place]
        if isinstance(value, str):
            row[place] = value[:length].rstrip(" ")


def describe(session: Session, dataset: Dataset, kind: str) -> None:
    """DESCRIBE TABLE: the CREATE TABLE statement that would make it, in the log."""
    table: Table = read_table(session, dataset)
    shown = session.display(dataset)
    view = session.services.get("view texts", {}).get(session.resolve(dataset))
    if kind == "view" and view is not None and session.resolve(dataset) in session.views:
        session.note(f"SQL view {shown} is defined as:")
        session.write_log("")
        for line in view.splitlines():
            session.write_log(f"        {line.strip()}")
        return
    session.note(f"SQL table {shown} was created like:")
    session.write_log("")
    size = "" if dataset.lib.lower() == "dictionary" else "( bufsize=65536 )"
    session.write_log(f"create table {shown}{size}")
    session.write_log("  (")
    lines = []
    for v in table.variables:
        parts = [f"{v.name} {v.kind}" + (f"({v.length})" if v.kind == "char" or v.length < 8 else "")]
        parts += [f"format={v.format}"] if v.format else []
        parts += [f"informat={v.informat}"] if v.informat else []
        parts += [f"label='{v.label}'"] if v.label else []
        lines.append("   " + " ".join(parts))
    for number, line in enumerate(lines):
        session.write_log(line + ("," if number < len(lines) - 1 else ""))
    session.write_log("  );")


Rows = list[Row]
