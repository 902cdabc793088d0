"""Order and repeats of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translator.lang.types import Column
from translator.plan.loop import Key
from translator.plan.relations import Scan


@dataclass(frozen=True, slots=True)
class Sort:
    """PROC SORT: stable, missing values smallest.

    `repeats`: "keep" all rows; "key": the first row of each key; "record": the first of neighbours that are equal in
    every variable; "single": only keys that occur several times. `dropped` is the data set for the rows left out ("").
    `columns`: (name in the source, name in the target), in the target's order; `where`: none here (see source).
    `sequence`: settings of the collating sequence of SORTSEQ=, () for the order of code points.
    """

    source: Scan
    target: str
    by: tuple[Key, ...]
    repeats: Literal["keep", "key", "record", "single"]
    columns: tuple[tuple[str, str], ...]
    select: bool
    dropped: str = ""
    dropped_columns: tuple[tuple[str, str], ...] = ()
    schema: tuple[Column, ...] = ()
    sequence: tuple[tuple[str, str | bool], ...] = ()
