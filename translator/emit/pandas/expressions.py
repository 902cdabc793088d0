"""Python expressions as `Code`: composed by precedence, with the helpers they need."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from math import isnan

from translator.emit.code import Code
from translator.lang.macro_text import TitleLine
from translator.lang.syntax import Format
from translator.lang.types import MACRO_LENGTH
from translator.library.missing import missing_letter
from translator.plan import values as v

CHOICE, OR, AND, NOT, COMPARE, BAR, AMPERSAND, PLUS, TIMES, SIGN, POWER, CALL, ATOM = range(1, 14)
NOTHING: frozenset[str] = frozenset()


def atom(text: str, *needs: str) -> Code:
    """A name or a literal."""
    return Code(text, ATOM, frozenset(needs))


def wrap(code: Code, least: int) -> str:
    """The text of a part, in brackets where it binds weaker than `least`."""
    return code.text if code.precedence >= least else f"({code.text})"


def needs(codes: Iterable[Code]) -> frozenset[str]:
    """What all the parts need."""
    return NOTHING.union(*(code.needs for code in codes))


def call(function: str, *arguments: Code | str, need: Iterable[str] = ()) -> Code:
    """`function(arguments)`; a helper `sas.x` is noted as needed."""
    parts = [argument if isinstance(argument, Code) else atom(argument) for argument in arguments]
    wanted = set(need) | (
        {function[4:]} if function.startswith("sas.") and function.count(".") == 1 else set()
    )
    return Code(f"{function}({', '.join(part.text for part in parts)})", CALL, needs(parts) | wanted)


def method(value: Code, name: str, *arguments: Code | str) -> Code:
    """`value.name(arguments)`"""
    parts = [argument if isinstance(argument, Code) else atom(argument) for argument in arguments]
    text = f"{wrap(value, CALL)}.{name}({', '.join(part.text for part in parts)})"
    return Code(text, CALL, value.needs | needs(parts))


def slice_of(places: tuple[int, int | None]) -> str:
    """The slice from the first to the last place, which SAS counts from 1: `[:2]`, `[2:]`."""
    first, last = places
    return f"[{first - 1 if first > 1 else ''}:{'' if last is None else last}]"


def binary(op: str, precedence: int, left: Code, right: Code, *, comparison: bool = False) -> Code:
    """`left op right`, left associative."""
    at_left = precedence + 1 if comparison else precedence
    return Code(
        f"{wrap(left, at_left)} {op} {wrap(right, precedence + 1)}", precedence, left.needs | right.needs
    )


def chain(op: str, precedence: int, parts: list[Code]) -> Code:
    """`a op b op c` of an associative operator."""
    if len(parts) == 1:
        return parts[0]
    return Code(f" {op} ".join(wrap(part, precedence + 1) for part in parts), precedence, needs(parts))


def text(value: str) -> str:
    r"""A text literal in double quotes.

    >>> text('say "x"'), text("a\\b")
    ('\'say "x"\'', '"a\\\\b"')
    """
    plain = repr(value)
    if plain.startswith("'") and '"' not in value:
        return '"' + plain[1:-1].replace("\\'", "'") + '"'
    return plain


def heading(value: TitleLine) -> str:
    """A title: a text literal, or the macro variable that holds it."""
    return text(value) if isinstance(value, str) else f'lib.macros["{value.name}"]'


def number(value: float, *, whole: bool = False) -> Code:
    """A number literal; with `whole`, whole numbers stand without a decimal point."""
    if isnan(value):
        letter = missing_letter(value)
        return (
            Code(f'sas.special_missing("{letter}")', CALL, frozenset({"special_missing"}))
            if letter
            else atom("nan", "nan")
        )
    if value == int(value) and abs(value) < 1e15:
        shown = str(int(value)) if whole else f"{value:.1f}"
    else:
        shown = repr(value)
    return Code(shown, SIGN if shown.startswith("-") else ATOM)


def date_comment(value: float, form: str) -> str:
    """What a date literal shows: 01JAN2020; "" where it is no day of the calendar."""
    try:
        if form == "d":
            day = datetime.date(1960, 1, 1) + datetime.timedelta(days=value)
            return day.strftime("%d%b%Y").upper()
        if form == "dt":
            moment = datetime.datetime(1960, 1, 1) + datetime.timedelta(seconds=value)
            return moment.strftime("%d%b%Y:%H:%M:%S").upper()
    except (OverflowError, ValueError):
        pass
    return ""


def own_width(value: v.PutFormat) -> Code:
    """The width of one of the program's own formats; only the run knows that of a format of data."""
    if value.type.length != MACRO_LENGTH:
        return atom(str(value.type.length))
    return call("sas.defined_width", text(value.format.name))


def format_text(format: Format) -> str:
    """A format as the helpers take it: `comma8.2`."""
    return str(format).lower().replace("-l", "-L").replace("-c", "-C").replace("-r", "-R")
