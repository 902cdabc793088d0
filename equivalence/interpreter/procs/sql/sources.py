"""FROM: tables, in-line views and joins. SAS 9.4 SQL Procedure User's Guide, "joined-table": missing values match
missing values; rows come in the order of the first table, then of the second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from equivalence.interpreter.code import Test
from equivalence.interpreter.databases import passed
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.sql.expressions import SqlExpressions, note_once
from equivalence.interpreter.procs.sql.scope import QueryScope, SourceColumn, equal_pairs, missing_row, padded
from equivalence.interpreter.tables import Row, Table, sort_rank
from translator.lang import syntax as s
from translator.lang import syntax_sql as q

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

Rows = Callable[[], list[Row]]


@dataclass(slots=True)
class Source:
    """A part of FROM: its columns and what gives its rows, texts padded."""

    columns: list[SourceColumn]
    rows: Rows
    reaches_out: bool = False


def compile_sources(
    session: Session, items: tuple[q.FromItem, ...], where: s.Expr | None, outer: QueryScope | None
) -> Source:
    """Compile the comma's items of FROM: all combinations, narrowed by the equalities of WHERE. Raises StepError."""
    if not items:
        raise StepError("A SELECT needs a FROM clause.", None, "R0074")
    made = compile_item(session, items[0], outer)
    for item in items[1:]:
        other = compile_item(session, item, outer)
        columns = made.columns + other.columns
        pairs = equal_pairs(where, QueryScope(columns, outer), len(made.columns))
        if not pairs:
            note_once(
                session,
                "The execution of this query involves performing one or more Cartesian product joins that can not be "
                "optimized.",
            )
        made = _combine(made, other, "inner", columns, pairs, None, QueryScope(columns, outer))
    return made


def compile_item(session: Session, item: q.FromItem, outer: QueryScope | None) -> Source:
    """Compile a table, an in-line view or a join."""
    match item:
        case q.TableSource() | q.PassedSource():
            return _table(session, item)
        case q.QuerySource():
            return _in_line(session, item, outer)
        case q.Join(natural=True):
            return _natural(session, item, outer)
        case q.Join():
            return _join(session, item, outer)


def _table(session: Session, item: q.TableSource | q.PassedSource) -> Source:
    from equivalence.interpreter.procs.sql.tables import read_table

    if isinstance(item, q.PassedSource):
        table = passed(session, item)
    else:
        table = read_table(session, item.table)
    names = ((item.alias or item.table.name).lower(),)
    limit = session.services.get("sql options", {}).get("inobs")
    rows = table.rows if limit is None else table.rows[:limit]
    if limit is not None and len(table.rows) > limit:
        session.warning(
            f"Only {limit} records were read from {session.display(item.table)} due to INOBS= option."
        )
    made = _padded(Table(table.variables, rows))
    return Source([SourceColumn(names, variable) for variable in table.variables], lambda: made)


def _padded(table: Table) -> list[Row]:
    return [
        [padded(v, variable) for v, variable in zip(row, table.variables, strict=True)] for row in table.rows
    ]


def _in_line(session: Session, item: q.QuerySource, outer: QueryScope | None) -> Source:
    from equivalence.interpreter.procs.sql.query import compile_query
    from equivalence.interpreter.procs.sql.tables import table_columns

    inner = compile_query(session, item.query, outer)
    positions, variables = table_columns(inner.columns)
    if item.columns:
        if len(item.columns) != len(variables):
            raise StepError(
                "The number of names of an in-line view is not that of its columns.", item.at, "R0074"
            )
        variables = [v.renamed(name) for v, name in zip(variables, item.columns, strict=True)]
    columns = [SourceColumn((item.alias.lower(),) if item.alias else (), variable) for variable in variables]

    def rows() -> list[Row]:
        return _padded(Table(variables, [[row[p] for p in positions] for row in inner.rows()]))

    return Source(columns, rows, inner.reaches_out)


def _join(session: Session, item: q.Join, outer: QueryScope | None) -> Source:
    left, right = compile_item(session, item.left, outer), compile_item(session, item.right, outer)
    columns = left.columns + right.columns
    scope = QueryScope(columns, outer)
    test = SqlExpressions(session, scope, "on").test(item.on) if item.on is not None else None
    pairs = equal_pairs(item.on, scope, len(left.columns))
    kind = "inner" if item.kind == "cross" else item.kind
    made = _combine(left, right, kind, columns, pairs, test, scope)
    made.reaches_out = made.reaches_out or scope.reached_out
    return made


def _natural(session: Session, item: q.Join, outer: QueryScope | None) -> Source:
    """NATURAL JOIN: equality of all columns with the same name, which appear once."""
    left, right = compile_item(session, item.left, outer), compile_item(session, item.right, outer)
    names = {c.variable.name.lower(): i for i, c in enumerate(right.columns) if not c.hidden}
    common = [
        (i, names[c.variable.name.lower()])
        for i, c in enumerate(left.columns)
        if not c.hidden and c.variable.name.lower() in names
    ]
    columns = left.columns + right.columns
    if not common:
        return _combine(
            left,
            right,
            "inner" if item.kind == "cross" else item.kind,
            columns,
            [],
            None,
            QueryScope(columns, outer),
        )
    for i, j in common:
        if left.columns[i].variable.kind != right.columns[j].variable.kind:
            raise StepError(
                "Expression using equals (=) has components that are of different data types.",
                item.at,
                "R0076",
            )
    joined = _combine(left, right, item.kind, columns, common, None, QueryScope(columns, outer))
    split = len(left.columns)
    both = {i for i, _ in common} | {split + j for _, j in common}
    merged: list[SourceColumn] = []
    for i, j in common:
        variable = left.columns[i].variable
        length = max(variable.length, right.columns[j].variable.length)
        merged.append(SourceColumn((), replace(variable, length=length)))
    hidden = [replace(c, hidden=True) if i in both else c for i, c in enumerate(columns)]

    def rows() -> list[Row]:
        made = []
        for row in joined.rows():
            first = []
            for (i, j), column in zip(common, merged, strict=True):
                one, two = row[i], row[split + j]
                empty = not one.strip(" ") if isinstance(one, str) else one != one
                first.append(padded(two.rstrip(" ") if isinstance(two, str) else two, column.variable) if empty
                             else padded(one, column.variable))  # fmt: skip
            made.append(first + row)
        return made

    return Source(merged + hidden, rows, joined.reaches_out)


def _combine(
    left: Source, right: Source, kind: str, columns: list[SourceColumn], pairs: list[tuple[int, int]],
    test: Test | None, scope: QueryScope,
) -> Source:  # fmt: skip
    """Join two sources: rows whose `pairs` are equal and that satisfy `test`, and the unmatched rows `kind` keeps.

    SAS promises no order. Ours: the left table's, then the right's; a right join's the other way round; the unmatched
    rows that a full join takes from the right at the end.
    """

    def rows() -> list[Row]:
        ones, twos = left.rows(), right.rows()
        index: dict[object, list[int]] = {}
        if pairs:
            for number, row in enumerate(twos):
                index.setdefault(tuple(sort_rank(row[j]) for _, j in pairs), []).append(number)
        everything = range(len(twos))
        empty_left, empty_right = missing_row(left.columns), missing_row(right.columns)
        matched = bytearray(len(twos))
        made: list[Row] = []
        numbers: list[int] = []
        for one in ones:
            found = False
            candidates = index.get(tuple(sort_rank(one[i]) for i, _ in pairs), ()) if pairs else everything
            for number in candidates:
                row = one + twos[number]
                if test is not None:
                    scope.values[:] = row
                    if not test():
                        continue
                found = True
                matched[number] = 1
                made.append(row)
                numbers.append(number)
            if not found and kind in ("left", "full"):
                made.append(one + empty_right)
        if kind in ("right", "full"):
            alone = [number for number in everything if not matched[number]]
            made += [empty_left + twos[number] for number in alone]
            if kind == "right":
                numbers += alone
                made = [made[place] for place in sorted(range(len(made)), key=numbers.__getitem__)]
        return made

    return Source(columns, rows, left.reaches_out or right.reaches_out)
