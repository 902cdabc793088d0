"""PROC REPORT: the rows of a report, and its printing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translator.lang.macro_text import TitleLine
from translator.lang.types import Column
from translator.plan.loop import Key
from translator.plan.procs.listing import Listed
from translator.plan.procs.summary import ClassVariable
from translator.plan.relations import Scan

Usage = Literal["group", "order", "display", "statistic", "computed"]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of the report. `statistic` of `variable` ("" counts rows) for usage "statistic".

    A computed column is there from the start, missing: its COMPUTE block, a step of its own, fills it.
    """

    column: Column
    usage: Usage
    variable: str = ""
    statistic: str = ""


@dataclass(frozen=True, slots=True)
class AcrossItem:
    """What stands in the columns of an across block: a statistic of a variable, with its printed form."""

    variable: str
    statistic: str
    listed: Listed


@dataclass(frozen=True, slots=True)
class AcrossColumns:
    """Columns for the levels of ACROSS variables, named by number: `_C3_` … `paths`: how each kind of column comes
    about, from above: names of ACROSS variables and an item."""

    paths: tuple[tuple[str | AcrossItem, ...], ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A summary row before or after the rows that share `variable` and the group variables left of it; "" is the
    whole report."""

    place: Literal["before", "after"]
    variable: str


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of a report as the table `table`: one a group, or one an observation where `detail`; _BREAK_ names the
    variable of a summary row, or is _RBREAK_. `places`: a column _PLACE_ tells before from after.
    `blank`: columns that are missing where a row repeats the value of the row before (COMPUTE blocks see them so);
    _SAME_ counts the group variables that a row repeats. `complete`: all combinations of the groups' values have a row.
    """

    source: Scan
    table: str
    columns: tuple[ReportColumn | AcrossColumns, ...]
    keys: tuple[ClassVariable, ...]
    across: tuple[ClassVariable, ...]
    detail: bool
    breaks: tuple[Break, ...]
    weight: str
    frequency: str
    by: tuple[Key, ...]
    places: bool
    blank: tuple[str, ...]
    complete: bool
    check_order: bool


@dataclass(frozen=True, slots=True)
class ShowReport:
    """Print the report `table` and make OUT= of it. `empty`: columns whose
    missing values are blank in summary rows. `filled`: (column, group variables left
    of it) whose repeated values were blank. `listed`: the columns that are printed, with
    `across` what stands in those of ACROSS variables. `repeated`: columns whose
    value is printed in the first of equal rows only. `suppressed`: break variables not shown in their summary rows.
    `hidden`: values of _BREAK_ whose summary rows are not printed, because only COMPUTE blocks ask for them; where the
    table has _PLACE_ (`places`), that and _BREAK_. `by_line`: BY variables shown with their formats above a group.
    `width`: the columns of a number without a format, COLWIDTH=.
    """

    table: str
    listed: tuple[Listed, ...]
    across: tuple[AcrossItem, ...]
    repeated: tuple[str, ...]
    suppressed: tuple[str, ...]
    hidden: tuple[str, ...]
    empty: tuple[str, ...]
    filled: tuple[tuple[str, int], ...]
    by: tuple[Key, ...]
    places: bool
    out: str
    columns: tuple[tuple[str, str], ...]
    select: bool
    schema: tuple[Column, ...]
    title: TitleLine = ""
    printed: bool = True
    by_line: tuple[Listed, ...] = ()
    width: int = 9
