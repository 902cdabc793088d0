"""PROC SQL: a tree of relations. SQL's habits are fields here; names inside a tree are unique, whatever their table.

Missing values are values: they join each other, make a group, and are smallest. Relations come in a fixed order:
joins in the order of the left table, then the right (a right join: of the right, then the left; a full join: the
unmatched rows of the right at the end); groups, UNIQUE and set operators in the order of their keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translator.lang.macro_text import TitleLine
from translator.lang.types import Column, Type
from translator.plan.loop import Key
from translator.plan.procs.listing import Listed
from translator.plan.relations import Scan
from translator.plan.values import FLAG, Value

# --- values that only queries have ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """CASE: the value of the first branch whose condition is true; `otherwise` None is missing."""

    branches: tuple[tuple[Value, Value], ...]
    otherwise: Value | None
    type: Type


@dataclass(frozen=True, slots=True)
class Coalesce:
    """The first argument that is not missing, of either kind."""

    args: tuple[Value, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Single:
    """A query of at most one row as a value: missing without a row, an error with several."""

    query: Relation
    column: str
    type: Type


@dataclass(frozen=True, slots=True)
class Among:
    """Is the value in the column of a query? A flag; missing is found where the query has it."""

    value: Value
    query: Relation
    column: str
    type: Type = FLAG


@dataclass(frozen=True, slots=True)
class Any_:
    """Does a query that stands alone have any row? A flag."""

    query: Relation
    type: Type = FLAG


# --- relations ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Input:
    """A data set. `columns` are those read, under the names of the tree."""

    scan: Scan
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A DICTIONARY table as far as the plan knows it: rows of constants, or (data set, "rows") for its row count."""

    rows: tuple[tuple[float | str | tuple[str, str], ...], ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """`on`: (left column, right column) that are equal; `where`: what else must hold. No pair and no condition:
    all combinations. `shared`: the right (in a right join the left) key columns are not needed: the keys stand once.
    """

    kind: Literal["inner", "left", "right", "full"]
    left: Relation
    right: Relation
    on: tuple[tuple[str, str], ...]
    where: Value | None
    columns: tuple[Column, ...]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """WHERE or HAVING: the rows for which a condition holds."""

    input: Relation
    condition: Value
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """An integrity constraint: `columns` have no missing value ("there"), no two rows alike ("unique"), or `condition`
    holds ("true"); else the step stops with `message`."""

    kind: Literal["there", "unique", "true"]
    columns: tuple[str, ...]
    condition: Value | None
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """All rows, after the rules have been checked."""

    input: Relation
    rules: tuple[Rule, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Compute:
    """New columns, each from the columns before."""

    input: Relation
    made: tuple[tuple[Column, Value], ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Statistic:
    """`column` = function(argument); argument "" counts rows. Missing values are left out; without any value the
    result is missing, a count 0."""

    column: Column
    function: str
    argument: str
    of: Type
    distinct: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """One row for each group, in the order of the keys; without keys one row, even of no rows.

    `remerge`: every row stays, with the statistics of its group, rows in the order of the keys.
    """

    input: Relation
    keys: tuple[Key, ...]
    statistics: tuple[Statistic, ...]
    remerge: bool
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A correlated query: for each row of `input` the rows of `other` that are equal `on` and satisfy `where`.

    `result` is a new column: function "exists" (a flag), "value" (the one value of `argument`, an error if several),
    or a statistic of `argument`.
    """

    input: Relation
    other: Relation
    on: tuple[tuple[str, str], ...]
    where: Value | None
    result: Statistic
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """Columns chosen and renamed: (name before, column after)."""

    input: Relation
    chosen: tuple[tuple[str, Column], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns after."""
        return tuple(column for _, column in self.chosen)


@dataclass(frozen=True, slots=True)
class Spread:
    """`a.*` of a table whose columns only the run knows: the columns of `before`, its columns (of which `carried` are
    known), the columns of `after`: (name before, column after). Other columns of `input` are left out.
    """

    input: Relation
    before: tuple[tuple[str, Column], ...]
    carried: tuple[Column, ...]
    after: tuple[tuple[str, Column], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are known."""
        first = {old.lower() for old, _ in self.before}
        rest = (c for c in self.carried if c.name.lower() not in first)
        return (*(c for _, c in self.before), *rest, *(c for _, c in self.after))

    @property
    def gone(self) -> tuple[str, ...]:
        """The columns of the input that are left out."""
        kept = {c.name.lower() for c in self.carried}
        kept |= {old.lower() for old, _ in (*self.before, *self.after)}
        return tuple(c.name for c in self.input.columns if c.name.lower() not in kept)


@dataclass(frozen=True, slots=True)
class Unique:
    """The first of rows that are equal in `by`, in the order of these columns."""

    input: Relation
    by: tuple[Key, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """ORDER BY."""

    input: Relation
    by: tuple[Key, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class First:
    """The first `rows` rows."""

    input: Relation
    rows: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Combine:
    """Set operators: both sides have the same columns already. OUTER UNION and UNION ALL are "append"."""

    op: Literal["append", "union", "except", "intersect"]
    all: bool
    left: Relation
    right: Relation
    columns: tuple[Column, ...]


Relation = (
    Input
    | Described
    | Join
    | Filter
    | Compute
    | Summary
    | Lookup
    | Choose
    | Spread
    | Unique
    | Order
    | First
    | Combine
    | Checked
)


# --- steps ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MacroTarget:
    """A target of INTO: the `names` that take the first values in turn (`open`: as many as there are rows, the first
    name's number counting up, to the number in the macro variable `last` if one is named), or all values with
    `separator` between. `trim`: without blanks around. `format`: "" for BEST8. and for the text with its blanks up to
    `length`."""

    column: str
    names: tuple[str, ...]
    open: bool
    separator: Value | None
    trim: bool
    format: str
    user_format: bool
    type: Type
    last: str = ""


@dataclass(frozen=True, slots=True)
class MakeTable:
    """CREATE TABLE, and INSERT, UPDATE, DELETE, ALTER, which make a table anew from its old rows.

    `count`: what SQLOBS gets: the table's "rows", the rows "added" or "removed"; "" where nothing reads it.
    """

    target: str
    query: Relation
    count: Literal["", "rows", "added", "removed"] = ""
    schema: tuple[Column, ...] = ()
    complete: bool = True  # are these all columns?


@dataclass(frozen=True, slots=True)
class ShowQuery:
    """SELECT: printed (`headings`) and stored in macro variables (`targets`). `count`: what SQLOBS gets: the number
    of "rows", "first" (one at most) or the rows that the macro variables took ("taken"); "" where nothing reads it.
    `every`: all columns are printed, those of `listed` with their headings.
    """

    query: Relation
    listed: tuple[Listed, ...]
    printed: bool
    numbered: bool
    targets: tuple[MacroTarget, ...]
    count: Literal["", "rows", "first", "taken"]
    title: TitleLine = ""
    every: bool = False


@dataclass(frozen=True, slots=True)
class DeleteTables:
    """DROP TABLE."""

    names: tuple[str, ...]
