"""UNION, EXCEPT, INTERSECT, OUTER UNION. SAS 9.4 SQL Procedure User's Guide, "query-expression".

Columns are matched by position, with CORRESPONDING by name. Without ALL the rows come out sorted, without repeats.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.sql.query import Compiled, OutColumn, compile_query
from equivalence.interpreter.procs.sql.scope import QueryScope, not_found
from equivalence.interpreter.tables import Row, sort_rank
from translator.lang import syntax as s
from translator.lang import syntax_sql as q

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

Key = tuple[Any, ...]


def compile_set(session: Session, node: q.SetOperation, outer: QueryScope | None) -> Compiled:
    """Compile a set operation. Raises StepError where columns of different kinds meet."""
    left, right = compile_query(session, node.left, outer), compile_query(session, node.right, outer)
    columns, at_left, at_right = matched(left.columns, right.columns, node)
    if len(left.columns) != len(right.columns) and not node.corresponding and node.op != "outer union":
        session.warning(
            f"A table has been extended with null columns to perform the {node.op.upper()} set operation."
        )
    reaches_out = left.reaches_out or right.reaches_out

    def run() -> list[Row]:
        ones = [_picked(row, at_left, columns) for row in left.rows()]
        twos = [_picked(row, at_right, columns) for row in right.rows()]
        return _combined(node, ones, twos)

    return Compiled(columns, run, reaches_out)


def matched(
    left: list[OutColumn], right: list[OutColumn], node: q.SetOperation
) -> tuple[list[OutColumn], list[int | None], list[int | None]]:
    """Return the result's columns and where each stands in the left and in the right query (None: nowhere)."""
    outer = node.op == "outer union"
    columns: list[OutColumn] = []
    at_left: list[int | None] = []
    at_right: list[int | None] = []
    if node.corresponding:
        names = {c.variable.name.lower(): i for i, c in enumerate(right) if c.named}
        for i, column in enumerate(left):
            place = names.get(column.variable.name.lower()) if column.named else None
            if place is None and not outer:
                continue
            columns.append(column if place is None else _merged(column, right[place], node, i))
            at_left.append(i)
            at_right.append(place)
        used = {p for p in at_right if p is not None}
        rest = [j for j in range(len(right)) if j not in used] if outer else []
    elif outer:
        columns, at_left, at_right = list(left), list(range(len(left))), [None] * len(left)
        rest = list(range(len(right)))
    else:
        rest = []
        for i in range(max(len(left), len(right))):
            if i < len(left) and i < len(right):
                columns.append(_merged(left[i], right[i], node, i))
            else:
                columns.append(left[i] if i < len(left) else right[i])
            at_left.append(i if i < len(left) else None)
            at_right.append(i if i < len(right) else None)
    if not columns and not rest:
        message = f"The tables of {node.op.upper()} CORRESPONDING have no column in common."
        raise StepError(message, node.at, "R0079")
    for j in rest:
        columns.append(right[j])
        at_left.append(None)
        at_right.append(j)
    return columns, at_left, at_right


def _merged(one: OutColumn, two: OutColumn, node: q.SetOperation, place: int) -> OutColumn:
    if one.variable.kind != two.variable.kind:
        raise StepError(
            f"Column {place + 1} from the first contributor of {node.op.upper()} is not the same type as its counterpart from "
            "the second.", node.at, "R0079",
        )  # fmt: skip
    variable = one.variable if one.named else replace(one.variable, name=two.variable.name)
    if variable.kind == "char":
        variable = replace(variable, length=max(one.variable.length, two.variable.length))
    return OutColumn(variable, bool(variable.name), one.summary)


def _picked(row: Row, places: list[int | None], columns: list[OutColumn]) -> Row:
    return [row[p] if p is not None else c.variable.missing for p, c in zip(places, columns, strict=True)]


def _key(row: Row) -> Key:
    return tuple(sort_rank(value) for value in row)


def _combined(node: q.SetOperation, ones: list[Row], twos: list[Row]) -> list[Row]:
    if node.op == "outer union":
        return ones + twos
    if node.op == "union":
        return ones + twos if node.all else _sorted_distinct(ones + twos)
    other = Counter(_key(row) for row in twos)
    wanted = node.op == "intersect"
    if not node.all:
        return _sorted_distinct([row for row in ones if (_key(row) in other) is wanted])
    kept = []
    for row in sorted(ones, key=_key):
        key = _key(row)
        paired = other[key] > 0
        other[key] -= paired
        if paired is wanted:
            kept.append(row)
    return kept


def _sorted_distinct(rows: list[Row]) -> list[Row]:
    found: dict[Key, Row] = {}
    for row in rows:
        found.setdefault(_key(row), row)
    return [found[key] for key in sorted(found)]


def order_result(session: Session, compiled: Compiled, order_by: tuple[q.OrderItem, ...]) -> Compiled:
    """ORDER BY of a set operation: positions and names of its columns. Raises StepError."""
    keys: list[tuple[int, bool]] = []
    for item in order_by:
        match item.value:
            case s.Number(value=number, form="") if number == int(number) and 1 <= number <= len(
                compiled.columns
            ):
                keys.append((int(number) - 1, item.descending))
            case s.Var(name=name):
                places = [
                    i for i, c in enumerate(compiled.columns) if c.variable.name.lower() == name.lower()
                ]
                if not places:
                    raise not_found([name], item.at)
                keys.append((places[0], item.descending))
            case _:
                raise StepError("ORDER BY of a set operation takes names and positions.", item.at, "R0078")

    def run() -> list[Row]:
        rows = list(compiled.rows())
        for place, descending in reversed(keys):
            rows.sort(key=lambda row, p=place: sort_rank(row[p]), reverse=descending)  # type: ignore[misc]
        return rows

    return Compiled(compiled.columns, run, compiled.reaches_out)
