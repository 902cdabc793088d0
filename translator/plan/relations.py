"""Relations: what whole tables become. Each node makes or shows tables; tables are named by their data set.

A table is named `lib.name` in lower case, WORK's without the libref.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as OneOf

from translator.lang.macro_text import RowNumber
from translator.lang.source import Token
from translator.lang.statements import FormatDefinition
from translator.lang.types import Column, Schema
from translator.plan.calls import CalledMacro, CallInside
from translator.plan.library import LibraryMacro
from translator.plan.loop import Key
from translator.plan.procs.databases import Passed
from translator.plan.values import Flag, Flagged, Logic, Truth, Value, Variable

# --- sources of a column-wise DATA step -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scan:
    """One input: `columns` are (name in the data set, name here) of those read, in order; then `where` is applied."""

    dataset: str
    columns: tuple[tuple[str, str], ...]
    all_columns: bool  # every column is read under its own name: no selection is needed
    where: Value | None = None
    in_flag: str = ""
    firstobs: RowNumber | None = None
    obs: RowNumber | None = None
    opened: OpenInput | None = None  # further columns are there that only the run knows
    unread: tuple[tuple[str, str], ...] = ()  # columns that only `where` sees
    groups: FormattedGroups | None = None
    passed: Passed | None = None  # the rows are those that a database gives for this query


@dataclass(frozen=True, slots=True)
class FormattedGroups:
    """BY groups of a PROC that are made of formatted values: in all rows of a group the BY variables get the values of
    its first row.

    `formats`: (BY variable, format, whether it is one of the program's own) of those whose formatted values count.
    `check_order`: the order of the rows by the values themselves is not proved and must be checked.
    """

    by: tuple[Key, ...]
    formats: tuple[tuple[str, str, bool], ...]
    check_order: bool


@dataclass(frozen=True, slots=True)
class OpenInput:
    """What must hold of an input whose columns only the run knows.

    `present`: (name, "num", "char" or "any") that the step reads, found in any case of letters; `absent`: names that
    the step makes anew. `optional`: those that it may have; `added`: made, missing, where it lacks them; `lengths`: text
    that is cut.
    """

    present: tuple[tuple[str, str], ...]
    absent: tuple[str, ...] = ()
    keep: tuple[str, ...] | None = None  # the data set's own options, applied first
    drop: tuple[str, ...] = ()
    rename: tuple[tuple[str, str], ...] = ()
    optional: tuple[tuple[str, str], ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    lengths: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """SET of several data sets, one after the other; with `by`: interleaved, stable by input. `cut`: (column, length).

    `lengths`: (column, length) of text that is cut where an input, whose columns only the run knows, has it.
    """

    inputs: tuple[Scan, ...]
    by: tuple[Key, ...] = ()
    cut: tuple[tuple[str, int], ...] = ()
    lengths: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MergeBy:
    """MERGE, by keys or (no `by`) side by side. `unique`: per input, whether the BY values are proved unique in it;
    `lengths` as in Stack."""

    inputs: tuple[Scan, ...]
    by: tuple[Key, ...]
    unique: tuple[bool, ...]
    cut: tuple[tuple[str, int], ...] = ()
    lengths: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """A table whose rows stand in the program: DATALINES, read when the program is translated.

    `forms`: of each column, "d" or "dt" where its numbers are dates or datetimes.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[float | str, ...], ...]
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sequence:
    """The values of a loop's index; those of `start TO … BY step` (whole numbers), where there is a step."""

    values: tuple[float | str, ...]
    start: float = 0.0
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of nested loops, the first index outermost: one row for each turn of the innermost."""

    indexes: tuple[tuple[Column, Sequence], ...]


Source = Scan | Stack | MergeBy | Literal | Turns


def wanted_inputs(operations: tuple[RowOperation, ...]) -> list[int]:
    """Return the inputs whose IN= the first filter asks for, and nothing else: these rows are all that a merge makes."""
    if not operations or not isinstance(first := operations[0], Filter):
        return []
    condition = first.condition
    terms = condition.args if isinstance(condition, Logic) and condition.op == "and" else (condition,)
    terms = tuple(
        t.value.condition if isinstance(t, Truth) and isinstance(t.value, Flag) else t for t in terms
    )
    sources = [t.source for t in terms if isinstance(t, Flagged) and t.kind == "in"]
    return sorted(set(sources)) if len(sources) == len(terms) else []


def is_open(source: Source) -> bool:
    """Does a source read columns that only the run knows?"""
    return any(scan.opened is not None for scan in source_inputs(source))


def source_inputs(source: Source) -> tuple[Scan, ...]:
    """Return the data sets that a source reads."""
    match source:
        case Scan():
            return (source,)
        case Stack(inputs=inputs) | MergeBy(inputs=inputs):
            return inputs
        case Literal() | Turns():
            return ()


def source_names(source: Source) -> list[str]:
    """Return the names of the columns that a source gives, those of several inputs one after the other."""
    if isinstance(source, Literal):
        return [column.name for column in source.columns]
    if isinstance(source, Turns):
        return [column.name for column, _ in source.indexes]
    return [name for scan in source_inputs(source) for _, name in scan.columns]


# --- operations on the rows, in SAS's order -------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What every operation on rows has: its place, and the author's comments before it."""

    at: Token | None = field(default=None, compare=False, repr=False)
    comments: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derive(Operation):
    """column = value in every row."""

    column: Column
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Branches(Operation):
    """IF/ELSE IF/ELSE and SELECT: the first branch whose condition is true sets its columns; `new` are the columns
    that do not exist before (they start missing). A branch is (condition, assignments); condition None is the ELSE.
    All conditions are evaluated on the rows as they are before any branch."""

    branches: tuple[tuple[Value | None, tuple[tuple[Column, Value], ...]], ...]
    new: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter(Operation):
    """Only the rows for which a condition holds go on."""

    condition: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask(Operation):
    """A condition that later statements ask for, as it is here: `Held` of this number."""

    number: int
    condition: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningSum(Operation):
    """A sum statement: added row by row. `restart`: rows where it starts again from 0 (None: never); `when`: rows
    that add (None: all)."""

    column: Column
    value: Value
    restart: Value | None
    when: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Operation):
    """A retained variable: in each row the value of the first (condition, value) that holds; where none does, that of the
    row before, at first `start`."""

    column: Column
    choices: tuple[tuple[Value, Value], ...]
    start: float | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lagged(Operation):
    """column = LAGn(value) or DIFn(value). `when`: the rows that the queue sees and the column is set in (None: all);
    in the others the column stays as it is, or is missing where it is `new`."""

    column: Column
    value: Value
    kind: OneOf["lag", "dif"]
    depth: int
    when: Value | None = None
    new: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp(Operation):
    """New columns from the first row of a data set whose `keys` (column, value here) are those of the row; where there is
    none they are missing. `columns`: (name in the data set, column here)."""

    dataset: str
    keys: tuple[tuple[str, Variable], ...]
    columns: tuple[tuple[str, Column], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat(Operation):
    """DO around OUTPUT: each row once for each turn, in which `column` has the turn's value: the values of `turns`, or those
    from the first to the second value of `span` by `step`."""

    column: Column
    turns: Sequence | None = None
    span: tuple[Value, Value] | None = None
    step: float = 1.0


@dataclass(frozen=True, slots=True)
class ColumnList:
    """The elements of an array that a loop over columns goes through.

    `name`: what the body calls the element of a turn; `every`: all elements of the array; `places`: the positions in
    `every`, one for each turn; `offset`: how far the subscript is from the loop's index.
    """

    name: str
    array: str
    offset: int
    every: tuple[str, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForColumns(Operation):
    """The operations of the body, once for each turn of the lists; these go side by side."""

    lists: tuple[ColumnList, ...]
    body: tuple[Derive | Branches, ...]


RowOperation = Derive | Branches | Filter | Mask | LookUp | Repeat | RunningSum | Kept | Lagged | ForColumns


def made_columns(operation: RowOperation) -> list[str]:
    """Return the names of the columns that an operation sets, in order, each as often as it is set."""
    match operation:
        case Branches(branches=branches, new=new):
            return [*(c.name for c in new), *(column.name for _, pairs in branches for column, _ in pairs)]
        case ForColumns(lists=lists, body=body):
            made: list[str] = []
            for turn in range(len(lists[0].places)):
                names = {one.name.lower(): one.every[one.places[turn]] for one in lists}
                made += [names.get(n.lower(), n) for inner in body for n in made_columns(inner)]
            return made
        case Filter() | Mask():
            return []
        case LookUp(columns=columns):
            return [column.name for _, column in columns]
        case _:
            return [operation.column.name]


@dataclass(frozen=True, slots=True)
class Part:
    """One of several outputs: the rows for which `condition` holds (None: all), with `columns` (name here, name in the
    output); `select`: these are not just the columns that source and operations have made, in their order."""

    target: str
    condition: Value | None
    columns: tuple[tuple[str, str], ...]
    schema: tuple[Column, ...]
    select: bool
    open: OpenColumns | None = None


@dataclass(frozen=True, slots=True)
class Columnwise:
    """A DATA step without a loop: source, operations, then `columns` (name here, name in the output) in SAS's order.

    `by`: BY variables for FIRST./LAST. `check_order`: the inputs' order by `by` is not proved and must be checked.
    `parts`: the outputs, where there are several; then `target`, `columns` and `schema` are empty.
    """

    target: str
    source: Source
    operations: tuple[RowOperation, ...]
    columns: tuple[tuple[str, str], ...]
    by: tuple[Key, ...] = ()
    runs: bool = False
    check_order: tuple[str, ...] = ()
    schema: tuple[Column, ...] = ()
    select: bool = False  # the columns must be chosen or put in order at the end
    where: Value | None = None
    parts: tuple[Part, ...] = ()
    open: OpenColumns | None = None  # the input has columns that only the run knows: they stay as they are
    checked: OpenInput | None = (
        None  # what must hold of the rows of several such inputs, once they are put together
    )


@dataclass(frozen=True, slots=True)
class OpenColumns:
    """What becomes of the columns of an input that only the run knows.

    `leading`: columns that come first in the output; then all others in their order. `drop`: columns left out.
    """

    leading: tuple[str, ...]
    drop: tuple[str, ...]
    rename: tuple[tuple[str, str], ...]
    keep: tuple[str, ...] | None = None


# --- steps ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that is printed above the step: code, text."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A line that SAS writes to its log about a step. The program does not repeat it: it is for who compares logs.

    `count`: what "{n}" in the text stands for: the rows "read" from `dataset` (those from `first` to `last`), the rows of
    `target` ("kept": it has one for each that was read), those "added" to `dataset` or "removed" from it where `target`
    was made of it. `one` and `none`: the line where the count is 1 and 0, if it is another one; `text` is "" where
    it is the only one.
    The line is written where the count is larger than `above`. "missing": it is written where a row of `target` misses
    a value of those that `places` names, (place in the program, columns); after it `more` (if any) and the counts. Behind
    "*" all of the columns have to be missing.
    "invalid": a function (`text`) of the columns (or constants, `=1` and `'a'`) behind the first one, its result.
    `row`: the columns that show the whole row, where the data set has them all.
    "zero": a division by the first of the columns, of the others; `text` is the line about each one, if any.
    "lines": each row was read from one of the lines `first` to `last` of the program, in order.
    "substr": SUBSTR of the first column, whose length is the second, from a position on, for a number of characters (if any).
    """

    text: str
    count: OneOf["", "read", "kept", "added", "removed", "missing", "invalid", "zero", "substr", "lines"] = ""
    dataset: str = ""
    target: str = ""
    one: str = ""
    none: str = ""
    above: int = -1
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()
    more: str = ""
    row: tuple[str, ...] = ()
    first: int = 1
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Hole:
    """What no rule translates: a function that raises NotTranslated. See `holes`."""

    id: str
    code: str
    text: str
    reason: str
    inputs: tuple[tuple[str, Schema], ...]
    outputs: tuple[tuple[str, Schema], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One SAS step. `node` is Columnwise, RowLoop, Hole or a node of `procs`; `title` such as "DATA sales".

    `inputs`/`outputs`: data sets read and written. `schemas`: of the outputs, by name (what is known).
    `provenance`: rule id, "loop", "hole", "model", "human".
    """

    title: str
    node: object
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    schemas: tuple[tuple[str, Schema], ...]
    first: Token = field(compare=False, repr=False)
    last: Token = field(compare=False, repr=False)
    provenance: str = "rule"
    notes: tuple[Note, ...] = ()
    comments: tuple[str, ...] = ()
    log: tuple[Logged, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A program. `librefs` that it reads or writes; `macro_variables` known when translated (name, value)."""

    name: str
    steps: tuple[Step, ...]
    macro_variables: tuple[tuple[str, str], ...] = ()
    librefs: tuple[tuple[str, str], ...] = ()
    missing_letters: str = ""  # MISSING statement: letters that INPUT reads as special missing values
    special: bool = False  # .A to .Z and ._ are told from `.`
    large: bool = False  # numbers from 1E100 on may occur: arithmetic is guarded against overflow
    calls: tuple[CalledMacro, ...] = ()  # macro calls whose text is whole steps
    inside: tuple[CallInside, ...] = ()  # macro calls whose text is a part of a step
    library: tuple[LibraryMacro, ...] = ()  # macros that it defines and does not call
    log: tuple[Logged, ...] = ()  # lines about statements behind the last step


@dataclass(frozen=True, slots=True)
class DefineFormats:
    """PROC FORMAT: VALUE, INVALUE and PICTURE definitions, compiled by the library's `compile_format`."""

    definitions: tuple[FormatDefinition, ...]


@dataclass(frozen=True, slots=True)
class ShowMissing:
    """OPTIONS MISSING=: missing numbers are shown as this character from now on."""

    character: str


@dataclass(frozen=True, slots=True)
class DefineFile:
    """FILENAME: `device` "temp" is a file of this run only; else the first of `paths`. `resolves`: the path holds macro
    variables that the run knows, as `&name.`"""

    fileref: str
    paths: tuple[str, ...]
    device: str = ""
    resolves: bool = False
