"""Formats and informats applied to values: the one place that calls `translator.library.formats`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.tables import Value, Variable
from translator.lang.source import Token
from translator.lang.syntax import Format
from translator.library import formats as library
from translator.library.formats.calendar_days import YEAR_CUTOFF
from translator.library.formats.numbers import is_too_small
from translator.library.formats.widths import width_problem
from translator.library.regions import followed_option, is_foreign

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session

_FORMAT = re.compile(r"(\$?(?:[A-Za-z_][A-Za-z0-9_]*?)?)(\d*)\.(\d*)$")


@cache
def parse_format(text: str) -> Format | None:
    """Return the format that a text such as "DATE9." or "$10." writes; None for an empty text.

    Raises StepError where it is none.
    """
    text = text.strip()
    if not text:
        return None
    found = _FORMAT.match(text if "." in text else text + ".")
    if found is None:
        raise StepError(f"The format {text} could not be loaded.", None, "R0009", prefix="ERROR 48-59: ")
    name, width, decimals = found.groups()
    return Format(name.upper(), int(width) if width else None, int(decimals) if decimals else None)


def best_text(value: float, width: int = 12) -> str:
    """Return BESTw. of a number, right-aligned in the width."""
    return library.best(value, width)


def plain_text(value: float, width: int = 12) -> str:
    """Return BESTw. of a number without blanks around it."""
    return library.best(value, width).strip()


def number_from_text(text: str) -> float:
    """Return the number of a text as SAS's conversion reads it. Raises ValueError."""
    return library.number_from_text(text)


def write_value(
    session: Session, value: Value, format: Format | None, *, kind: str = "", length: int = 0
) -> str:
    """Return a value as its format writes it, in the format's width; without a format BEST12. or the text itself.

    A character format named without `$` for a character value is taken with it, as SAS does.
    """
    if format is None or (not format.name and format.width is None):
        return value if isinstance(value, str) else library.best(value, 12)
    if isinstance(value, str) and not format.name.startswith("$"):
        format = Format("$" + format.name, format.width, format.decimals, format.at)
    elif not isinstance(value, str) and format.name.startswith("$"):
        raise StepError(f"The format {format} cannot be used with a numeric variable.", format.at, "R0009")
    if format.name in ("$", "$CHAR", "$F") and format.width is None:
        return str(value)
    return _write(session, value, format)


def _write(session: Session, value: Value, format: Format) -> str:
    user = session.formats.get(format.name)
    if user is None and followed_option(format.name):
        _check_region(session, format)
    if user is None and (problem := _bad_width(format.name, format.width)):
        raise StepError(problem, format.at, "R0009", prefix="ERROR 29-185: ")
    if user is None and library.find_format(format.name) is None:
        return write_unknown(session, value, format)
    if user is None and format.name in ("", "F") and format.width is not None and not isinstance(value, str):
        if is_too_small(value, format.width, format.decimals or 0):
            session.services["shifted"] = True
    return library.write(value, format, session.formats)


@cache
def _bad_width(name: str, width: int | None) -> str:
    """Return what SAS says of a format's width, "" where it takes it."""
    return width_problem(Format(name, width))


def _check_region(session: Session, format: Format) -> None:
    """Raise Unsupported where the program has set the locale, language or time zone that a format follows."""
    if is_foreign(format.name, session.settings):
        option = followed_option(format.name).upper()
        raise Unsupported(f"the format {format.name} under OPTIONS {option}=", format.at)


def write_unknown(session: Session, value: Value, format: Format) -> str:
    """A format that does not exist: an error, or with OPTIONS NOFMTERR the value unformatted."""
    if "nofmterr" in session.options:
        return value if isinstance(value, str) else library.best(value, format.width or 12)
    raise unknown_format(format)


def unknown_format(format: Format, at: Token | None = None, what: str = "format") -> StepError:
    """Return the error for a format that does not exist."""
    return StepError(
        f"The {what} {format.name} was not found or could not be loaded.", at or format.at, "R0009",
        prefix="ERROR 48-59: ",
    )  # fmt: skip


def read_value(session: Session, text: str, informat: Format) -> Value:
    """Return the value that an informat reads from a text. Raises ValueError for invalid data, StepError for an
    informat that does not exist."""
    user = session.formats.get(f"@{informat.name}")
    if user is None and followed_option(informat.name):
        _check_region(session, informat)
    if user is None and library.find_informat(informat.name) is None:
        raise unknown_format(informat, what="informat")
    return library.read(
        text, informat, {informat.name: user} if user is not None else None, year_cutoff(session)
    )


def year_cutoff(session: Session) -> int:
    """Return YEARCUTOFF=."""
    return int(session.options.get("yearcutoff", "") or YEAR_CUTOFF)


def check_format(session: Session, format: Format, what: str = "format") -> None:
    """Raise StepError where a format or informat does not exist, or has a width that it does not take."""
    own = format.name in session.formats or f"@{format.name}" in session.formats
    if not own and (problem := width_problem(format, reading=what == "informat")):
        raise StepError(problem, format.at, "R0009", prefix="ERROR 29-185: ")
    if what == "format":
        known = format.name in session.formats or library.find_format(format.name) is not None
        text = f"${format.name}"  # a text variable's format may be written without its $
        known = known or text in session.formats or library.find_format(text) is not None
    else:
        known = f"@{format.name}" in session.formats or library.find_informat(format.name) is not None
    if not known and not (what == "format" and "nofmterr" in session.options):
        raise unknown_format(format, what=what)


def width_of(session: Session, format: Format, *, reading: bool = False) -> int:
    """Return the width that a format or informat works with."""
    if format.width is not None:
        return format.width
    user: Any = session.formats.get(("@" if reading else "") + format.name)
    if user is not None:
        return int(user.default)
    row = library.find_informat(format.name) if reading else library.find_format(format.name)
    if row is None and not reading and "nofmterr" in session.options:
        return 12
    if row is None:
        raise unknown_format(format, what="informat" if reading else "format")
    return (row.read_default if reading else None) or row.default


def formatted(session: Session, value: Value, variable: Variable | str) -> str:
    """Return a value as a PROC prints it: by the variable's format, else BEST12. or the text."""
    text = variable if isinstance(variable, str) else variable.format
    format = parse_format(text)
    if format is None:
        return value if isinstance(value, str) else library.best(value, 12)
    return write_value(session, value, format)
