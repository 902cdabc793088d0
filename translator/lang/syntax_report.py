"""What TABLE of PROC TABULATE and the statements of PROC REPORT say: expressions of headings and columns, as written.

Every node carries `at`, its first token; it does not count in comparisons.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from translator.lang.source import Token
from translator.lang.syntax import Format, NameItem

# --- PROC TABULATE --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TableElement:
    """A class or analysis variable, a statistic or ALL: `name='label'`, `pctn<a b>='label'`.

    `quoted`: the name stood in quotes, so it is a statistic whatever variables there are. `label` None: none given.
    """

    item: NameItem
    quoted: bool = False
    label: str | None = None
    denominator: TableExpression | None = None
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TableFormat:
    """`f=format`, crossed with elements."""

    format: Format


@dataclass(frozen=True, slots=True)
class TableStyle:
    """`style=[…]` or `[style=…]`, crossed with elements: only the look."""


@dataclass(frozen=True, slots=True)
class TableCrossing:
    """`a*b`."""

    items: tuple[TableExpression, ...]


@dataclass(frozen=True, slots=True)
class TableList:
    """`a b`: one after the other."""

    items: tuple[TableExpression, ...]


TableExpression = TableElement | TableFormat | TableStyle | TableCrossing | TableList


# --- PROC REPORT ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportItem:
    """An item of COLUMN: a variable, a statistic or a computed variable; `alias` as in `x=alias`."""

    item: NameItem
    alias: str = ""
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ReportStack:
    """`above,below`: items that share columns; `g,(x y)` has a column of x and of y for each value of g."""

    levels: tuple[ReportColumns, ...]


@dataclass(frozen=True, slots=True)
class ReportColumns:
    """Items side by side; `headers` are the texts in `('text' items)`, which span them."""

    items: tuple[ReportItem | ReportStack | ReportColumns, ...]
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDefinition:
    """DEFINE item / usage and attributes; `headers` are its texts. Options stand in the statement.

    An item that is a list of variables defines each of them."""

    item: NameItem
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """Where BREAK, RBREAK and COMPUTE act: "before", "after" or "" (COMPUTE of a column); `target` is the variable.

    `page`: `before _page_`.
    """

    location: str
    target: str = ""
