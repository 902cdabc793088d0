"""Reads the calls in the examples of the rows: a function's name and literal arguments, nothing else."""

from __future__ import annotations

import re

from translator.library.formats.calendar_days import day_number
from translator.library.missing import special_missing

Value = float | str | None

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")(?P<kind>dt|d|t|x)?"
    r"|(?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"
    r"|(?P<missing>\.[A-Za-z_]?)(?![\w])|(?P<mark>[,()])|(?P<name>[A-Za-z_]\w*))"
)


def date_value(text: str) -> float:
    """Read the text of a date literal, 01jan1960 or 01jan60."""
    match = re.fullmatch(r"(\d{1,2})([a-z]{3})(\d{2,4})", text.lower())
    assert match, text
    year = int(match[3])
    if len(match[3]) == 2:
        year += 1900 if year >= 26 else 2000
    return day_number(year, MONTHS.index(match[2]) + 1, int(match[1]))


def time_value(text: str) -> float:
    """Read the text of a time literal, h:m or h:m:s."""
    hours, minutes, seconds = (text.split(":") + ["0"])[:3]
    return int(hours) * 3600.0 + int(minutes) * 60 + float(seconds)


def read_call(sas: str) -> tuple[str, list[Value]]:
    """Return the name of the function and the values of its arguments; an omitted one is None."""
    name, _, rest = sas.partition("(")
    tokens = [*TOKEN.finditer("f"), *TOKEN.finditer(f"({rest}")]
    assert "".join(match[0] for match in tokens) == f"f({rest}", sas
    assert name and tokens[1]["mark"] == "(" and tokens[-1]["mark"] == ")", sas
    arguments: list[Value] = []
    pending: Value = None
    for match in tokens[2:]:
        if match["mark"]:
            if len(tokens) > 3:
                arguments.append(pending)
            pending = None
        elif match["text"]:
            mark = match["text"][0]
            text = match["text"][1:-1].replace(mark + mark, mark)
            kind = match["kind"]
            if kind == "d":
                pending = date_value(text)
            elif kind == "t":
                pending = time_value(text)
            elif kind == "dt":
                day, _, rest = text.partition(":")
                pending = date_value(day) * 86400 + time_value(rest)
            elif kind == "x":
                pending = bytes.fromhex(text).decode("latin-1")
            else:
                pending = text or " "
        elif match["number"]:
            pending = float(match["number"])
        elif match["missing"]:
            pending = special_missing(match["missing"][1:].upper())
        else:
            raise AssertionError(f"only literals, please: {sas}")
    return name.upper(), arguments


def same(actual: object, expected: float | str | None, digits: float = 4e-15) -> bool:
    """Compare a result with a documented one: texts without trailing blanks, numbers to the digits written."""
    if isinstance(actual, str):
        return isinstance(expected, str) and actual.rstrip(" ") == expected.rstrip(" ")
    assert isinstance(actual, float), f"{actual!r} is no float"
    if expected is None or isinstance(expected, str):
        letter = "" if expected is None else expected[1:]
        wanted = special_missing(letter)
        return actual != actual and (_letter(actual) == _letter(wanted))
    if actual != actual:
        return False
    shown = repr(float(expected)).lower()
    mantissa, _, power = shown.partition("e")
    decimals = len(mantissa.partition(".")[2]) if not mantissa.endswith(".0") else 0
    last_place = 0.0 if decimals == 0 and not power else 0.5000001 * 10.0 ** (int(power or 0) - decimals)
    return abs(actual - expected) <= max(last_place, digits * abs(expected))


def _letter(value: float) -> str:
    from translator.library.missing import missing_letter

    return missing_letter(value)
