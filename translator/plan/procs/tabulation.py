"""PROC TABULATE: statistics of crossings of class variables, as data and as printed tables."""

from __future__ import annotations

from dataclasses import dataclass

from translator.lang.macro_text import TitleLine
from translator.lang.types import Column
from translator.plan.loop import Key
from translator.plan.procs.listing import Listed
from translator.plan.procs.summary import ClassVariable, Request
from translator.plan.relations import Scan


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage: 100 times the column `part` of a group of `type` over the column `whole` of the group of type
    `base` in which it lies."""

    column: str
    type: int
    part: str
    whole: str
    base: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """The cells of a table that have the same class variables: they share rows of OUT=. `pages`: those of the page."""

    table: int
    pages: tuple[str, ...]
    type: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A step of a heading: the levels of a class variable (with its label above), or a text ("" is not shown)."""

    text: str
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row and a column of a printed table have in common: the statistic and its format."""

    column: str
    format: Listed


Path = tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A printed table: its dimensions as paths of headings, `cells` by page path, row path and column path.

    `every`: all combinations of levels have a heading (PRINTMISS). `empty`: what stands in a cell without a value.
    """

    pages: tuple[Path, ...]
    rows: tuple[Path, ...]
    columns: tuple[Path, ...]
    cells: tuple[tuple[tuple[Cell, ...], ...], ...]
    box: str
    empty: str
    every: bool


@dataclass(frozen=True, slots=True)
class Tabulate:
    """PROC TABULATE.

    `facts`: the statistics that all tables need, for each of the `types` (as in `Summarize`). `crossings`: the rows of
    OUT= in order. `weights`: (variable, weight variable). `excluded`: rows with a weight of 0 or less are left out.
    `every`: headings are all levels, those that PRELOADFMT adds too (PRINTMISS).
    """

    source: Scan
    classes: tuple[ClassVariable, ...]
    by: tuple[Key, ...]
    weights: tuple[tuple[str, str], ...]
    frequency: str
    excluded: bool
    facts: tuple[Request, ...]
    types: tuple[int, ...]
    shares: tuple[Share, ...]
    crossings: tuple[Crossing, ...]
    layouts: tuple[Layout, ...]
    out: str
    columns: tuple[tuple[str, str], ...]
    select: bool
    schema: tuple[Column, ...]
    check_order: bool
    title: TitleLine = ""
    every: bool = False
