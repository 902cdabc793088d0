"""Class variables: levels by formatted value, their order, and the groups (types) that they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isnan
from typing import Any

from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, sort_rank


@dataclass(slots=True)
class ClassVariable:
    """A CLASS variable with its options. `levels`: formatted text -> (lowest value, rank in the order)."""

    name: str
    position: int
    missing: bool = False
    order: str = "unformatted"
    descending: bool = False
    given: list[Value] = field(default_factory=list)
    """Values that are levels whether they occur or not: of the format (PRELOADFMT), of CLASSDATA=."""
    exclusive: bool = False
    internal: bool = False


def is_missing(value: Value) -> bool:
    """Is the value missing (a number) or blank (a text)?"""
    return value == "" if isinstance(value, str) else isnan(value)


def level_of(session: Session, table: Table, variable: ClassVariable, value: Value) -> Any:
    """Return what tells the level of a value: its formatted text where there is a format, else the value."""
    if table.variables[variable.position].format and not variable.internal:
        if is_missing(value):
            return ("missing", sort_rank(value))
        return session.text(value, table.variables[variable.position])
    return sort_rank(value)


def usable_rows(table: Table, classes: Iterable[ClassVariable]) -> list[Row]:
    """Return the rows without missing class values (unless MISSING)."""
    strict = [c.position for c in classes if not c.missing]
    return [row for row in table.rows if not any(is_missing(row[p]) for p in strict)]


def ranks(
    session: Session, table: Table, variable: ClassVariable, rows: list[Row], weights: list[float]
) -> dict[Any, tuple[int, Value]]:
    """Return level -> (rank in the output's order, the value that stands for the level: the lowest one)."""
    lowest: dict[Any, Value] = {}
    first: dict[Any, int] = {}
    counts: dict[Any, float] = {}
    for number, (row, weight) in enumerate(zip(rows, weights, strict=True)):
        value = row[variable.position]
        level = level_of(session, table, variable, value)
        if level not in lowest or sort_rank(value) < sort_rank(lowest[level]):
            lowest[level] = value
        first.setdefault(level, number)
        counts[level] = counts.get(level, 0.0) + weight
    keys = {
        "unformatted": lambda level: sort_rank(lowest[level]),
        "internal": lambda level: sort_rank(lowest[level]),
        "data": lambda level: first[level],
        "formatted": lambda level: (
            not is_missing(lowest[level]),
            session.text(lowest[level], table.variables[variable.position]),
        ),
    }
    if variable.order == "freq":
        ordered = sorted(lowest, key=lambda level: sort_rank(lowest[level]))
        ordered.sort(key=lambda level: counts[level], reverse=not variable.descending)
    else:
        ordered = sorted(lowest, key=keys[variable.order], reverse=variable.descending)
    return {level: (rank, lowest[level]) for rank, level in enumerate(ordered)}
