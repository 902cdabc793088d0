"""The form of the rows. Adding a function or a format touches one place: its row, with its body.

A body is a plain Python function over scalars: numbers are `float` (missing is NaN, see `missing`), text is
`str`. The reference interpreter calls it, and the pandas emitter copies its source into the helper file of the
generated program; so a body uses only the standard library and other bodies or constants of
`translator.library`, has a docstring a statistician can read, and never changes its arguments.

Trailing blanks: the interpreter passes character values padded to their length, generated code passes them
trimmed. A body gives the same stored result for both, unless the argument's position is in `blanks`: there the
trailing blanks count, and generated code pads that argument.

The R twin of a body stands in the `.R` file of the same name beside the module, vectorised, as `sas_<name>`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from translator.lang.types import Kind

Result = float | str
Body = Callable[..., Any]
Missing = Literal["spreads", "skips", "own"]


@dataclass(frozen=True, slots=True)
class Example:
    """A documented result. `sas` is an expression; `result` a float, a str, or ".A" style text for missing."""

    sas: str
    result: float | str | None
    source: str


@dataclass(frozen=True, slots=True)
class Function:
    """One SAS function.

    signature: kinds of the arguments, "num", "char" or "any", optional ones in brackets, "num..." repeats:
        "char num [char] [char]".
    returns: kind of the result; "same" is the kind of the first argument (COALESCE-like, IFC/IFN are split).
    length: of a character result: a number, "arg0" … for that argument's length, "sum" of all the lengths.
        It is what a variable without a declared length gets (SAS: 200 for many functions).
    missing: "spreads": a missing numeric argument gives missing (with SAS's note), an invalid one gives missing
        with SAS's "Invalid argument" note; "skips": statistics that leave missing arguments out; "own": else.
    blanks: positions of arguments whose trailing blanks count.
    keeps: positions of arguments whose trailing blanks the result keeps: where the result's trailing blanks count
        (an operand of ||, a position in `blanks` of another function), generated code pads these arguments.
    context: "" for pure functions; else the name of the service that an engine must give the call ("lag",
        "random", "clock", "macro", "variables", "files", "formats" …), which then stands instead of a body.
    pandas: form over whole columns, `{0}` … for the arguments; None: `sas.<name>(…)` called per distinct value.
    r: likewise for R; None: `sas_<name>(…)`. "" declares the target's half as missing (`notimpl`).
    """

    name: str
    signature: str
    returns: Kind | Literal["same"]
    body: Body | None
    doc: str
    source: str
    length: int | str = 8
    missing: Missing = "spreads"
    blanks: tuple[int, ...] = ()
    context: str = ""
    pandas: str | None = None
    r: str | None = None
    examples: tuple[Example, ...] = ()
    aliases: tuple[str, ...] = ()
    keeps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Routine:
    """One CALL routine.

    signature: as for functions; "var" stands for an argument that must be a variable.
    changes: positions of the arguments that get values; for a repeated one the position of its first.
    body: of routines that need nothing but their arguments; returns the new values in the order of `changes`.
    context: as for functions, where the body is None.
    examples: pairs (call, new values).
    """

    name: str
    signature: str
    changes: tuple[int, ...]
    body: Body | None
    doc: str
    source: str
    context: str = ""
    examples: tuple[tuple[str, tuple[Result | None, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format or informat, numeric or character (`name` starts with `$`).

    write: body(value, width, decimals) -> text exactly `width` wide for numbers (SAS pads on the left), or
        for characters the text before padding. `read`: body(text, width, decimals) -> value; raises ValueError
        for invalid data. Either may be None.
    default/lowest/highest: widths. `dates`: "date", "time", "datetime" or "" (what the number counts).
    write_with/read_with: constant arguments that follow `decimals`, where rows share a body (a separator …).
    cutoff: `read` takes a last keyword `cutoff`, the YEARCUTOFF= year.
    bytes: what is written and read are bytes, among them zeros, which R's texts cannot hold; also missing values are
        written by `write` itself.
    """

    name: str
    write: Body | None
    read: Body | None
    doc: str
    source: str
    default: int
    lowest: int = 1
    highest: int = 32
    decimals: int | None = None
    read_default: int | None = None
    dates: str = ""
    r: str | None = None
    examples: tuple[Example, ...] = ()
    aliases: tuple[str, ...] = ()
    write_with: tuple[str, ...] = ()
    read_with: tuple[str, ...] = ()
    cutoff: bool = False
    bytes: bool = False
