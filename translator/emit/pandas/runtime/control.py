"""What moves a row loop on: the end of the step, the next row, positions in arrays, variables kept together."""

from __future__ import annotations

from math import isnan
from typing import Any

from translator.emit.pandas.runtime.log import SasError


class EndStep(Exception):
    """The step ends: a reader has no more rows, or STOP was executed."""


class NextRow(Exception):
    """The rest of this iteration is skipped: DELETE or RETURN inside a DO loop."""


class NextTurn(Exception):
    """CONTINUE: the rest of this turn of the DO loop is skipped."""


class GoTo(Exception):
    """GO TO out of a DO loop: the iteration goes on at another place."""


def subscript(*indexes_and_bounds: float, at: str = "") -> int:
    """Position of an array element: each index is followed by its lowest and highest value.

    A fraction is cut off. An index outside the bounds, or missing, stops the step, as SAS does; `at`: line and column.
    """
    position = 0
    for place in range(0, len(indexes_and_bounds), 3):
        index, low, high = indexes_and_bounds[place : place + 3]
        if isnan(index) or not low <= int(index) <= high:
            where = f" at line {at}" if at else ""
            raise SasError("R0410", f"ERROR: Array subscript out of range{where}.")
        position = position * int(high - low + 1) + int(index) - int(low)
    return position


class Row:
    """Variables of the step that arrays or hash objects reach by name: `row.total`, `row["total"]`."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    def __getitem__(self, name: str) -> Any:
        return self.__dict__[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value


def do_range(start: float, stop: float, step: float = 1.0) -> tuple[float, float, float]:
    """Bounds of an iterative DO: a missing one, or a step of 0, stops the step, as in SAS."""
    if isnan(start) or isnan(stop) or isnan(step) or step == 0:
        raise SasError("R0411", "ERROR: Invalid DO loop control information, either the INITIAL or TO expression is missing "
                                "or the BY expression is missing, zero, or invalid.")  # fmt: skip
    return start, stop, step
