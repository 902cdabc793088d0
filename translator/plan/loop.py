"""The row loop: a DATA step over its program data vector, statement by statement, always exact.

All names are resolved, all types known, all conversions explicit: an emitter needs no SAS knowledge but what
the nodes say. One execution of `body` is one iteration of the DATA step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as OneOf

from translator.lang.macro_text import RowNumber
from translator.lang.source import Token
from translator.lang.statements import InputItem, PutItem
from translator.lang.syntax import Format
from translator.lang.types import Column, Type
from translator.plan.values import Element, Value, Variable

Place = Token | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A variable of the program data vector, in SAS's order.

    `role`: "computed" (reset to missing when an iteration starts), "retained" (starts as `initial`, kept),
    "read" (comes from a data set by SET/MERGE/UPDATE: kept, and set by the reader), "temporary" (an element
    of a _TEMPORARY_ array: kept, never written).
    `initial`: None is missing / blank.
    """

    name: str
    type: Type
    role: OneOf["computed", "retained", "read", "temporary"]
    initial: float | str | None = None
    format: str = ""
    informat: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class LoopArray:
    """An array: the names of its elements in order; `bounds` of each dimension; `temporary`."""

    name: str
    elements: tuple[str, ...]
    bounds: tuple[tuple[int, int], ...]
    type: Type
    temporary: bool = False
    dynamic: bool = True  # some reference has a subscript that only the row knows


@dataclass(frozen=True, slots=True)
class OpenTable:
    """An input whose columns only the run knows in full. Names are found in any case of letters.

    `row`: the slot that holds the number of its row that was read last (missing: none), by which the columns that the
    step does not name are carried to the outputs. `required`: (name, "num", "char" or "any") that it must have;
    `optional`: slots that it fills where it has them;
    `added`: columns that are made, missing, where it lacks them; `absent`: names that the step makes anew.
    `keep`, `drop`, `rename`: the data set's options, applied before all else. `cut`: text columns with the length of
    their slots.
    """

    row: str
    required: tuple[tuple[str, str], ...] = ()
    optional: tuple[tuple[str, str], ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()
    keep: tuple[str, ...] | None = None
    drop: tuple[str, ...] = ()
    rename: tuple[tuple[str, str], ...] = ()
    cut: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class OpenOutput:
    """What becomes of the columns that inputs carry to an output: `keep` and `drop` by the step's names, then `rename`.

    `first`: columns that come first, in this order, where they are there (RETAIN before SET).
    """

    keep: tuple[str, ...] | None = None
    drop: tuple[str, ...] = ()
    rename: tuple[tuple[str, str], ...] = ()
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """One data set of a reader.

    `columns`: (name in the data set, slot it fills), in order. `where`: over the *slots* (as SAS: after RENAME).
    `firstobs`/`obs` are 1-based positions of the rows that are looked at, before WHERE (None: all).
    """

    dataset: str
    columns: tuple[tuple[str, str], ...]
    where: Value | None = None
    in_flag: str = ""
    firstobs: RowNumber | None = None
    obs: RowNumber | None = None
    cut: tuple[tuple[str, int], ...] = ()  # slots shorter here than in the data set: cut when read
    open: OpenTable | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A BY variable."""

    name: str
    type: Type
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """A SET, MERGE, UPDATE or MODIFY statement.

    kind "set": inputs one after the other, or interleaved where there are keys; "merge": match-merge by keys,
    or side by side without keys; "update": inputs are master and transactions.
    `order_checked`: the BY order is not proved: the run checks it and stops with SAS's error.
    `runs`: NOTSORTED: groups are runs of equal values. `end`, `nobs`, `point`, `indsname`: the names of these
    options' variables, "" where absent (POINT= reads the row whose number the slot `point` holds).
    """

    number: int
    kind: OneOf["set", "merge", "update", "modify"]
    inputs: tuple[Input, ...]
    by: tuple[Key, ...] = ()
    order_checked: bool = True
    runs: bool = False
    end: str = ""
    nobs: str = ""
    point: str = ""
    indsname: str = ""
    curobs: str = ""
    key: tuple[
        str, ...
    ] = ()  # KEY=: the slots by whose values rows are looked up; equal values give the next one
    unique: bool = False  # KEY=/UNIQUE: always the first row of the key
    missing_updates: bool = False  # UPDATEMODE=NOMISSINGCHECK
    groupformats: tuple[
        Format | None, ...
    ] = ()  # GROUPFORMAT: groups are runs of equal texts in these formats
    at: Place = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Lines:
    """INFILE: where INPUT reads. `lines` for DATALINES, else a fileref or path (one of them), or FILEVAR=: the file that
    `ChooseLines` opens (`chosen`).

    `options`: resolved INFILE options by lower-case name (dlm, dlmstr, dsd, missover, truncover, stopover, flowover,
    firstobs, obs, lrecl, expandtabs, end, column, length, line …); value "" for flags; names of variables as text.
    `first_line`: the line of the program on which the first of the DATALINES stands, as notes in the log count.
    `cutoff`: the YEARCUTOFF= year for years of two digits. `missing`: letters that stand for special missing values.
    """

    number: int
    lines: tuple[str, ...] | None
    fileref: str = ""
    path: str = ""
    options: tuple[tuple[str, str], ...] = ()
    first_line: int = field(default=1, compare=False)
    cutoff: int = 1926
    missing: str = ""
    chosen: bool = False


# --- statements -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What every statement has: its place, and the author's comments before it."""

    at: Place = field(default=None, compare=False, repr=False)
    comments: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Statement):
    """The value has the target's kind and, for text, is wrapped in Cut where it may be too long."""

    target: Variable | Element
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Accumulate(Statement):
    """The sum statement: `target = sum(target, value)`; target is retained and starts at 0."""

    target: Variable | Element
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignSubstring(Statement):
    """`substr(target, position, length) = value`; length None: to the end of the variable (its declared length)."""

    target: Variable | Element
    position: Value
    length: Value | None
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class If(Statement):
    """IF … THEN … ELSE."""

    condition: Value
    then: tuple[LoopStatement, ...]
    otherwise: tuple[LoopStatement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Statement):
    """Statements that belong together: a DO group, or a SAS statement that needs several."""

    body: tuple[LoopStatement, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """`start` alone, or start to stop by step. `step_sign`: 1, -1, or 0 where only the run knows it."""

    start: Value
    stop: Value | None = None
    step: Value | None = None
    step_sign: int = 1
    while_: Value | None = None
    until: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Do(Statement):
    """Iterative DO (`index` and ranges) or DO WHILE / DO UNTIL (no index). Start, stop, step are taken once.

    The index is an ordinary variable that the body may change; after the loop it holds the first value not used.
    `counted`: neither the body changes the index nor leaves the loop early, and start/stop/step are whole.
    """

    index: Variable | Element | None
    ranges: tuple[Range, ...]
    while_: Value | None
    until: Value | None
    body: tuple[LoopStatement, ...]
    counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Statement):
    """Execute the reader of that number: when it has no more rows the step ends at once."""

    reader: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine(Statement):
    """INPUT from `lines`; items as in syntax, with all variable lists resolved to plain names.

    `types`: of each variable in the items, by name in lower case, as (name, type) pairs.
    """

    lines: int
    items: tuple[InputItem, ...]
    types: tuple[tuple[str, Type], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceLine(Statement):
    """`_infile_ = value`: the current line of `lines` is another from now on; the pointer stays."""

    lines: int
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine(Statement):
    """LIST: the current line of `lines` goes to the log."""

    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostLine(Statement):
    """LOSTCARD: the first line of those that INPUT has read is given up; the next INPUT begins with the second one."""

    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Write(Statement):
    """PUT: to "log", "print", a fileref/path, or "current" (`to`); items as in syntax with lists resolved.

    `values`: of names in the items that are no slots (FIRST.x, IN=, END=, NOBS= …), by the name in lower case. `texts`:
    what items (by their place) write that hold macro variables which only the run knows.
    """

    to: str
    items: tuple[PutItem, ...]
    options: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, Value], ...] = ()
    texts: tuple[tuple[int, Value], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseFile(Statement):
    """FILE: to it go the lines of the PUT statements to "current" that are executed after it in the iteration.

    `path`: FILEVAR=, the path of the file (`to` is "" then); another one than before is opened.
    """

    to: str
    options: tuple[tuple[str, str], ...] = ()
    path: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLines(Statement):
    """INFILE FILEVAR=: where the path is another than before, INPUT reads that file from its start."""

    lines: int
    path: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Statement):
    """Write the row to these outputs (positions in RowLoop.outputs)."""

    to: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Statement):
    """MODIFY: "replace" or "remove" the row that the reader has read last, "add" one at the data set's end."""

    kind: OneOf["replace", "remove", "add"]
    reader: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(Statement):
    """kind "delete": next iteration, no implicit output. "return": implicit output (if the step has one), next
    iteration. "stop": the step ends, this row is not written. "abort": the step ends with an error. "leave"/"continue":
    of the innermost DO."""

    kind: OneOf["delete", "return", "stop", "abort", "leave", "continue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fail(Statement):
    """A run-time error of SAS: stops the step with the text, e.g. SELECT with no WHEN satisfied."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine(Statement):
    """CALL name(args). Arguments that the routine sets are Variables or Elements."""

    name: str
    args: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareHash(Statement):
    """Make a hash object or iterator. `keys`/`data` are filled from defineKey/defineData by lowering."""

    name: str
    kind: OneOf["hash", "hiter"]
    dataset: str = ""
    keys: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    ordered: str = ""  # "", "a", "d"
    multidata: bool = False
    duplicate: str = ""  # "", "replace", "error"
    of: str = ""  # hiter: the hash's name
    once: bool = True
    cut: tuple[tuple[str, int], ...] = ()  # variables shorter than the data set's texts that are loaded
    source: Input | None = None  # what the data set's options choose of it
    suminc: str = ""  # the variable whose value is added to a key's sum when the key is found


@dataclass(frozen=True, slots=True, kw_only=True)
class HashOutput(Statement):
    """`h.output(dataset: 'x(options)')`: (data variable, name in the data set) in order; `where` over these names.

    `name`: what the run makes the data set's name of; then `dataset` is a pattern (`out&part;`).
    """

    object: str
    dataset: str
    columns: tuple[tuple[str, str], ...]
    schema: tuple[Column, ...]
    where: Value | None = None
    label: str = ""
    name: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluate(Statement):
    """A value computed for its effect: a method call as a statement."""

    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump(Statement):
    """GO TO, or LINK, which comes back."""

    kind: OneOf["goto", "link"]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelHere(Statement):
    """The place of a statement label."""

    name: str


LoopStatement = (
    Assign | Accumulate | AssignSubstring | If | Group | Do | Read | ReadLine | ReplaceLine | ListLine | LostLine | Write | ChooseFile | ChooseLines | Output | Change | Leave | Fail | Routine
    | DeclareHash | HashOutput | Evaluate | Jump | LabelHere
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoopOutput:
    """A data set that the loop writes: (slot, name in the data set) in the data set's order, and its columns."""

    dataset: str
    columns: tuple[tuple[str, str], ...]
    schema: tuple[Column, ...]
    where: Value | None = None
    open: OpenOutput | None = (
        None  # rows of open inputs are among the columns: their columns come in their place
    )


@dataclass(frozen=True, slots=True)
class RowLoop:
    """The step. `driver`: the reader executed first in every iteration, unconditionally and nowhere else: then
    the loop is "for each row of the reader"; None: the loop runs until a reader or STOP ends it.
    `once`: nothing is read: one iteration. `implicit_output`: an OUTPUT to all at the end of each iteration
    (and at RETURN). `reason`: why the step is a loop, one line for the report ("" where a loop is all there is).
    """

    name: str
    slots: tuple[Slot, ...]
    arrays: tuple[LoopArray, ...]
    readers: tuple[Reader, ...]
    lines: tuple[Lines, ...]
    body: tuple[LoopStatement, ...]
    outputs: tuple[LoopOutput, ...]
    implicit_output: bool
    driver: int | None
    once: bool
    reason: str
    services: tuple[str, ...] = ()  # "macro", "random", "clock", "hash", "log" …: what the run must be given
    modifies: int | None = (
        None  # the reader (of kind "modify") whose data set is changed in place, and is the output of that name
    )
    reset: tuple[
        str, ...
    ] = ()  # computed slots that an iteration may use before setting: must be reset at its top
    pool: tuple[str, ...] = ()  # names of which one of the open inputs must have each


def always_reads(body: tuple[LoopStatement, ...]) -> bool:
    """Does every iteration read something?"""
    for statement in body:
        match statement:
            case Read() | ReadLine():
                return True
            case Group(body=inner):
                if always_reads(inner):
                    return True
            case Do(until=until, index=None, while_=None, body=inner) if until is not None:
                if always_reads(inner):
                    return True
            case Leave(kind=kind) if kind in ("stop", "abort"):
                return True
    return False
