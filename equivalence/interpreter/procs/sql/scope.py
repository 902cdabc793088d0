"""Names of a query: columns of its sources by correlation name, aliases of its SELECT list, the query around it.

SAS 9.4 SQL Procedure User's Guide, "column-name", "CALCULATED".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from equivalence.interpreter.code import Code
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.names import expand
from equivalence.interpreter.pdv import ArrayInfo
from equivalence.interpreter.tables import Row, Value, Variable
from translator.lang import syntax as s
from translator.lang.source import Token


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column of FROM. `qualifiers` are correlation names in lower case that reach it; a `hidden` one (a common
    column of a natural join) is reached by them only and is not part of `*`."""

    qualifiers: tuple[str, ...]
    variable: Variable
    hidden: bool = False


def padded(value: Value, variable: Variable) -> Value:
    """Return a value as SAS holds it: texts with their trailing blanks."""
    return value.ljust(variable.length) if isinstance(value, str) else value


def missing_row(columns: Sequence[SourceColumn]) -> Row:
    """Return a row of missing values: what an outer join puts where there is no match."""
    return [padded(column.variable.missing, column.variable) for column in columns]


class QueryScope:
    """The row at hand of a query's sources. Closures hold on to `values`: it is changed in place.

    `outer` is the scope of the query around; `reached_out` tells that a name was found there (a correlated query).
    """

    def __init__(self, columns: Sequence[SourceColumn], outer: QueryScope | None = None) -> None:
        self.columns = list(columns)
        self.outer = outer
        self.values: list[Value] = missing_row(columns)
        self.reached_out = False

    def load(self, row: Row) -> None:
        """Make a row (texts padded) the one that closures see."""
        self.values[:] = row

    def find(self, name: str, qualifier: str = "", at: Token | None = None) -> int | None:
        """Return the position of a column, None where there is none. Raises StepError where the name is ambiguous."""
        wanted, alias = name.lower(), qualifier.lower()
        found = [
            i
            for i, column in enumerate(self.columns)
            if column.variable.name.lower() == wanted
            and (alias in column.qualifiers if alias else not column.hidden)
        ]
        if len(found) > 1 and not alias:
            raise StepError(f"Ambiguous reference, column {name} is in more than one table.", at, "R0070")
        return found[0] if found else None

    def has_alias(self, qualifier: str) -> bool:
        """Is this a correlation name or table of the query's own FROM?"""
        return any(qualifier.lower() in column.qualifiers for column in self.columns)

    def code(self, position: int, at: Token | None) -> Code:
        """Return the code that reads a column."""
        values, variable = self.values, self.columns[position].variable
        return Code(variable.kind, lambda: values[position], variable.length, name=variable.name, at=at)

    def variable(self, name: str, at: Token | None) -> Code:
        """Return the code of a column of the query or of one around it. Raises StepError."""
        position = self.find(name, "", at)
        if position is not None:
            return self.code(position, at)
        if self.outer is not None:
            code = self.outer.variable(name, at)
            self.reached_out = True
            return code
        raise not_found([name], at)

    def dotted(self, qualifier: str, name: str, at: Token | None) -> Code:
        """Return the code of `qualifier.name`. Raises StepError."""
        position = self.find(name, qualifier, at)
        if position is not None:
            return self.code(position, at)
        if self.has_alias(qualifier):
            raise StepError(
                f"Column {name} could not be found in the table/view identified with the correlation name "
                f"{qualifier.upper()}.", at, "R0071",
            )  # fmt: skip
        if self.outer is not None:
            code = self.outer.dotted(qualifier, name, at)
            self.reached_out = True
            return code
        raise StepError(f"Unresolved reference to table/correlation name {qualifier}.", at, "R0072")

    def array(self, name: str) -> ArrayInfo | None:
        """A query has no arrays."""
        return None

    def names(self, items: Any) -> list[str]:
        """Return the columns of a list (`of x1-x3`)."""
        return expand(items, [column.variable for column in self.columns if not column.hidden])


def not_found(names: Sequence[str], at: Token | None) -> StepError:
    """Return SAS's error for columns that no table has."""
    listed = ", ".join(dict.fromkeys(names))
    return StepError(
        f"The following columns were not found in the contributing tables: {listed}.", at, "R0073"
    )


def conjuncts(condition: s.Expr | None) -> list[s.Expr]:
    """Return the parts of a condition that AND joins."""
    match condition:
        case None:
            return []
        case s.Binary(op="and", left=left, right=right):
            return conjuncts(left) + conjuncts(right)
        case _:
            return [condition]


def equal_pairs(condition: s.Expr | None, scope: QueryScope, split: int) -> list[tuple[int, int]]:
    """Return (position at the left, position at the right) of `left.a = right.b` in a condition, where the columns
    before `split` are the left table's. It only saves work: the condition is tested all the same."""
    pairs = []
    for part in conjuncts(condition):
        if isinstance(part, s.Binary) and part.op == "=":
            one, two = _position(part.left, scope), _position(part.right, scope)
            if one is None or two is None or one == two:
                continue
            low, high = min(one, two), max(one, two)
            same_kind = scope.columns[low].variable.kind == scope.columns[high].variable.kind
            if low < split <= high and same_kind:
                pairs.append((low, high - split))
    return pairs


def _position(expr: s.Expr, scope: QueryScope) -> int | None:
    try:
        match expr:
            case s.Var(name=name):
                return scope.find(name)
            case s.Dotted(qualifier=qualifier, name=name):
                return scope.find(name, qualifier)
    except StepError:
        return None
    return None
