"""What queries of data sets whose rows stand in the program store by INTO: macro code that makes statements of them.

The run stores the same values; only code that cannot wait for it goes by what is known here. Covered: one data set or one
query in FROM, conditions and texts as in `known_queries`, GROUP BY of columns, the statistics below, DISTINCT and ORDER BY.
(SQL Procedure User's Guide, INTO Clause.)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isnan
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_sql as sq
from translator.lang.statements import DatasetOptions
from translator.lower.catalog import canonical
from translator.lower.context import Context
from translator.lower.known_names import with_known_names
from translator.lower.known_queries import Unknown, holds, stored, value_of
from translator.lower.known_rows import KnownRows, Value, known

Row = dict[str, Value]
STATISTICS: dict[str, Callable[[Sequence[Any]], float]] = {
    "count": lambda values: float(len(values)), "n": lambda values: float(len(values)), "max": max, "min": min,
}  # fmt: skip
"""Statistics that need no arithmetic."""


def known_values(context: Context, step: st.Step) -> dict[str, str]:
    """Return the macro variables that a step of PROC SQL sets, with their values, as far as its rows tell them."""
    found: dict[str, str] = {}
    if not isinstance(step, st.ProcStep) or step.name != "SQL":
        return found
    rows = known(context)
    for statement in step.body:
        query = statement.query if isinstance(statement, st.SqlStatement) else None
        if not isinstance(query, sq.Query) or not isinstance(query.body, sq.Select):
            return {}
        into = query.body.into
        if not into:
            continue
        try:
            names, table = _result(query, rows)
        except Unknown:
            continue
        if not table or len(into) > len(names):
            continue
        for one, name in zip(into, names, strict=False):
            one = with_known_names(one, context.hint)
            try:
                if "&" in f"{one.name}{one.last}":
                    raise Unknown
                found |= stored(one, None, [row[name] for row in table])
            except Unknown:
                continue
    return found


def _result(query: sq.Query, known_: Mapping[str, KnownRows]) -> tuple[list[str], list[Row]]:
    """The columns and rows of a query. Raises Unknown."""
    select = query.body
    if not isinstance(select, sq.Select) or select.having or len(select.sources) != 1:
        raise Unknown
    if any(item.attributes.format or item.attributes.length for item in select.items):
        raise Unknown
    rows = _source(select.sources[0], known_)
    if select.where is not None:
        rows = [row for row in rows if holds(select.where, _whole(row))]
    names = [item.alias.lower() or _name(item.value, place) for place, item in enumerate(select.items)]
    keys = [_column(key) for key in select.group_by]
    if keys:
        groups: dict[tuple[Value, ...], list[Row]] = {}
        for row in rows:
            groups.setdefault(tuple(_present(row, key) for key in keys), []).append(row)
        parts = [groups[key] for key in sorted(groups)]
        if not all(_statistic(item.value) or _column(item.value) in keys for item in select.items):
            raise Unknown
    elif any(_statistic(item.value) for item in select.items):
        if not all(_statistic(item.value) for item in select.items):
            raise Unknown
        parts = [rows]
    else:
        parts = [[row] for row in rows]
    made = [
        {name: _item(item.value, part) for name, item in zip(names, select.items, strict=True)}
        for part in parts
    ]
    order = [(_position(key.value, names), key.descending) for key in query.order_by]
    if select.distinct:
        made = [dict(pairs) for pairs in dict.fromkeys(tuple(row.items()) for row in made)]
        order += [(name, False) for name in names]
    for name, descending in reversed(order):
        made.sort(key=lambda row, name=name: _present(row, name), reverse=descending)  # type: ignore[misc]
    return names, made


def _source(source: sq.FromItem, known_: Mapping[str, KnownRows]) -> list[Row]:
    match source:
        case sq.TableSource(table=table) if table.options == DatasetOptions():
            found = known_.get(canonical(table))
            if found is not None:
                return [dict(row) for row in found.rows]
        case sq.QuerySource(query=query, columns=()) if not query.order_by:
            return _result(query, known_)[1]
    raise Unknown


def _item(expr: object, rows: list[Row]) -> Value:
    match expr:
        case sx.Call(name, (sx.Var("*"),)) if name.lower() == "count":
            return float(len(rows))
        case sx.Call(name, (argument,)) if _statistic(expr):
            column = _column(argument)
            values = [row[column] for row in rows if column in row and not _is_missing(row[column])]
            if expr.distinct:
                values = list(dict.fromkeys(values))
            if not values and name.lower() in ("max", "min"):
                raise Unknown
            return STATISTICS[name.lower()](values)
    made: Value = value_of(expr, _whole(rows[0]))
    return made


def _statistic(expr: object) -> bool:
    return isinstance(expr, sx.Call) and expr.name.lower() in STATISTICS and len(expr.args) == 1


def _column(expr: object) -> str:
    """The column that an expression is. Raises Unknown."""
    if isinstance(expr, sx.Var | sx.Dotted):
        return expr.name.lower()
    raise Unknown


def _name(expr: object, place: int) -> str:
    return expr.name.lower() if isinstance(expr, sx.Var | sx.Dotted) else f" {place}"


def _position(key: object, names: list[str]) -> str:
    if isinstance(key, sx.Number) and 1 <= key.value <= len(names):
        return names[int(key.value) - 1]
    name = _column(key)
    if name not in names:
        raise Unknown
    return name


def _present(row: Row, column: str) -> Value:
    """A value that can be compared as SAS does. Raises Unknown for a missing number."""
    if column not in row or _is_missing(row[column]) and not isinstance(row[column], str):
        raise Unknown
    return row[column]


def _is_missing(value: Value) -> bool:
    return value == "" if isinstance(value, str) else isnan(value)


def _whole(row: Row) -> Row:
    """A row without missing numbers: an expression that asks for one is not known."""
    return {name: value for name, value in row.items() if isinstance(value, str) or not isnan(value)}
