"""Statements of the DATA step. Their bodies are nested: DO/END, SELECT/END and IF/ELSE are matched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from translator.lang.statements.data_sets import Dataset
from translator.lang.statements.node import Node
from translator.lang.statements.text import PutItem
from translator.lang.syntax import Argument, Call, Element, Expr, Format, NameItem, Var

if TYPE_CHECKING:
    from translator.lang.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Node):
    """`target = value`; target may be `substr(x, 1, 2)` (a Call) or an array element."""

    target: Var | Element | Call
    value: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum(Node):
    """`target + value`."""

    target: Var | Element | Call
    value: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class If(Node):
    """IF condition THEN statement; ELSE statement;"""

    condition: Expr
    then: Statement
    otherwise: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsettingIf(Node):
    """IF condition; the iteration ends here where it does not hold."""

    condition: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Node):
    """`do; … end;`"""

    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class DoRange:
    """One item of `do i = item, item`: `start`, or `start to stop by step`, each with WHILE/UNTIL."""

    start: Expr
    stop: Expr | None = None
    step: Expr | None = None
    while_: Expr | None = None
    until: Expr | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop(Node):
    """`do index = ranges`, or `do while()/until()` with no index; DO OVER has `over` (the array's name)."""

    body: tuple[Statement, ...]
    index: Var | Element | Call | None = None
    ranges: tuple[DoRange, ...] = ()
    while_: Expr | None = None
    until: Expr | None = None
    over: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(Node):
    """Each WHEN is (values, statement); `operand` None: the values are conditions. `otherwise` None: none written."""

    operand: Expr | None
    whens: tuple[tuple[tuple[Expr, ...], Statement], ...]
    otherwise: Statement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Set(Node):
    """`set a b / options`: END=, POINT=, NOBS=, KEY=, INDSNAME=, CUROBS= by name in lower case.

    KEY= may be followed by "/unique": option "unique". No data set at all means _LAST_.
    """

    datasets: tuple[Dataset, ...]
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Node):
    """MERGE data sets, with END= and the like."""

    datasets: tuple[Dataset, ...]
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(Node):
    """UPDATE master transactions."""

    master: Dataset
    transactions: Dataset
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Modify(Node):
    """MODIFY data sets, with KEY=, POINT= and the like."""

    datasets: tuple[Dataset, ...]
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class By(Node):
    """`keys` are (item, descending)."""

    keys: tuple[tuple[NameItem, bool], ...]
    notsorted: bool = False
    groupformat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(Node):
    """WHERE; `also` for WHERE ALSO / WHERE SAME AND; `clear` for `where clear` / `where;`."""

    condition: Expr | None
    also: bool = False
    clear: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Node):
    """OUTPUT; without data sets: to all that DATA names."""

    datasets: tuple[Dataset, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace(Node):
    """REPLACE."""

    datasets: tuple[Dataset, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove(Node):
    """REMOVE."""

    datasets: tuple[Dataset, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep(Node):
    """KEEP names."""

    names: tuple[NameItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop(Node):
    """DROP names."""

    names: tuple[NameItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(Node):
    """RENAME old=new, which may be lists."""

    pairs: tuple[tuple[NameItem, NameItem], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retain(Node):
    """`items`: (variables, initial values); no values: only retained. `retain;` has no items: all variables.

    Each initial value is Number, String or Missing; a list in parentheses is a tuple of them (repeat factors
    expanded) that is dealt out one to a variable; a single value not in parentheses goes to every variable.
    """

    items: tuple[tuple[tuple[NameItem, ...], tuple[Expr, ...] | Expr | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Length(Node):
    """`items`: (variables, is character, length). `default` is DEFAULT=n."""

    items: tuple[tuple[tuple[NameItem, ...], bool, int], ...]
    default: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelStatement(Node):
    """LABEL name='text' …"""

    items: tuple[tuple[NameItem, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatStatement(Node):
    """`items`: (variables, format); None removes a format. `default`: DEFAULT=."""

    items: tuple[tuple[tuple[NameItem, ...], Format | None], ...]
    default: Format | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformatStatement(Node):
    """INFORMAT names informat …; DEFAULT= for variables without one."""

    items: tuple[tuple[tuple[NameItem, ...], Format | None], ...]
    default: Format | None = None


@dataclass(frozen=True, slots=True)
class Attributes:
    """One group of ATTRIB; `length` is (is character, n)."""

    names: tuple[NameItem, ...]
    length: tuple[bool, int] | None = None
    format: Format | None = None
    informat: Format | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrib(Node):
    """ATTRIB names with LENGTH=, LABEL=, FORMAT=, INFORMAT=."""

    items: tuple[Attributes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Array(Node):
    """`bounds`: (low, high) for each dimension; None for `{*}`; "implicit" arrays (no subscript) have `index`.

    `is_char`/`length` as declared. `elements` empty: the names are made from the array's name. `initial` has
    repeat factors expanded. `temporary`: _TEMPORARY_. A bound may be None where it is a run-time macro value.
    """

    name: str
    bounds: tuple[tuple[int, int], ...] | None
    is_char: bool
    length: int | None
    elements: tuple[NameItem, ...]
    initial: tuple[Expr, ...] = ()
    temporary: bool = False
    implicit: bool = False
    index: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRoutine(Node):
    """`call name(args);`"""

    name: str
    args: tuple[Argument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declare(Node):
    """`declare hash h(dataset: 'x');` `args` None: declared only, made later by `_new_`."""

    kind: str  # "hash", "hiter", "object" names in lower case
    name: str
    args: tuple[tuple[str, Expr], ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoke(Node):
    """A method call as a statement: `h.add();` (`rc = h.add();` is an Assign)."""

    call: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump(Node):
    """`go to label;` (kind "goto") and `link label;` (kind "link")."""

    kind: Literal["goto", "link"]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Node):
    """`label:`"""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Simple(Node):
    """A statement that is one word: what it does needs no more. ABORT and STOP options are in `words`."""

    kind: Literal[
        "delete", "stop", "return", "abort", "leave", "continue", "list", "lostcard", "null", "endsas"
    ]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorStatement(Node):
    """`error 'text' x=;` prints to the log and sets _ERROR_."""

    items: tuple[PutItem, ...]
