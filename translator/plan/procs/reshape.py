"""Rows to columns and back."""

from __future__ import annotations

from dataclasses import dataclass

from translator.lang.types import Column
from translator.plan.loop import Key
from translator.plan.procs.listing import Listed
from translator.plan.relations import Scan


@dataclass(frozen=True, slots=True)
class Transpose:
    """PROC TRANSPOSE: each of `variables` becomes a row in every BY group, each row of the group a column.

    `ids`: variables whose (formatted) values name the columns, () for COL1, COL2 …; rows with a missing ID are left
    out; a repeated name stops the step unless `let` (then the last value counts). `prefix`, `suffix`, `delimiter` go
    round and between the values. `name` and `label`: columns for the variables' names and labels ("" no labels).
    `as_text`: some variable is character: all values become text. `labels`: of the variables.
    `columns`: KEEP=/DROP=/RENAME= of the output among the columns that are known; `drop`: names left out, `keep`: all others are; `a:` stands for all names that begin so.
    `any_names`: the values of `ids` are names as they are (VALIDVARNAME=ANY).
    `every`: all numeric columns that are neither in BY, ID, COPY nor `hidden` are transposed; the run knows which.
    """

    source: Scan
    target: str
    by: tuple[Key, ...]
    variables: tuple[Listed, ...]
    labels: tuple[tuple[str, str], ...]
    ids: tuple[Listed, ...]
    copies: tuple[str, ...]
    prefix: str
    suffix: str
    delimiter: str
    name: str
    label: str
    let: bool
    as_text: bool
    width: int  # of the texts that numbers become, right-aligned, where texts are transposed too
    drop: tuple[str, ...]
    rename: tuple[tuple[str, str], ...]
    check_order: bool
    keep: tuple[str, ...] | None = None
    any_names: bool = False
    every: bool = False
    hidden: tuple[str, ...] = ()
    schema: tuple[Column, ...] = ()
    complete: bool = False  # are the names of its columns known: the rows that it reads stand in the program
