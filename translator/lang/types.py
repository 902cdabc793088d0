"""Types of values and variables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["num", "char"]


@dataclass(frozen=True, slots=True)
class Type:
    """What is known of a value.

    `length` is in characters for text, in bytes (3-8) for numbers. `nullable`: can it be missing (a number) or
    blank (a text)? `special`: can it hold one of the missing values .A-.Z, ._ ?
    """

    kind: Kind
    length: int = 8
    nullable: bool = True
    special: bool = False


NUMBER = Type("num")

UNKNOWN_LENGTH = 32767
"""The length of texts of data sets that are not at hand: only the run knows it."""

MACRO_LENGTH = 32768
"""The length of a text with a macro variable of the run in it: longer than any that SAS has."""


def joined(lengths: Iterable[int]) -> int:
    """Return the length of texts put together, at most what SAS has, where all lengths are known."""
    known = [*lengths]
    return MACRO_LENGTH if MACRO_LENGTH in known else min(sum(known), UNKNOWN_LENGTH)


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of a data set with its attributes. `name` keeps SAS's first spelling."""

    name: str
    type: Type
    format: str = ""
    informat: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """The variables of a data set in SAS's order.

    `complete` is false where more columns may exist than are listed. `sorted_by` and `unique_by` are what has
    been proved: names in lower case, a leading "-" for descending.
    """

    columns: tuple[Column, ...]
    complete: bool = True
    sorted_by: tuple[str, ...] = ()
    unique_by: tuple[str, ...] = ()
    label: str = ""
    open_type: Type = Type("num")  # of the columns that are not listed, where `complete` is false
    mixed: bool = False  # the columns that are not listed can be numeric or character
    open_format: str = ""
    indexes: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (name, its variables), in lower case
    sort_keys: tuple[str, ...] = ()  # the sort indicator: what PROC SORT, ORDER BY or SORTEDBY= has set
    sort_marks: tuple[str, ...] = ()  # "asserted" (SORTEDBY=), "nodupkey", "noduprec"

    def find(self, name: str) -> Column | None:
        """Return the column of that name, in any case of letters."""
        wanted = name.lower()
        return next((column for column in self.columns if column.name.lower() == wanted), None)
