"""Is a format or informat that a program names known: to SAS, or made by the program's PROC FORMAT?"""

from __future__ import annotations

from collections.abc import Mapping

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.library.formats import find_format, find_informat
from translator.library.formats.widths import width_problem
from translator.library.regions import DEFAULTS, followed_option, is_foreign
from translator.library.rows import FormatRow
from translator.library.system_options import Settings
from translator.lower.scope import LoweringError
from translator.plan import values as v
from translator.plan.walk import nodes


def known_format(format_: sx.Format, user: Mapping[str, object]) -> bool:
    """Is there such a format? A text variable's format may be written without its $. Raises LoweringError H0305."""
    check_width(format_, user)
    names = (format_.name, f"${format_.name}")
    return any(name in user or find_format(name) is not None for name in names)


NAMED = {"PUTN": "", "PUTC": "$", "INPUTN": "@", "INPUTC": "@$"}
"""Functions that name a format by a text, and how the program's formats of their kind begin."""


def ask_named_format(call: v.Service, user: Mapping[str, object]) -> None:
    """Ask for the format that PUTN or a function like it names by a constant: a control data set may define it."""
    if call.function in NAMED and isinstance(name := call.args[1], v.Constant):
        bare = str(name.value).strip().upper().partition(".")[0].lstrip("$").rstrip("0123456789")
        user.__contains__(f"{NAMED[call.function]}{bare}")  # OpenFormats notes what is asked for


def check_width(format_: sx.Format, user: Mapping[str, object], reading: bool = False) -> None:
    """Raise LoweringError H0305 where SAS does not take the width of a format or informat."""
    own = f"@{format_.name}" if reading else format_.name
    if own not in user and (problem := width_problem(format_, reading)):
        raise LoweringError("H0305", f"ERROR 29-185: {problem}", format_.at)


def known_informat(
    informat: sx.Format, user: Mapping[str, object], at: Token | None = None
) -> FormatRow | None:
    """Return the row of an informat, None for one of the program's own. Raises LoweringError where there is none."""
    if f"@{informat.name}" in user:
        return None
    check_width(informat, user, reading=True)
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


def check_regions(step: st.Step, settings: Settings) -> None:
    """Raise LoweringError H0304 where a step uses a format of a locale, language or time zone that the program has set."""
    if any(name in settings and settings[name] is None for name in DEFAULTS):
        for node in nodes(step):
            if isinstance(node, sx.Format) and is_foreign(node.name, settings):
                option = followed_option(node.name).upper()
                raise LoweringError(
                    "H0304", f"the format {node.name} under OPTIONS {option}=", node.at or step.at
                )


def within_limits(format_: sx.Format, user: Mapping[str, object], at: Token | None) -> None:
    """Raise LoweringError where PUT gives one of the program's own formats a width outside of its MIN= and MAX=.

    What SAS does with such a width is not documented (FORMAT Procedure, "VALUE Statement": MIN= and MAX= are limits).
    """
    made = user[format_.name]
    lowest, highest = getattr(made, "lowest", 1), getattr(made, "highest", 32767)
    if format_.width is not None and not lowest <= format_.width <= highest:
        message = f"the width of {format_} is outside of the MIN= and MAX= of its format"
        raise LoweringError("H0463", message, format_.at or at)


def user_width(compiled: object) -> int:
    """Return the default width of one of the program's own formats."""
    return int(getattr(compiled, "default_width", 0) or getattr(compiled, "default", 0) or 1)
