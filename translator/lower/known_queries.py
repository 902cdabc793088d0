"""What queries of DICTIONARY.COLUMNS, TABLES and MEMBERS and of PROC CONTENTS OUT= store by INTO, where the steps so far
tell the rows: macro code that follows goes by it.

The run stores the same values again. Covered is what programs use to make lists of variables: conditions on one or more data
sets of WORK by name, expressions of texts, ORDER BY, COUNT(*). (SQL Procedure User's Guide, "DICTIONARY Tables", INTO Clause.)
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_sql as sq
from translator.lang.statements import DatasetOptions
from translator.library import dictionary as facts
from translator.library.formats.best import best
from translator.library.functions import find
from translator.lower.catalog import canonical
from translator.lower.conditions import conjuncts, texts_asked
from translator.lower.context import Context
from translator.lower.known_variables import known_variables
from translator.lower.procs.sql import dictionary

TEXT_FUNCTIONS = frozenset(
    "UPCASE LOWCASE PROPCASE STRIP TRIM LEFT COMPRESS CATS CATT CATX SUBSTR SCAN TRANWRD TRANSLATE INDEX FIND LENGTH QUOTE".split()
)
"""Functions whose result does not depend on the blanks behind a column's text."""
LENGTHS = {field.name: field.length for field in facts.FIELDS["columns"]}
ALONE = ("name", "type", "length", "varnum", "label", "libname", "memname", "memtype", "format")
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "ne": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
Row = Mapping[str, Any]


class Unknown(Exception):
    """Only the run knows it."""


def known_results(context: Context, step: st.Step) -> dict[str, str]:
    """Return the macro variables that a step of PROC SQL sets, with their values, as far as these are known."""
    found: dict[str, str] = {}
    if not isinstance(step, st.ProcStep) or step.name != "SQL":
        return found
    made: set[str] = set()  # data sets that the step itself makes
    for statement in step.body:
        query = statement.query if isinstance(statement, st.SqlStatement) else None
        if isinstance(query, sq.CreateTable):
            made.add(query.table.name.upper())
            continue
        if not isinstance(query, sq.Query) or not isinstance(query.body, sq.Select):
            return {}  # it may change data sets
        if any("&" in f"{one.name}{one.last}" for one in query.body.into):
            return {}
        found.pop("SQLOBS", None)
        try:
            found |= _stored(context, query, query.body, made)
        except Unknown:
            for name in list(found):
                if any(_may_set(one, name) for one in query.body.into):
                    del found[name]
    return found


def _may_set(into: sq.Into, name: str) -> bool:
    stem = into.name.upper().rstrip("0123456789") if into.last or into.open else ""
    return name == into.name.upper() or bool(stem) and name.startswith(stem)


def _stored(context: Context, query: sq.Query, select: sq.Select, made: set[str]) -> dict[str, str]:
    rows = _rows(context, select, made)
    plain = not (select.distinct or select.group_by or select.having)
    if not plain or not select.into or len(select.into) > len(select.items):
        raise Unknown
    counts = [_is_count(item.value) for item in select.items]
    if any(counts):
        if not all(counts) or query.order_by:
            raise Unknown
        columns: list[list[Any]] = [[float(len(rows))] for _ in select.items]
    else:
        for key in reversed(query.order_by):
            rows.sort(key=partial(_sorting, key, select), reverse=key.descending)
        columns = [[value_of(item.value, row) for row in rows] for item in select.items]
    if not columns[0] or any(item.attributes.format or item.attributes.length for item in select.items):
        raise Unknown
    found: dict[str, str] = {}
    for into, item, values in zip(select.into, select.items, columns, strict=False):
        length = LENGTHS[item.value.name.lower()] if isinstance(item.value, sx.Var) else None
        found |= stored(into, length, values)
    whole = all(one.separated is not None or one.open for one in select.into)
    return found | ({"SQLOBS": str(len(columns[0]))} if whole else {})


def stored(into: sq.Into, length: int | None, values: list[Any]) -> dict[str, str]:
    """Return what an item of INTO stores of its column's values; `length`: of a text, where it is known. Raises Unknown."""
    listed = into.separated is not None or into.open or bool(into.last)
    trim = into.trim == "trimmed" or listed and into.trim != "notrim"
    if not trim and length is None and isinstance(values[0], str):
        raise Unknown
    texts = [one.ljust(length or 0) if isinstance(one, str) else best(one, 8) for one in values]
    texts = [one.strip(" ") for one in texts] if trim else texts
    if into.separated is not None:
        if not isinstance(into.separated, sx.String):
            raise Unknown
        return {into.name.upper(): into.separated.value.join(texts)}
    if not listed:
        return {into.name.upper(): texts[0]}
    start = re.fullmatch(r"(.*?)(\d+)", into.name)
    last = re.fullmatch(r"(.*?)(\d+)", into.last) if into.last else None
    if start is None or into.last and (last is None or last[1].upper() != start[1].upper()):
        raise Unknown
    count = len(texts) if last is None else min(len(texts), int(last[2]) - int(start[2]) + 1)
    width = len(start[2]) if start[2].startswith("0") else 0
    return {f"{start[1]}{int(start[2]) + k:0{width}d}".upper(): texts[k] for k in range(count)}


# --- rows -----------------------------------------------------------------------------------------------


def _rows(context: Context, select: sq.Select, made: set[str]) -> list[Row]:
    """The rows of DICTIONARY.COLUMNS that a query reads, in order."""
    source = select.sources[0] if len(select.sources) == 1 else None
    if not isinstance(source, sq.TableSource):
        raise Unknown
    if (described := _contents(context, source.table, made)) is not None:
        return [row for row in described if select.where is None or holds(select.where, row)]
    asked = dictionary.table_name(source.table)
    if asked in ("tables", "members"):
        return _members(context, source, select.where, made)
    if asked != "columns":
        raise Unknown
    if source.table.options != DatasetOptions() or select.where is None or context.catalog.unknown:
        raise Unknown
    wanted = _asked(source, select.where, "memname")
    if wanted is None or _asked(source, select.where, "libname") != frozenset(("WORK",)):
        raise Unknown
    if wanted & made or any(known_variables(context, name) is None for name in wanted):
        raise Unknown
    members = [one for one in dictionary.members_of(context) if one[0] == "WORK" and one[1] in wanted]
    table = dictionary.table_of("columns", dictionary.OF_MEMBERS["columns"](members, {}, source.table))
    names = [column.name for column in table.columns]
    rows = [
        {name: value for name, value in zip(names, row, strict=True) if name in ALONE} for row in table.rows
    ]
    return [row for row in rows if holds(select.where, row)]


def _asked(source: sq.TableSource, where: sx.Expr | None, column: str) -> frozenset[str] | None:
    """The texts that a condition lets a column have."""
    return texts_asked(conjuncts(where), column, (source.alias or source.table.name).lower())


def _members(context: Context, source: sq.TableSource, where: sx.Expr | None, made: set[str]) -> list[Row]:
    """The data sets of WORK that a query of DICTIONARY.TABLES or MEMBERS chooses, by what stands in their names alone."""
    catalog = context.catalog
    of_work = _asked(source, where, "libname") == frozenset(("WORK",))
    if source.table.options != DatasetOptions() or not of_work or made or context.from_outside:
        raise Unknown
    found = [one for one in dictionary.members_of(context) if one[0] == "WORK"]
    if catalog.unknown or any(name in catalog.maybe or not name.isidentifier() for _, _, name, _ in found):
        raise Unknown
    rows = (
        {"libname": lib, "memname": name, "memtype": "VIEW" if full in catalog.views else "DATA"}
        for lib, name, full, _ in found
    )
    return [row for row in rows if where is not None and holds(where, row)]


def _contents(context: Context, table: st.Dataset, made: set[str]) -> list[Row] | None:
    """The rows of a data set of PROC CONTENTS OUT=: the variables by name. None for any other."""
    name = canonical(table)
    own, described = context.catalog.contents.get(name, (None, None))
    if described is None or own is None or context.catalog.schemas.get(name) is not own:
        return None
    by_name = sorted(described.columns, key=lambda column: column.name)
    if table.options != DatasetOptions() or table.name.upper() in made or name in context.catalog.maybe:
        raise Unknown
    if by_name != sorted(described.columns, key=lambda column: column.name.lower()):
        raise Unknown  # SAS's order of capitals and small letters
    places = {column.name: float(place) for place, column in enumerate(described.columns, 1)}
    return [
        {
            "name": c.name, "type": 1.0 if c.type.kind == "num" else 2.0, "length": float(c.type.length),
            "varnum": places[c.name], "label": c.label,
        } for c in by_name
    ]  # fmt: skip


def _is_count(value: object) -> bool:
    match value:
        case sx.Call(name, (sx.Var("*" | "name"),)):
            return name.lower() == "count"
    return False


# --- expressions ----------------------------------------------------------------------------------------


def _sorting(item: sq.OrderItem, select: sq.Select, row: Row) -> Any:
    value: object = item.value
    if isinstance(value, sx.Number):
        value = select.items[int(value.value) - 1].value
    return value_of(value, row)


def holds(where: sx.Expr, row: Row) -> bool:
    """Is a condition true of a row? Raises Unknown."""
    match where:
        case sx.Binary("and", left, right):
            return holds(left, row) and holds(right, row)
        case sx.Binary("or", left, right):
            return holds(left, row) or holds(right, row)
        case sx.Unary("not", operand):
            return not holds(operand, row)
        case sx.Binary(("=" | "ne" | "<" | "<=" | ">" | ">=") as op, left, right):
            a, b = value_of(left, row), value_of(right, row)
            if isinstance(a, str) is not isinstance(b, str):
                raise Unknown
            return COMPARE[op](a, b)
        case sx.In(value, items, negated, False, False):
            one = value_of(value, row)
            others = [value_of(item, row) for item in items]
            if any(isinstance(other, str) is not isinstance(one, str) for other in others):
                raise Unknown
            return (one in others) is not negated
        case sx.Like(value, sx.String(pattern), None, negated):
            parts = ["." if c == "_" else ".*" if c == "%" else re.escape(c) for c in pattern.rstrip(" ")]
            return (re.fullmatch("".join(parts), str(value_of(value, row))) is not None) is not negated
        case sx.Contains(value, sx.String(text), negated):
            return (text.strip(" ") in str(value_of(value, row))) is not negated
    raise Unknown


def value_of(expr: object, row: Row) -> Any:
    """A number, or a text without the blanks behind it."""
    match expr:
        case sx.String(text):
            return text.rstrip(" ")
        case sx.Number(number):
            return number
        case sx.Var(name) | sx.Dotted(_, name):
            found = row.get(name.lower())
            if found is None:
                raise Unknown
            return found.rstrip(" ") if isinstance(found, str) else found
        case sx.Binary("||", left, right):
            return (_padded(left, row) + _padded(right, row)).rstrip(" ")
        case sx.Call(name, args) if name.upper() in TEXT_FUNCTIONS:
            function = find(name)
            if (
                function is None
                or function.body is None
                or any(isinstance(arg, sx.Of | sx.Empty) for arg in args)
            ):
                raise Unknown
            given = [arg.value if isinstance(arg, sx.String) else value_of(arg, row) for arg in args]
            try:
                made = function.body(*given)
            except (TypeError, ValueError, NotImplementedError):
                raise Unknown from None
            return made.rstrip(" ") if isinstance(made, str) else made
    raise Unknown


def _padded(expr: object, row: Row) -> str:
    """A text with the blanks that `||` sees behind it."""
    match expr:
        case sx.String(text):
            return text
        case sx.Binary("||", left, right):
            return _padded(left, row) + _padded(right, row)
        case sx.Call(name) if name.upper() in ("TRIM", "STRIP", "CATS", "CATT", "CATX", "COMPRESS", "QUOTE"):
            made = value_of(expr, row)
        case sx.Var(name) | sx.Dotted(_, name):
            made = value_of(expr, row)
            if name.lower() not in LENGTHS or row.keys() - set(ALONE):
                raise Unknown
            made = made.ljust(LENGTHS[name.lower()]) if isinstance(made, str) else made
        case _:
            raise Unknown
    if not isinstance(made, str):
        raise Unknown
    return made
