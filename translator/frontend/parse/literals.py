"""Constants: what a NUMBER or STRING token stands for.

SAS 9.4 Language Reference: Concepts, "SAS Constants in Expressions": numeric, hexadecimal, character, date, time,
datetime and bit constants.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from math import isinf

from translator.frontend.parse.cursor import Unreadable
from translator.lang.macro_text import MacroPart, MacroReference, MacroText
from translator.lang.source import Token
from translator.lang.syntax import Binary, Call, Expr, Format, MacroValue, Number, String
from translator.library.octets import from_octets

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_DATE = re.compile(r"\s*(\d{1,2})[-\s/]*([a-z]{3})[a-z]*[-\s/]*(\d{4}|\d{2})\s*", re.I)
_TIME = re.compile(r"\s*([+-]?)(\d{1,3})(?::(\d{1,2}))?(?::(\d{1,2}(?:\.\d*)?))?\s*(am|pm)?\s*", re.I)
_EPOCH = date(1960, 1, 1).toordinal()


def number_value(token: Token) -> float:
    """The value of a NUMBER: decimal, scientific, or hexadecimal with its `x`; Unreadable where no double holds it."""
    text = token.text
    try:
        value = _number(text)
    except (ValueError, OverflowError):
        raise Unreadable("E0113", f"{text!r} is no number", token) from None
    if isinf(value):
        raise Unreadable("E0113", f"{text!r} is larger than any number of SAS", token)
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        pass
    if text[-1] in "xX":
        return float(int(text[:-1], 16))
    return float(text.replace("d", "e").replace("D", "e"))


def string_node(token: Token, yearcutoff: int) -> Expr:
    """The constant that a STRING (no name literal) stands for; raises Unreadable for an invalid date or time."""
    text = token.text
    quote = text[0]
    if text[-1] == quote and len(text) > 1:
        value = text[1:-1]
        return String(value.replace(quote * 2, quote) if quote in value else value, token)
    place = text.rfind(quote)
    suffix = text[place + 1 :].lower()
    value = text[1:place].replace(quote * 2, quote)
    match suffix:
        case "d":
            return Number(date_value(value, token, yearcutoff), "d", token)
        case "t":
            return Number(time_value(value, token), "t", token)
        case "dt":
            return Number(datetime_value(value, token, yearcutoff), "dt", token)
        case "x":
            return String(hexadecimal(value, token), token)
        case _:
            # A bit mask ('0.1'b) compares bits; its text, marked, tells a later layer to refuse it.
            return String(f"{value}'b" if suffix == "b" else value, token)


_REFERENCE = re.compile(r"&([^\W\d]\w*)\.?")
_INFORMATS = {"d": Format("DATE", 11), "t": Format("TIME", 20), "dt": Format("DATETIME", 40)}


def runtime_pieces(token: Token, runtime: Callable[[str], bool]) -> MacroText:
    """The pieces of a text in double quotes; () where it holds no macro variable that only the run knows."""
    text = token.text[1 : token.text.rfind('"')].replace('""', '"')
    pieces: list[MacroPart] = []
    start = 0
    for found in _REFERENCE.finditer(text):
        if runtime(found[1].upper()):
            pieces += [text[start : found.start()]] if found.start() > start else []
            pieces.append(MacroReference(found[1]))
            start = found.end()
    return (*pieces, *([text[start:]] if start < len(text) else [])) if pieces else ()


def runtime_string(token: Token, runtime: Callable[[str], bool]) -> Expr | None:
    """A text in double quotes that holds macro variables which only the run knows: its pieces joined by `||`.

    None where it holds none. `"&d"d` becomes `input("&d", date11.)`, as the value is turned into a date then.
    """
    parts = runtime_pieces(token, runtime)
    if not parts:
        return None
    pieces: list[Expr] = [
        MacroValue(part.name, True, token) if isinstance(part, MacroReference) else String(str(part), token)
        for part in parts
    ]
    place = token.text.rfind('"')
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = Binary("||", whole, piece, token)
    informat = _INFORMATS.get(token.text[place + 1 :].lower())
    return whole if informat is None else Call("input", (whole, informat), "", token)


def hexadecimal(value: str, token: Token) -> str:
    """The text of '4A4B'x."""
    digits = value.replace(",", "").replace(" ", "")
    try:
        data = bytes.fromhex(digits)
    except ValueError:
        raise Unreadable("E0113", f"{token.text} is no hexadecimal constant", token) from None
    try:
        return data.decode(token.source.encoding)
    except (ValueError, LookupError):  # bytes that are no text of the program's encoding
        return from_octets(data)


def date_value(text: str, token: Token, yearcutoff: int) -> float:
    """Days since 1960 of `01jan1960`; a year of two digits lies in the 100 years from YEARCUTOFF= on."""
    found = _DATE.fullmatch(text)
    if found:
        day, month, year = int(found[1]), _MONTHS.get(found[2].lower()), int(found[3])
        if len(found[3]) == 2:
            year += yearcutoff - yearcutoff % 100
            if year < yearcutoff:
                year += 100
        if month:
            try:
                return float(date(year, month, day).toordinal() - _EPOCH)
            except ValueError:
                pass
    raise Unreadable("E0109", f"invalid date constant {token.text}", token)


def time_value(text: str, token: Token) -> float:
    """Seconds since midnight of `09:30`, `9:25:19pm`."""
    found = _TIME.fullmatch(text)
    if found and (found[3] is not None):
        hours, minutes, seconds = int(found[2]), int(found[3]), float(found[4] or 0)
        half = (found[5] or "").lower()
        if minutes < 60 and seconds < 60 and not (half and not 1 <= hours <= 12):
            if half:
                hours = hours % 12 + (12 if half == "pm" else 0)
            value = hours * 3600 + minutes * 60 + seconds
            return float(-value if found[1] == "-" else value)
    raise Unreadable("E0109", f"invalid time constant {token.text}", token)


def datetime_value(text: str, token: Token, yearcutoff: int) -> float:
    """Seconds since 1960 of `01jan1960:00:01:00`."""
    found = re.fullmatch(r"\s*([^:]*?\d)(?:\s*[:/tT]|\s)\s*(\d{1,2}:.*|\d{1,2}\s*(?:am|pm)?\s*)", text, re.I)
    if found is None:
        raise Unreadable("E0109", f"invalid datetime constant {token.text}", token)
    clock = found[2] if ":" in found[2] else found[2] + ":00"
    return date_value(found[1], token, yearcutoff) * 86400 + time_value(clock, token)
