"""PUT and INPUT: writing values with formats, reading them with informats."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, wraps
from inspect import signature
from math import inf, nan
from typing import Any

from translator.emit.pandas.runtime.log import log
from translator.emit.pandas.runtime.text import by_value
from translator.library.errors import too_large
from translator.library.formats.best import best
from translator.library.formats.numbers import TOO_SMALL, is_too_small, number_from_text

# name: (body, default width, default decimals, further arguments)
FORMATS: dict[str, tuple[Callable[..., str], int, int, tuple[str, ...]]] = {}

# name: (body, default width or None for the text's, further arguments)
INFORMATS: dict[str, tuple[Callable[..., Any], int | None, tuple[str, ...]]] = {}


def format_parts(text: str) -> tuple[str, int | None, int | None, str]:
    """Take a format apart: "comma8.2" is the name COMMA, the width 8 and 2 decimals; "8.-L" has the alignment L."""
    found = re.fullmatch(r"(\$?(?:[A-Za-z_]\w*?)?)(\d*)\.(\d*)(?:-([LCR]))?", text)
    assert found, text
    name, width, decimals, align = found.groups()
    return name.upper(), int(width) if width else None, int(decimals) if decimals else None, align or ""


TOLD: set[str] = set()  # notes that a step writes once


def tell_once(note: str) -> None:
    """Write a note, unless this step has."""
    if note not in TOLD:
        TOLD.add(note)
        log(note)


@by_value("str")
def put(value: float | str, format: str) -> str:
    """PUT: the value as the format writes it, blanks included."""
    name, width, decimals, align = format_parts(format)
    write, default, places, more = FORMATS[name]
    if width is None:
        width = len(value) if isinstance(value, str) and default == 1 and value else default
    if value in (inf, -inf):
        raise too_large("A number to write")
    places = places if decimals is None else decimals
    if name in ("", "F") and not isinstance(value, str) and is_too_small(value, width, places):
        tell_once(TOO_SMALL)
    text = write(value, width, places, *more)
    if len(text) > width and not isinstance(value, str):  # such as the day of a year of five digits
        return "*" * width
    if align == "L":
        return text.lstrip(" ").ljust(width)
    if align == "R":
        return text.rstrip(" ").rjust(width)
    return text.strip(" ").center(width) if align == "C" else text


@by_value("str")
def align(text: str, side: str, width: int) -> str:
    """What one of the program's own formats writes, moved by -L, -C or -R; the blanks behind it are left out."""
    bare = text.strip(" ")
    return {"L": bare, "R": bare.rjust(width)}.get(side, bare.center(width)).rstrip(" ")


@cache
def takes_cutoff(read: Callable[..., Any]) -> bool:
    """Does an informat read years of two digits?"""
    return "cutoff" in signature(read).parameters


def read_value(text: str, informat: str, cutoff: int = 1926) -> Any:
    """Read a text with an informat; ValueError for invalid data. `cutoff`: YEARCUTOFF=, for informats of dates."""
    name, width, decimals, _ = format_parts(informat)
    read, default, more = INFORMATS[name]
    if width is None:
        width = len(text) if default is None else default
    if cutoff == 1926 or not takes_cutoff(read):
        return read(text[:width], width, decimals or 0, *more)
    return read(text[:width], width, decimals or 0, *more, cutoff=cutoff)


def input_value(
    text: str, informat: str | Callable[..., Any], quiet: bool, empty: Any, width: int | None = None
) -> Any:
    """Read a text; what is invalid gives a missing value, with SAS's note unless `quiet`."""
    try:
        if callable(informat):
            return informat(text) if width is None else informat(text, width)
        return read_value(text, informat)
    except ValueError:
        if not quiet:
            log("NOTE: Invalid argument to function INPUT.")
        return empty


@by_value("float64")
def input_number(text: str, informat: Any, quiet: bool = False, width: int | None = None) -> float:
    """INPUT with a numeric informat. Invalid data give a missing value and SAS's note (none if `quiet`: `??`).

    `width`: that of an informat of the program, where it is not its own.
    """
    value: float = input_value(text, informat, quiet, nan, width)
    return value


@by_value("str")
def input_text(text: str, informat: Any, quiet: bool = False, width: int | None = None) -> str:
    """INPUT with a character informat."""
    value: str = input_value(text, informat, quiet, "", width)
    return value


@by_value("float64")
def to_number(text: str, name: str = "", at: str = "") -> float:
    """A text where SAS wants a number: what is not a number gives a missing value and SAS's note.

    `name`: the variable; `at`: the place in the SAS program.
    """
    try:
        return number_from_text(text)
    except ValueError:
        variable, place = (f"{name}=" if name else ""), (f" , at {at}" if at else "")
        log(f"NOTE: Invalid numeric data, {variable}'{text}'{place}.")
        return nan


def snap(value: float, ends: list[float], fuzz: float = 1e-12) -> float:
    """A number that is within the fuzz of a range's end is that end. (PROC FORMAT: FUZZ=)"""
    return next((end for end in ends if abs(value - end) <= fuzz), value)


def number_or_missing(text: str) -> float:
    """A text as a number; missing where it is none."""
    try:
        return number_from_text(text)
    except ValueError:
        return nan


def user_format(
    width: int, pictures: bool = False
) -> Callable[[Callable[..., str | None]], Callable[..., Any]]:
    """Make a format of a function that gives labels: over columns by value, labels cut to the width.

    `width` is the format's default. Where the function gives None, a number is written with BESTw. and a text cut.
    """

    def decorate(labels: Callable[..., str | None]) -> Callable[..., Any]:
        own_width = width

        @by_value("str")
        @wraps(labels)
        def format(value: float | str, width: int = own_width) -> str:
            label = labels(value, width) if pictures else labels(value)
            if label is None:
                label = value if isinstance(value, str) else best(value, width)
            return label[:width].rstrip(" ")

        return format

    return decorate
