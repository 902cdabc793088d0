"""PUT, INPUT and their kin with formats chosen at run time.

SAS 9.4 Functions and CALL Routines: Reference, "PUT Function", "INPUT Function", "PUTN Function", "INPUTN Function".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from equivalence.interpreter.calls import arguments, shown
from equivalence.interpreter.code import Code, as_number, as_text
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.formatting import check_format, parse_format, read_value, width_of, write_value
from equivalence.interpreter.functions import own
from equivalence.interpreter.notes import place
from equivalence.interpreter.pdv import MISSING
from equivalence.interpreter.tables import Value
from translator.lang.syntax import Call, Format, String, Var
from translator.library.formats import find_informat
from translator.library.formats.text import default_text_width

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions


def _format_argument(call: Call) -> Format:
    if len(call.args) == 2:
        match call.args[1]:
            case Format() as format:
                return format
            case String(value=text) | Var(name=text):
                format_or_none = parse_format(text)
                if format_or_none is not None:
                    return format_or_none
    raise StepError(f"The {call.name.upper()} function needs a value and a format.", call.at, "R0008")


def _without_dollar(ex: Expressions, call: Call, format: Format) -> Format:
    """A numeric variable with a character format takes the numeric one of that name, with a warning."""
    source = call.args[0]
    if not isinstance(source, Var):
        raise Unsupported("PUT of a numeric expression with a character format", call.at)
    ex.session.warning(f"Variable {source.name} has already been defined as numeric.")
    return Format(format.name[1:], format.width, format.decimals, format.at, format.align)


@own("PUT")
def put(ex: Expressions, call: Call) -> Code:
    """PUT(value, format): as wide as the format."""
    format = _format_argument(call)
    value = ex.compile(call.args[0])
    session, run = ex.session, value.run
    if value.kind == "num" and format.name.startswith("$"):
        format = _without_dollar(ex, call, format)
    check_format(session, format)
    if value.kind == "char" and not format.name.startswith("$"):
        format = Format("$" + format.name, format.width, format.decimals, format.at, format.align)
    natural = format.width is None and value.kind == "char" and format.name not in session.formats
    width = default_text_width(format.name, value.length) if natural else width_of(session, format)
    align, is_char = format.align, value.kind == "char"

    def write() -> str:
        text = write_value(session, run(), format)
        # user formats give labels: numbers to the right, labels to the left, all in the format's width
        text = text.ljust(width) if is_char or len(text) >= width else text
        if align:
            bare = text.strip(" ")
            text = {"L": bare.ljust(width), "R": bare.rjust(width), "C": bare.center(width)}[align]
        return text

    return Code("char", write, width, at=call.at)


@own("INPUT")
def input_(ex: Expressions, call: Call) -> Code:
    """INPUT(text, informat): invalid data give missing with a note, `?` and `??` before the informat silence it."""
    informat = _format_argument(call)
    check_format(ex.session, informat, "informat")
    source = ex.compile(call.args[0])
    row = find_informat(informat.name)
    if row is not None and row.bytes and source.length < (informat.width or row.default):
        raise Unsupported(f"INPUT with {informat.name} of a text that is shorter than the informat", call.at)
    text = as_text(source, ex.notes)
    session, notes, where, marks = ex.session, ex.notes, place(call.at), call.error_marks
    is_char = informat.name.startswith("$") or _gives_text(ex, informat)

    def read() -> Value:
        raw = text()
        try:
            return read_value(session, raw, informat)
        except ValueError:
            if marks != "??":
                notes.error = True
                if not marks:
                    notes.event(f"Invalid argument to function INPUT at line {where[0]} column {where[1]}.")
                    notes.mathematics[where] += 1
            return " " if is_char else MISSING

    def read_blank() -> Value:
        try:
            return read_value(session, " ", informat)  # 0 by BZw.d, else missing
        except ValueError:
            return MISSING

    blank = MISSING if is_char else read_blank()

    def read_number() -> Any:
        raw: str = text()
        return read() if raw.strip(" ") or f"@{informat.name}" in session.formats else blank

    if is_char:
        user: Any = session.formats.get(f"@{informat.name}")
        width = informat.width or (user.default if user is not None else 8)
        return Code("char", read, width, at=call.at)
    return Code("num", read_number, at=call.at)


def _gives_text(ex: Expressions, informat: Format) -> bool:
    user: Any = ex.session.formats.get(f"@{informat.name}")
    return user is not None and user.kind == "invalue char"


def _chosen(ex: Expressions, call: Call) -> tuple[list[Code | None], Any]:
    """Return the arguments and a function that gives the format named at run time, its width and decimals
    replaced by the third and fourth arguments."""
    codes = arguments(ex, call.args)
    if len(codes) < 2 or codes[0] is None or codes[1] is None:
        raise StepError(
            f"The {call.name.upper()} function call does not have enough arguments.", call.at, "R0008"
        )
    name = as_text(codes[1], ex.notes)
    rest = [as_number(code, ex.notes) for code in codes[2:] if code is not None]
    dollar = call.name.upper().endswith("C")

    def chosen() -> Format:
        format = parse_format(name().strip())
        if format is None:
            raise ValueError("no format")
        if dollar and not format.name.startswith("$"):
            format = Format("$" + format.name, format.width, format.decimals)
        numbers = [int(run()) for run in rest]
        width = numbers[0] if numbers else format.width
        decimals = numbers[1] if len(numbers) > 1 else format.decimals
        return Format(format.name, width, decimals)

    return codes, chosen


@own("PUTN", "PUTC")
def put_chosen(ex: Expressions, call: Call) -> Code:
    """PUTN(number, format-text), PUTC(text, format-text)."""
    codes, chosen = _chosen(ex, call)
    first = codes[0]
    assert first is not None
    value = as_number(first, ex.notes) if call.name.upper() == "PUTN" else as_text(first, ex.notes)
    session = ex.session
    length = 200 if call.name.upper() == "PUTN" else first.length
    return Code("char", lambda: write_value(session, value(), chosen()), length, at=call.at)


@own("INPUTN", "INPUTC")
def input_chosen(ex: Expressions, call: Call) -> Code:
    """INPUTN(text, informat-text), INPUTC(text, informat-text)."""
    codes, chosen = _chosen(ex, call)
    first = codes[0]
    assert first is not None
    text = as_text(first, ex.notes)
    session, notes, where = ex.session, ex.notes, place(call.at)
    is_char = call.name.upper() == "INPUTC"
    name = call.name.upper()

    def read() -> Value:
        raw = text()
        try:
            if not is_char and not raw.strip(" "):
                return MISSING
            return read_value(session, raw, chosen())
        except ValueError:
            notes.invalid_argument(shown(name, [raw]), where)
            return " " if is_char else MISSING

    return Code("char" if is_char else "num", read, first.length if is_char else 8, at=call.at)
