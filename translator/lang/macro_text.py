"""Macro text whose value only the run knows: what stands in generated programs for `&n`, `&&g&i`, `%upcase(&x)`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MacroReference:
    """`&name`: the macro variable's value. `name` in upper case."""

    name: str


@dataclass(frozen=True, slots=True)
class MacroIndirect:
    """`&&g&i`: the value of the macro variable whose name the text gives."""

    name: MacroText


@dataclass(frozen=True, slots=True)
class MacroQuoted:
    """Text of %STR, %SUPERQ and their kin: operators in it are not carried out."""

    text: MacroText


@dataclass(frozen=True, slots=True)
class MacroFunction:
    """A macro function by its lower-case name, with its arguments: `%scan(&list, &i)`."""

    name: str
    args: tuple[MacroText, ...]


RowNumber = int | MacroReference
"""FIRSTOBS= or OBS=: a number, or the macro variable that has it where only the run knows it."""

TitleLine = str | MacroReference
"""A title: its text, or the macro variable that holds it where only the run knows it."""

MacroPart = str | MacroReference | MacroIndirect | MacroQuoted | MacroFunction
MacroText = tuple[MacroPart, ...]
"""Pieces of a text in order; a `str` is known when the program is translated."""


def references(text: MacroText) -> set[str]:
    """Return the names of all variables that a text refers to by name."""
    found: set[str] = set()
    for part in text:
        match part:
            case MacroReference(name):
                found.add(name)
            case MacroIndirect(inner) | MacroQuoted(inner):
                found |= references(inner)
            case MacroFunction(_, args):
                for arg in args:
                    found |= references(arg)
            case _:
                pass
    return found
