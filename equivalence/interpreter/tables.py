"""Data sets as the interpreter holds them.

Numbers are floats (missing values are NaNs, special ones by payload: `translator.library.missing`); character
values are str without trailing blanks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from translator.lang.types import Kind
from translator.library.missing import missing_rank

Value = float | str


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a data set.

    `name` keeps its first spelling; `length` is in characters, or 3-8 bytes for numbers; `format` and
    `informat` are as SAS writes them ("DATE9.", "$CHAR10.", "8.2", "" for none).
    """

    name: str
    kind: Kind
    length: int = 8
    format: str = ""
    informat: str = ""
    label: str = ""

    @property
    def missing(self) -> Value:
        """What the variable holds when it is missing."""
        return "" if self.kind == "char" else float("nan")

    def renamed(self, name: str) -> Variable:
        """Return the same variable under another name."""
        return replace(self, name=name)


Row = list[Value]


@dataclass(slots=True)
class Table:
    """A data set: variables in order, rows as lists of values in the variables' order.

    `sorted_by` names the keys the data are known to be sorted by (lower case, "-" before a descending one).
    """

    variables: list[Variable]
    rows: list[Row]
    label: str = ""
    sorted_by: tuple[str, ...] = ()
    indexes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Composite and simple indexes: name -> variables, all in lower case."""
    sort_marks: tuple[str, ...] = ()
    """How the sort indicator was set: "asserted" (SORTEDBY=), "nodupkey", "noduprec"."""

    def index(self, name: str) -> int:
        """Return a variable's position; names are compared without case. Raises KeyError."""
        wanted = name.lower()
        for position, variable in enumerate(self.variables):
            if variable.name.lower() == wanted:
                return position
        raise KeyError(name)

    def has(self, name: str) -> bool:
        """Is there a variable of that name?"""
        wanted = name.lower()
        return any(variable.name.lower() == wanted for variable in self.variables)

    def variable(self, name: str) -> Variable:
        """Return a variable by name. Raises KeyError."""
        return self.variables[self.index(name)]

    def column(self, name: str) -> list[Value]:
        """Return a variable's values. Raises KeyError."""
        position = self.index(name)
        return [row[position] for row in self.rows]

    def copy(self) -> Table:
        """Return a copy whose rows can be changed."""
        rows = [list(row) for row in self.rows]
        return Table(
            list(self.variables), rows, self.label, self.sorted_by, dict(self.indexes), self.sort_marks
        )


@dataclass(slots=True)
class PrintedTable:
    """One table of printed output. `step` is the step's number in the program, from 1; cells are as printed."""

    step: int
    proc: str
    name: str
    title: str
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def compare_values(left: Any, right: Any) -> int:
    """Return -1, 0 or 1 in SAS's sort order: missing values first (`._` `.` `.A`-`.Z`), characters by code point
    with the shorter padded by blanks."""
    if isinstance(left, str):
        if left == right:
            return 0
        width = max(len(left), len(right))
        left, right = left.ljust(width), right.ljust(width)
        return 0 if left == right else -1 if left < right else 1
    if left == left and right == right:
        return -1 if left < right else 1 if left > right else 0
    if left == left:
        return 1
    if right == right:
        return -1
    first, second = missing_rank(left), missing_rank(right)
    return -1 if first < second else 1 if first > second else 0


def sort_rank(value: Any) -> Any:
    """Return a key for `sorted` that puts values of one type in SAS's order; equal keys are equal values."""
    if isinstance(value, str):
        return value.rstrip(" ") + " "  # the blank of padding counts against control characters
    if value != value:
        return (0, missing_rank(value))
    return (1, value)


def sort_rows(rows: Sequence[Row], keys: Sequence[tuple[int, bool]]) -> list[Row]:
    """Return rows sorted stably by (position, descending) keys, in SAS's order."""
    result = list(rows)
    for position, descending in reversed(keys):
        result.sort(key=lambda row, p=position: sort_rank(row[p]), reverse=descending)  # type: ignore[misc]
    return result
