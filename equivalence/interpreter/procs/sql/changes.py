"""INSERT, UPDATE, DELETE. SAS 9.4 SQL Procedure User's Guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Run
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.sql.constraints import check, hold, rules_of
from equivalence.interpreter.procs.sql.expressions import SqlExpressions, is_null
from equivalence.interpreter.procs.sql.query import compile_query
from equivalence.interpreter.procs.sql.scope import QueryScope, SourceColumn, not_found, padded
from equivalence.interpreter.procs.sql.select import fitted
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang import syntax as s
from translator.lang import syntax_sql as q
from translator.lang.source import Token
from translator.lang.sql_views import NotChangeable, on_table
from translator.lang.statements import Dataset

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session


def change(session: Session, node: q.Insert | q.UpdateTable | q.DeleteRows) -> int:
    """Run the statement; return the number of rows inserted, changed or deleted."""
    node = through_views(session, node)
    table = session.table(node.table).copy()
    match node:
        case q.Insert():
            count = insert(session, node, table)
            verb, noun = "inserted into", "was" if count == 1 else "were"
        case q.UpdateTable():
            count = update(session, node, table)
            verb, noun = "updated in", "was" if count == 1 else "were"
        case q.DeleteRows():
            count = delete(session, node, table)
            verb, noun = "deleted from", "was" if count == 1 else "were"
    rules = rules_of(session, node.table)
    if not isinstance(node, q.DeleteRows):
        check(session, node.table, table, rules)
    libref, name = session.resolve(node.table)
    session.put(libref, name, table)
    if rules:
        hold(session, node.table, rules)
    shown = session.display(node.table)
    if not count:
        session.note(f"No rows were {verb} {shown}.")
    else:
        session.note(f"{count} row{'' if count == 1 else 's'} {noun} {verb} {shown}.")
    return count


def through_views(
    session: Session, node: q.Insert | q.UpdateTable | q.DeleteRows
) -> q.Insert | q.UpdateTable | q.DeleteRows:
    """Return a change of a view as one of the table that it shows. Raises StepError where it is none."""
    while session.resolve(node.table) in session.views:
        query = session.services.get("view queries", {}).get(session.resolve(node.table))
        shown = session.display(node.table)
        if query is None:
            raise StepError(f"{shown} is a DATA step view: it cannot be changed.", node.at, "R0074")
        try:
            node = on_table(node, query)
        except NotChangeable as reason:
            raise StepError(f"The view {shown} cannot be changed: {reason}.", node.at, "R0074") from None
    return node


def scope_of(dataset: Dataset, alias: str, table: Table) -> QueryScope:
    """Return the scope of the table that is changed."""
    names = tuple({(alias or dataset.name).lower(), dataset.name.lower()})
    return QueryScope([SourceColumn(names, variable) for variable in table.variables])


def loaded(scope: QueryScope, row: Row, variables: list[Variable]) -> None:
    """Make a row of the table the scope's."""
    scope.values[:] = [padded(value, variable) for value, variable in zip(row, variables, strict=True)]


def checked(run_kind: str, variable: Variable, at: Token | None) -> None:
    """Raise StepError where a value of another kind is put into a column."""
    if run_kind != variable.kind:
        raise StepError(
            f"Value given for column {variable.name} is not of the column's data type.", at, "R0076"
        )


def setters(
    session: Session, sets: tuple[tuple[str, s.Expr], ...], scope: QueryScope, table: Table
) -> list[tuple[int, Run, Variable]]:
    """Return (position, value, variable) of each `column = value`. Raises StepError."""
    made: list[tuple[int, Run, Variable]] = []
    for name, expr in sets:
        if not table.has(name):
            raise not_found([name], expr.at)
        place = table.index(name)
        variable = table.variables[place]
        if is_null(expr):
            made.append((place, lambda v=variable: v.missing, variable))  # type: ignore[misc]
            continue
        code = SqlExpressions(session, scope, "set").compile(expr)
        checked(code.kind, variable, expr.at)
        made.append((place, code.run, variable))
    return made


def insert(session: Session, node: q.Insert, table: Table) -> int:
    """INSERT INTO … VALUES | SET | SELECT: rows go to the end; columns that are not named are missing."""
    names = list(node.columns) or [v.name for v in table.variables]
    for name in names:
        if not table.has(name):
            raise not_found([name], node.at)
    places = [table.index(name) for name in names]
    fresh: list[Row] = []
    empty = QueryScope([])
    if node.query is not None:
        compiled = compile_query(session, node.query)
        if len(compiled.columns) != len(places):
            raise StepError("Attempt to insert fewer columns than specified after the INSERT table name."
                            if len(compiled.columns) < len(places) else
                            "Attempt to insert more columns than specified after the INSERT table name.",
                            node.at, "R0074")  # fmt: skip
        for column, place in zip(compiled.columns, places, strict=True):
            checked(column.variable.kind, table.variables[place], node.at)
        for values in compiled.rows():
            fresh.append(_row(table, places, list(values)))
    for values_list in node.rows:
        if len(values_list) != len(places):
            raise StepError(
                "VALUES clause does not match the number of columns of the INSERT table.", node.at, "R0074"
            )
        pairs = tuple(zip(names, values_list, strict=True))
        fresh.append(_row(table, places, [run() for _, run, _ in setters(session, pairs, empty, table)]))
    for sets in node.sets:
        given = setters(session, sets, empty, table)
        fresh.append(_row(table, [place for place, _, _ in given], [run() for _, run, _ in given]))
    table.rows += fresh
    table.sorted_by = ()
    return len(fresh)


def _row(table: Table, places: list[int], values: list[Any]) -> Row:
    row: Row = [variable.missing for variable in table.variables]
    for place, value in zip(places, values, strict=True):
        row[place] = fitted(value, table.variables[place])
    return row


def update(session: Session, node: q.UpdateTable, table: Table) -> int:
    """UPDATE … SET … WHERE: all values are computed from the row as it was."""
    scope = scope_of(node.table, node.alias, table)
    given = setters(session, node.sets, scope, table)
    test = SqlExpressions(session, scope, "where").test(node.where) if node.where is not None else None
    count = 0
    for row in table.rows:
        loaded(scope, row, table.variables)
        if test is None or test():
            values = [(place, fitted(run(), variable)) for place, run, variable in given]
            for place, value in values:
                row[place] = value
            count += 1
    changed = {table.variables[place].name.lower() for place, _, _ in given}
    if changed & {key.lstrip("-") for key in table.sorted_by}:
        table.sorted_by = ()
    return count


def delete(session: Session, node: q.DeleteRows, table: Table) -> int:
    """DELETE FROM … WHERE."""
    scope = scope_of(node.table, node.alias, table)
    test = SqlExpressions(session, scope, "where").test(node.where) if node.where is not None else None
    kept = []
    for row in table.rows:
        loaded(scope, row, table.variables)
        if test is not None and not test():
            kept.append(row)
    count = len(table.rows) - len(kept)
    table.rows[:] = kept
    return count
