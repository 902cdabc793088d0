"""Loops over columns: the elements of arrays as vectors of names, and what a turn calls its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.emit.r import names as r
from translator.plan.relations import ColumnList

FEW = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """A column of a turn: the expression of its name, as it stands between brackets."""

    name: str

    @property
    def value(self) -> str:
        """The column as a value within a verb."""
        return f".data[[{self.name}]]"

    @property
    def target(self) -> str:
        """The column on the left side of `:=`."""
        return f'"{{{self.name}}}"'


def list_literal(names: tuple[str, ...]) -> str:
    """A vector of names: `paste0("q", 1:40)` where they are numbered, else one by one."""
    parts = [re.fullmatch(r"(.*?)(0|[1-9]\d*)", name) for name in names]
    if len(names) > FEW and all(parts):
        stems = {part[1] for part in parts if part}
        numbers = [int(part[2]) for part in parts if part]
        if len(stems) == 1 and numbers == list(range(numbers[0], numbers[0] + len(names))):
            return f"paste0({r.text(next(iter(stems)))}, {numbers[0]}:{numbers[-1]})"
    return r.vector(r.text(name) for name in names)


def positions(name: str, one: ColumnList) -> str:
    """The positions in a vector that a loop goes through, in its order."""
    first, last = one.places[0] + 1, one.places[-1] + 1
    if one.places == tuple(range(len(one.every))):
        return f"seq_along({name})"
    step = one.places[1] - one.places[0] if len(one.places) > 1 else 1
    return f"{first}:{last}" if abs(step) == 1 else f"seq({first}, {last}, by = {step})"


def element(name: str, index: str, one: ColumnList, first: ColumnList) -> str:
    """An element of a vector, as far from the loop's index as it is from the first list."""
    apart = one.places[0] - first.places[0]
    shift = f" {'+' if apart > 0 else '-'} {abs(apart)}" if apart else ""
    return f"{name}[{index}{shift}]"
