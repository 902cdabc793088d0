"""Printed tables."""

from __future__ import annotations

from dataclasses import dataclass

from translator.lang.macro_text import TitleLine
from translator.lang.types import Column
from translator.plan.loop import Key
from translator.plan.relations import Scan


@dataclass(frozen=True, slots=True)
class Listed:
    """A printed column: heading, format ("" none) and whether that is one of the program's own formats."""

    name: str
    heading: str
    format: str
    user_format: bool


@dataclass(frozen=True, slots=True)
class Show:
    """PROC PRINT: the rows, formatted. `numbered`: the heading of the row numbers, "" for none. `sums`: variables with a
    line of totals at the end of each BY group of several rows, and of the report. `sum_by`: the last BY variable that
    has totals. `count`: the text before the number of rows, "" for none; `count_all`: before that of all groups.
    `rounded`: numbers that are rounded before they are shown and added, with their units. `once`: ID variables that are BY
    variables, shown in the first row of a BY group only. `every`: all columns are shown, those that only the run knows in
    their places, after the ID variables (`ids`); `others`: the format of the numbers among them. A column or sum `abc:`
    stands for those that only the run knows whose names begin so.
    """

    source: Scan
    columns: tuple[Listed, ...]
    by: tuple[Key, ...]
    sums: tuple[str, ...]
    numbered: str
    check_order: bool
    title: TitleLine = ""
    count: str = ""
    count_all: str = ""
    rounded: tuple[tuple[str, float], ...] = ()
    sum_by: str = ""
    once: tuple[str, ...] = ()
    every: bool = False
    ids: tuple[str, ...] = ()
    others: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A data set with what PROC CONTENTS tells of it: label, variables, sort indicator, indexes."""

    dataset: str
    label: str
    columns: tuple[Column, ...]
    sort_keys: tuple[str, ...] = ()
    sort_marks: tuple[str, ...] = ()
    indexes: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Describe:
    """PROC CONTENTS of data sets whose columns are known.

    `printed`: the variables of the first one are printed in order of names, or of position. `out`: the data set of OUT=,
    a row for each variable; `table`: that of ODS OUTPUT with what is printed. "" where there is none.
    """

    members: tuple[Member, ...]
    out: str
    out_columns: tuple[tuple[str, str], ...]
    out_schema: tuple[Column, ...]
    select: bool
    printed: bool
    by_position: bool
    title: TitleLine = ""
    table: str = ""
    table_columns: tuple[tuple[str, str], ...] = ()
    table_schema: tuple[Column, ...] = ()
    table_select: bool = False
