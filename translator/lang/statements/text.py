"""INPUT, PUT, INFILE, FILE and the lines of the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translator.lang.statements.node import Node
from translator.lang.syntax import Expr, Format, NameItem


@dataclass(frozen=True, slots=True)
class Pointer:
    """`@n` "at" (value: expression; a character value seeks that text), `+n` "plus", `#n` "line", `/` "next",
    `@` "hold", `@@` "hold all", PUT only: `overprint`, `_page_` "page", `_blankpage_`."""

    kind: Literal["at", "plus", "line", "next", "hold", "holdall", "overprint", "page"]
    value: Expr | None = None


@dataclass(frozen=True, slots=True)
class InputField:
    """One variable (or list) of INPUT.

    `mode`: "list" (modifiers `:` `&` `~` in `modifiers`, informat may follow them), "column" (`columns`, with
    `decimals`), "formatted" (informat given, no modifier), "named" (`name=`).
    `is_char`: a `$` was written. `error_marks`: "?" or "??".
    """

    names: tuple[NameItem, ...]
    mode: Literal["list", "column", "formatted", "named"]
    is_char: bool = False
    modifiers: str = ""
    informat: Format | None = None
    columns: tuple[int, int] | None = None
    decimals: int | None = None
    error_marks: str = ""
    width_from: NameItem | None = (
        None  # of $VARYING, once lists are dealt out: the variable that holds the width
    )


@dataclass(frozen=True, slots=True)
class InputGroup:
    """`(names) (informats)`: informats are dealt out in turn and used again from the start; pointers may stand
    among them (`+1`), repeat factors (`5*3.`) are expanded."""

    names: tuple[NameItem, ...]
    formats: tuple[InputField | Pointer | Format, ...]


InputItem = InputField | InputGroup | Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Input(Node):
    """INPUT: variables, groups and pointers in order."""

    items: tuple[InputItem, ...]


@dataclass(frozen=True, slots=True)
class PutField:
    """A variable of PUT: `named` for `x=`, `format`, or `columns` with `decimals`; `modified` for `x : f.`.

    `names` may hold SpecialList("all") for _ALL_ and Var("_infile_").
    """

    names: tuple[NameItem, ...]
    named: bool = False
    format: Format | None = None
    modified: bool = False
    columns: tuple[int, int] | None = None
    decimals: int | None = None
    width_from: NameItem | None = (
        None  # of $VARYING, once lists are dealt out: the variable that holds the width
    )


@dataclass(frozen=True, slots=True)
class PutText:
    """A character constant, `times` for `40*'-'`.

    `value` is set where the text holds macro variables that only the run knows: it is what is printed then.
    """

    text: str
    times: int = 1
    value: Expr | None = None


@dataclass(frozen=True, slots=True)
class PutGroup:
    """`(names) (formats)` in PUT: the formats are used again and again until the names end."""

    names: tuple[NameItem, ...]
    formats: tuple[PutField | PutText | Pointer | Format, ...]


PutItem = PutField | PutText | PutGroup | Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Put(Node):
    """`log` is true for PUTLOG."""

    items: tuple[PutItem, ...]
    log: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Infile(Node):
    """`target`: "datalines" (CARDS too), a fileref (Var), a path (String), or an expression's variable.

    `options`: (name in lower case, value) with value None for a flag; DLM=',' gives String, LRECL=80 Number,
    END=eof Var.
    """

    target: Expr
    options: tuple[tuple[str, Expr | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File(Node):
    """`target`: Var("log"), Var("print"), a fileref, or a path."""

    target: Expr
    options: tuple[tuple[str, Expr | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Datalines(Node):
    """The raw lines, without the terminator."""

    lines: tuple[str, ...]
