"""PROCs that are one call of one helper: its inputs, its arguments, and what becomes of the tables it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translator.lang.macro_text import MacroReference, TitleLine
from translator.lang.types import Column
from translator.plan.loop import Key
from translator.plan.procs.listing import Listed
from translator.plan.relations import Scan


@dataclass(frozen=True, slots=True)
class Named:
    """An argument that maps names to values, in order."""

    items: tuple[tuple[str, Plain], ...]


@dataclass(frozen=True, slots=True)
class Formats:
    """An argument that maps columns to the functions that write their values with their formats."""

    columns: tuple[Listed, ...]


Plain = str | float | int | bool | tuple["Plain", ...] | Named | MacroReference
Argument = Plain | Formats


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the result that becomes a data set.

    `key`: the table's name among those that the helper makes, "" where it makes just one. `columns`: (name as made,
    name in the data set) with `select`; where `select` is false all columns stay. `values_of`: BY variables that get the
    values that they have in the input, whose rows these are.
    """

    key: str
    target: str
    columns: tuple[tuple[str, str], ...] = ()
    select: bool = False
    schema: tuple[Column, ...] = ()
    complete: bool = True
    values_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A PROC's work as `helper(source, arguments)`, for each BY group where there is `by`.

    `arguments`: (name, value); those without a name come first. `printed`: tables that are printed, by key.
    `groups`: "split" calls the helper for each BY group and puts the BY variables before its columns; "inside" hands
    the BY variables to the helper. `library`: the helper is given the run's libraries (files, macro variables) first.
    """

    helper: str
    sources: tuple[Scan, ...]
    arguments: tuple[tuple[str, Argument], ...]
    parts: tuple[Part, ...]
    by: tuple[Key, ...] = ()
    groups: Literal["split", "inside"] = "split"
    check_order: bool = False
    printed: tuple[str, ...] = ()
    proc: str = ""
    title: TitleLine = ""
    library: bool = False
