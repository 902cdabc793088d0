"""Data sets that OPEN opens: the functions that ask about one, and what its variables have. (Functions: Reference.)"""

from __future__ import annotations

from dataclasses import dataclass

OF_HANDLES = frozenset(
    "ATTRC ATTRN CLOSE CUROBS DROPNOTE DSNAME FETCH FETCHOBS GETVARC GETVARN NOTE POINT REWIND VARFMT VARINFMT VARLABEL VARLEN "
    "VARNAME VARNUM VARTYPE".split()
)
"""Functions whose first argument is what OPEN has returned."""

READING = ("", "I", "IN", "IS")
"""Modes of OPEN that only read."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a data set. `kind`: N or C; `length`: None where only the run knows it."""

    name: str
    kind: str
    length: int | None
