"""TITLE and FOOTNOTE lines that only the run knows.

Printed tables have the first TITLE line: a macro variable of the translation's own holds it.

SAS Global Statements: Reference, "TITLE Statement": a line is in force until another TITLE statement replaces it; macro
variables in it have the value that they have when the statement is executed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from translator.lang.macro_text import MacroReference, TitleLine

KINDS = ("titles", "footnotes")


def title_variable(kind: str, number: int) -> MacroReference:
    """Return the macro variable that holds a line: `_TITLE_1`, `_FOOTNOTE_2`."""
    return MacroReference(f"_{kind.upper()}_{number}")


def met(kind: str, first: Sequence[TitleLine], second: Sequence[TitleLine]) -> list[TitleLine]:
    """Return the lines where two ways meet: those that differ are the run's."""
    pairs = zip_longest(first, second, fillvalue="")
    return [
        one if one == other else title_variable(kind.removesuffix("s"), number)
        for number, (one, other) in enumerate(pairs, 1)
    ]


def told(here: Sequence[TitleLine], later: Sequence[TitleLine]) -> tuple[str, str] | None:
    """Return (macro variable, text) of the first line where it is known here and only to the run later."""
    one = here[0] if here else ""
    other = later[0] if later else ""
    if isinstance(other, MacroReference) and isinstance(one, str):
        return other.name, one
    return None
