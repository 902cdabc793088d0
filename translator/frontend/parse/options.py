"""Options of PROCs and of their statements: `name`, `name=value`, `name(values)`, `name=(values)`."""

from __future__ import annotations

from translator.frontend.parse.cursor import Cursor
from translator.frontend.parse.datasets import dataset_follows, read_dataset
from translator.frontend.parse.declarations import read_constant
from translator.frontend.parse.formats import format_at
from translator.frontend.parse.names import read_name
from translator.lang.source import Token
from translator.lang.statements import Option
from translator.lang.syntax import (
    Dotted,
    NameRange,
    Number,
    NumberedRange,
    Prefix,
    SpecialList,
    String,
    Unary,
    Var,
)
from translator.lang.tokens import MACRO, NUMBER, STRING

DATASET_OPTIONS = frozenset(
    ("data", "classdata", "out", "base", "new", "compare", "comp", "cntlin", "cntlout", "outest", "outstat", "outstats", "outsurv",
     "outp", "outs", "outk", "outh", "outcov", "outall", "outmodel", "outdesign", "outtest", "outtable", "outcdf",
     "outtree", "outscore", "outdata", "outdup", "dupout", "uniqueout", "uniout", "outroc", "outhits", "inest", "inmodel", "indata",
     "instat", "score", "covs", "testdata", "lookup", "table", "annotate", "anno", "history", "outhistory", "outlimits",
     "outcluster", "outiter", "outpred", "outresid", "outcomp", "dataset", "outfull", "parms", "outl", "outsscp")
)  # fmt: skip
"""Options that take a data set. `score`, `table` and `parms` only with a name behind `=`."""

PROC_DATASETS = {"COMPARE": ("c",)}
"""Options that take a data set in one PROC only: other PROCs may have options of that name with other values."""

_SURE_DATASETS = frozenset(("data", "out", "base", "new", "compare", "comp"))

FORMAT_OPTIONS = frozenset(
    ("format", "f", "fmt", "informat", "cformat", "pformat", "sformat", "tickvalueformat")
)

LIST_OPTIONS = frozenset(
    ("pctlpts", "pctlpre", "pctlname", "percentiles", "quantiles", "statistics", "types", "timelist", "mu0", "trimmed", "trim",
     "winsorized", "winsor")
)  # fmt: skip
"""Options whose values follow without parentheses."""


def read_options(cursor: Cursor, *, datasets: bool = True, proc: str = "") -> tuple[Option, ...]:
    """Read options to the end of the statement or to a slash.

    Args: datasets: DATA=, OUT= … take data sets. proc: whose statement it is, for names that only its data sets have.
    """
    options: list[Option] = []
    while not cursor.done and cursor.text != "/":
        if cursor.text == ",":
            cursor.position += 1
            continue
        options.append(read_option(cursor, datasets=datasets, proc=proc))
    return tuple(options)


def read_option(cursor: Cursor, *, datasets: bool = True, proc: str = "") -> Option:
    """Read one option; raises Unreadable (E0116) where none stands."""
    at = cursor.token
    if at.kind == STRING and at.text[-1] not in "nN" or at.kind == NUMBER:
        value = read_constant(cursor)
        return Option("", value, False, at)
    if not cursor.is_name() and at.kind != MACRO:
        cursor.fail("E0116", f"expected an option but found {cursor.found()}")
    name = cursor.name().lower()
    extra: tuple[object, ...] | None = None
    if cursor.text == "(":
        extra = read_values(cursor)
        if cursor.text != "=":
            return Option(name, extra, False, at)
    if not cursor.accept("="):
        return Option(name, None, False, at)
    own = datasets and name in PROC_DATASETS.get(proc, ())
    value_: object = read_dataset(cursor) if own else _value(cursor, name, at, datasets=datasets)
    if extra is not None:  # plots(only)=(…): both
        value_ = (extra, value_)
    return Option(name, value_, True, at)


def _value(cursor: Cursor, name: str, at: Token, *, datasets: bool) -> object:
    if datasets and name in DATASET_OPTIONS and dataset_follows_value(cursor):
        return read_dataset(cursor)
    if datasets and name in _SURE_DATASETS and not cursor.done:
        cursor.fail("E0111", f"expected a data set name but found {cursor.found()}")
    if name in FORMAT_OPTIONS:
        form = format_at(cursor)
        if form is not None:
            return form
    if cursor.text in _CLOSING:
        return read_values(cursor)
    if cursor.done:
        cursor.fail("E0116", f"a value is missing after {name.upper()}=", at)
    value = _single(cursor)
    if (
        name == "n" and isinstance(value, String) and cursor.token.kind == STRING
    ):  # PROC PRINT: N='of a group' 'of all'
        texts: list[object] = [value]
        while cursor.token.kind == STRING:
            texts.append(_single(cursor))
        return tuple(texts)
    if name in LIST_OPTIONS or (isinstance(value, Number) and name in ("ods", "quantile", "percentile")):
        return _list(cursor, value)
    return value


def dataset_follows_value(cursor: Cursor) -> bool:
    """A data set after `=`: any name or path."""
    return dataset_follows(cursor) or (cursor.is_name() and not cursor.done)


def _single(cursor: Cursor) -> object:
    """One value: a constant, a name, `lib.name`, a format, a call such as `var(4)`."""
    form = format_at(cursor) if cursor.token.kind != NUMBER else None
    if form is not None:
        return form
    if cursor.text in ("+", "-"):
        sign = cursor.take().text
        value = read_constant(cursor)
        if isinstance(value, Number):
            return Number(-value.value if sign == "-" else value.value, "", value.at)
        return Unary("-" if sign == "-" else "+", value)
    if cursor.is_name():
        token = cursor.token
        name = cursor.name()
        if cursor.text == "." and cursor.glued() and cursor.is_name(1):
            cursor.position += 1
            member = cursor.name()
            while cursor.text == "." and cursor.glued() and cursor.is_name(1):  # outlib=lib.funcs.package
                cursor.position += 1
                name, member = f"{name}.{member}", cursor.name()
            return Dotted(name, member, token)
        if cursor.text in ("-", "/") and cursor.glued() and cursor.is_name(1) and cursor.glued(1):
            sign = cursor.take().text  # ci=sparsity/iid, style=a-b
            return Var(f"{name}{sign}{cursor.name()}", token)
        if cursor.text in _CLOSING:  # var(4); style=bar[just=c]
            return Option(name.lower(), read_values(cursor), False, token)
        return Var(name, token)
    if cursor.token.kind in (NUMBER, STRING, MACRO) or cursor.text[:1] == ".":
        value = read_constant(cursor)
        if cursor.text == "-" and cursor.glued() and isinstance(value, Number) and cursor.is_name(1):
            cursor.position += 1
            return Var(f"{value.value:g}-{cursor.name()}", value.at)
        if isinstance(value, Number) and cursor.glued() and cursor.is_name() and cursor.word in MEMORY:
            return Number(value.value * MEMORY[cursor.name().lower()], "", value.at)  # sortsize=64M
        return value
    cursor.fail("E0116", f"expected a value but found {cursor.found()}")


def _list(cursor: Cursor, first: object) -> tuple[object, ...]:
    """`5 10 to 90 by 10`, `a b`: values up to the next `name=`."""
    values = [first]
    while not cursor.done and cursor.text != "/":
        if cursor.accept(","):
            continue
        if cursor.is_name() and cursor.word not in ("to", "by"):
            if cursor.text_at(1) in ("=", "(") or isinstance(first, Number):
                break
        values.append(_single(cursor))
    return tuple(values)


MEMORY = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}
"""Units of SORTSIZE=, SUMSIZE= and the like."""
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def read_values(cursor: Cursor) -> tuple[object, ...]:
    """`(…)`, `[…]`, `{…}`: names and lists of names, constants, options `name=value`, nested groups; other marks
    as Var("*")."""
    opening = cursor.take()
    closing = _CLOSING[opening.text]
    values: list[object] = []
    while cursor.text != closing:
        if cursor.done:
            cursor.fail("E0104", "a parenthesis is never closed", opening)
        token = cursor.token
        if cursor.text == ",":
            cursor.position += 1
        elif cursor.text in _CLOSING:
            values.append(read_values(cursor))
        elif cursor.is_name() and cursor.text_at(1) in ("=", "("):
            values.append(read_option(cursor, datasets=False))
        elif cursor.is_name():
            values.append(_name_value(cursor))
        elif token.kind in (NUMBER, STRING, MACRO) or cursor.text[:1] == "." or _signed_or_dollar(cursor):
            values.append(_single(cursor))
        else:
            values.append(Var(cursor.take().text, token))
    cursor.position += 1
    return tuple(values)


def _signed_or_dollar(cursor: Cursor) -> bool:
    """Does a signed number or a character format stand here?"""
    if cursor.text == "$":
        return cursor.glued(1)
    return cursor.text in ("+", "-") and cursor.ahead().kind == NUMBER


def _name_value(cursor: Cursor) -> object:
    form = format_at(cursor)
    if form is not None:
        return form
    if cursor.text_at(1) == "-" or cursor.text_at(1) == ":" or cursor.text[:1] == "_":
        item = read_name(cursor)
        if isinstance(item, NumberedRange | NameRange | Prefix | SpecialList | Var):
            return item
    return _single(cursor)
