"""Expressions, as SAS writes them. No types, no meaning: names are not resolved here.

Every node carries `at`, its first token; it does not count in comparisons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from translator.lang.source import Token


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric constant, date/time/datetime literals included (`form` = "d", "t", "dt"; "" if plain)."""

    value: float
    form: str = ""
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Missing:
    """A numeric missing constant; `letter` is "" for `.`, else "_" or "A".."Z" in upper case."""

    letter: str = ""
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class String:
    """A character constant, quotes removed; hexadecimal ones ('41'x) decoded."""

    value: str
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DatasetText(String):
    """A character constant that names a data set with options: `dataset: 'x(where=(a>1))'` of a hash object.

    `dataset` is the statements' Dataset that it stands for.
    """

    dataset: object = None


@dataclass(frozen=True, slots=True)
class Var:
    """A name: a variable, or whatever the context makes of it. `name` keeps the spelling; '…'n is unquoted.

    Dotted names (`first.x`, `last.x`, in SQL `a.x`) are `Dotted`.
    """

    name: str
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Dotted:
    """`qualifier.name`: FIRST.x, LAST.x, an attribute h.num_items, an SQL alias a.x, x.sum in PROC REPORT."""

    qualifier: str
    name: str
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MacroValue:
    """A macro variable whose value only the run knows (`&n` set by CALL SYMPUTX, INTO: …).

    `quoted`: it stood inside double quotes, so it is character; else its text stands for a number or name.
    """

    name: str
    quoted: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


UnaryOp = Literal["-", "+", "not"]
BinaryOp = Literal[
    "**", "*", "/", "+", "-", "||", "><", "<>",
    "=", "ne", "<", "<=", ">", ">=", "=:", "ne:", "<:", "<=:", ">:", ">=:",
    "and", "or", "eqt", "gtt", "ltt", "get", "let", "net",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unary:
    """An operator before its only operand: NOT, minus, plus."""

    op: UnaryOp
    operand: Expr
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Mnemonics and variants are folded: `eq` -> "=", `^=` `~=` `ne` -> "ne", `!!` -> "||", `|` `!` -> "or".

    `<>` is MAX in expressions and NE in WHERE and SQL: the parser decides and writes "<>" only for MAX.
    A chained comparison `a < b < c` is `Binary("and", a < b, b < c)`, as documented.
    `eqt` … are SQL's truncated comparisons. `at` is the operator's token.
    """

    op: BinaryOp
    left: Expr
    right: Expr
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Range:
    """`low:high` inside an IN list (whole numbers)."""

    low: Expr
    high: Expr
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class In:
    """`value in (items)`; `in array` has that one Var as its only item with `array` true."""

    value: Expr
    items: tuple[Expr | Range, ...]
    negated: bool = False
    truncated: bool = False  # in: ( … ), comparison with the shorter length
    array: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Between:
    """WHERE and SQL only."""

    value: Expr
    low: Expr
    high: Expr
    negated: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Contains:
    """`value contains text`, `value ? text`: WHERE and SQL only."""

    value: Expr
    text: Expr
    negated: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Like:
    """`value like pattern escape 'c'`: WHERE and SQL only."""

    value: Expr
    pattern: Expr
    escape: Expr | None = None
    negated: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SoundsLike:
    """`value =* text`: WHERE and SQL only."""

    value: Expr
    text: Expr
    negated: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IsMissing:
    """`value is missing`, `value is null`: WHERE and SQL only."""

    value: Expr
    negated: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Format:
    """A format or informat as written: `$char10.` is ("$CHAR", 10, None), `8.2` is ("", 8, 2).

    `name` is in upper case with its leading `$`; digits that end the name belong to the width.
    """

    name: str
    width: int | None = None
    decimals: int | None = None
    at: Token | None = field(default=None, compare=False, repr=False)
    align: str = ""  # "L", "C", "R" of `put(x, 8.-L)`

    def __str__(self) -> str:
        if not self.name and self.width is None:  # `format=` of ATTRIB: none
            return ""
        width = "" if self.width is None else str(self.width)
        align = f"-{self.align}" if self.align else ""
        return f"{self.name}{width}.{'' if self.decimals is None else self.decimals}{align}"


def format_of(text: str) -> Format:
    """Return a format or informat written as text ("DATE9.", "$CHAR10.", "8.2") as a node.

    Raises: ValueError where the text is no format.

    >>> format_of("comma10.2")
    Format(name='COMMA', width=10, decimals=2, align='')
    """
    body, dot, decimals = text.strip().partition(".")
    if not dot or (decimals and not decimals.isdigit()):
        raise ValueError(f"The format {text} is not valid.")
    name = body.rstrip("0123456789")
    width = body[len(name) :]
    return Format(name.upper(), int(width) if width else None, int(decimals) if decimals else None)


def attached(format: Format | None, kind: str) -> str:
    """Return the text of a format or informat as a variable of a kind ("num", "char") carries it: a text's with its $.

    Programs may leave the $ out (SAS Formats and Informats, "Using Formats").
    """
    text = "" if format is None else str(format)
    return f"${text}" if kind == "char" and text and not text.startswith("$") else text


@dataclass(frozen=True, slots=True)
class Call:
    """`name(args)`: a function call or an array reference in parentheses (who resolves names decides).

    An argument may be an `Of`, a `Format` (PUT and INPUT functions), or `Empty` where nothing stands between
    two commas. `error_marks` is "?" or "??" before an informat in INPUT.
    """

    name: str
    args: tuple[Argument, ...]
    error_marks: str = ""
    at: Token | None = field(default=None, compare=False, repr=False)
    distinct: bool = False  # SQL: `count(distinct x)`


@dataclass(frozen=True, slots=True)
class Empty:
    """An argument left out."""

    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Element:
    """An array reference in braces or brackets, `a{i, j}`, `a[i]`; `a{*}` has no subscripts and `all` true."""

    name: str
    subscripts: tuple[Expr, ...]
    all: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MethodCall:
    """`object.method(args)` of a hash object; an argument is (tag, value), tag "" where none is written."""

    object: str
    method: str
    args: tuple[tuple[str, Expr], ...]
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class New:
    """`_new_ hash(tag: value, …)`."""

    kind: str
    args: tuple[tuple[str, Expr], ...]
    at: Token | None = field(default=None, compare=False, repr=False)


# --- lists of variables ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberedRange:
    """`x1-x5`: both names as written."""

    first: str
    last: str
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NameRange:
    """`a--b`; `kind` is "num" for a-numeric-b, "char" for a-character-b, "" for both."""

    first: str
    last: str
    kind: str = ""
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """`abc:`."""

    prefix: str
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SpecialList:
    """`_all_`, `_numeric_`, `_character_` (`_char_`): "all", "num", "char"."""

    which: Literal["all", "num", "char"]
    at: Token | None = field(default=None, compare=False, repr=False)


NameItem = Var | NumberedRange | NameRange | Prefix | SpecialList | Element | Call
"""One item of a list of variables; `Element`/`Call` only for array references, e.g. `of a{*}`, `input a{i}`."""


@dataclass(frozen=True, slots=True)
class Of:
    """`of x1-x5 y: a{*}` as an argument."""

    items: tuple[NameItem, ...]
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Subquery:
    """An SQL query in an expression; `query` is a node of `syntax_sql`. EXISTS/ANY/ALL are in `quantifier`."""

    query: object
    quantifier: str = ""
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Case:
    """SQL's CASE: `operand` is None for the searched form; each branch is (when, then)."""

    operand: Expr | None
    branches: tuple[tuple[Expr, Expr], ...]
    otherwise: Expr | None
    at: Token | None = field(default=None, compare=False, repr=False)


Expr = (
    Number | Missing | String | Var | Dotted | MacroValue | Unary | Binary | In | Between | Contains | Like
    | SoundsLike | IsMissing | Call | Element | MethodCall | New | Subquery | Case
)  # fmt: skip
Argument = Expr | Of | Format | Empty
