"""Printed tables."""

from __future__ import annotations

from dataclasses import dataclass

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
    has totals. `count`: the text before the number of rows, "" for none. `once`: ID variables that are BY
    variables, shown in the first row of a BY group only. `every`: all columns are shown, those that only the run knows in
    their places, after the ID variables (`ids`); `others`: the format of the numbers among them.
    """

    source: Scan
    columns: tuple[Listed, ...]
    by: tuple[Key, ...]
    sums: tuple[str, ...]
    numbered: str
    check_order: bool
    title: str = ""
    count: str = ""
    sum_by: str = ""
    once: tuple[str, ...] = ()
    every: bool = False
    ids: tuple[str, ...] = ()
    others: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Describe:
    """PROC CONTENTS of a data set whose columns are known: printed in order of names, or of position; OUT=."""

    dataset: str
    label: str
    columns: tuple[Column, ...]
    out: str
    out_columns: tuple[tuple[str, str], ...]
    out_schema: tuple[Column, ...]
    select: bool
    printed: bool
    by_position: bool
    title: str = ""
