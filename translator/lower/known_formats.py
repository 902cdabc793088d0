"""Is a format or informat that a program names known: to SAS, or made by the program's PROC FORMAT?"""

from __future__ import annotations

from collections.abc import Mapping

from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.library.formats import find_format, find_informat
from translator.library.rows import FormatRow
from translator.lower.scope import LoweringError


def known_format(format_: sx.Format, user: Mapping[str, object]) -> bool:
    """Is there such a format? A text variable's format may be written without its $."""
    names = (format_.name, f"${format_.name}")
    return any(name in user or find_format(name) is not None for name in names)


def known_informat(
    informat: sx.Format, user: Mapping[str, object], at: Token | None = None
) -> FormatRow | None:
    """Return the row of an informat, None for one of the program's own. Raises LoweringError where there is none."""
    if f"@{informat.name}" in user:
        return None
    row = find_informat(informat.name)
    if row is None:
        message = f"ERROR 48-59: The informat {informat.name} was not found or could not be loaded."
        raise LoweringError("R0348", message, informat.at or at)
    return row


def check_kind(
    format_: sx.Format, kind: str, user: Mapping[str, object], what: str, at: Token | None = None
) -> None:
    """Raise LoweringError where INPUT or PUT gives a variable a format of the other kind.

    SAS puts a $ before the name of a text variable's format: `comma8.` becomes $COMMA, which there is not.
    """
    name = format_.name
    if kind == "num" and name.startswith("$"):
        message = f"ERROR 48-59: The {what} {name} cannot be used with a numeric variable."
        raise LoweringError("R0348", message, format_.at or at)
    if kind == "char" and name and not name.startswith("$"):
        find, mark = (find_informat, "@") if what == "informat" else (find_format, "")
        if f"{mark}${name}" not in user and find(f"${name}") is None:
            message = f"ERROR 48-59: The {what} ${name} was not found or could not be loaded."
            raise LoweringError("R0348", message, format_.at or at)


def user_width(compiled: object) -> int:
    """Return the default width of one of the program's own formats."""
    return int(getattr(compiled, "default_width", 0) or getattr(compiled, "default", 0) or 1)
