"""Delimited text files as PROC IMPORT reads them: fields of a line, names of variables, and their types by guess.

Base SAS Procedures Guide, "IMPORT Procedure": fields are split as by DSD, the first GUESSINGROWS= rows tell the types.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

from translator.library.formats.calendar_days import full_year

MONTHS = {m: i for i, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), start=1)}
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$")
GROUPED = re.compile(r"[-+]?\$?[-+]?\d{1,3}(,\d{3})*(\.\d*)?$|[-+]?\$[-+]?\d+(\.\d*)?$")
DATES = (
    ("YYMMDD10.", re.compile(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})$")),
    ("MMDDYY10.", re.compile(r"(?P<m>\d{1,2})[-/](?P<d>\d{1,2})[-/](?P<y>\d{4})$")),
    ("DDMMYY10.", re.compile(r"(?P<d>\d{1,2})[-/](?P<m>\d{1,2})[-/](?P<y>\d{4})$")),
    ("DATE9.", re.compile(r"(?P<d>\d{1,2})-?(?P<b>[A-Za-z]{3})-?(?P<y>\d{4})$")),
)
TIME = re.compile(r"(?P<H>\d{1,2}):(?P<M>[0-5]\d)(?P<S>:[0-5]\d(\.\d+)?)?$")
DATETIME = re.compile(
    r"(?P<d>\d{1,2})(?P<b>[A-Za-z]{3})(?P<y>\d{4}|\d\d):(?P<H>\d{1,2}):(?P<M>[0-5]\d)(?P<S>:[0-5]\d(\.\d+)?)?$"
)
STAMP = re.compile(
    r"(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})[ T](?P<H>\d{1,2}):(?P<M>[0-5]\d)(?P<S>:[0-5]\d(\.\d+)?)?$"
)
US_STAMP = re.compile(
    r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}) (?P<H>\d{1,2}):(?P<M>[0-5]\d)(?P<S>:[0-5]\d(\.\d+)?)?$"
)
GUESSED = (*(name for name, _ in DATES), "TIME20.3", "DATETIME.", "ANYDTDTM40.", "NLNUM32.")
"""Informats in the order in which they are tried (the DATA step that PROC IMPORT writes to the log names them)."""


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file: its name, whether it is text, its length, its informat ("" for plain numbers)."""

    name: str
    text: bool
    length: int
    informat: str = ""


def split_fields(line: str, delimiter: str) -> list[str]:
    """Split a line as DSD does: quotes protect delimiters, two of them stand for one; blanks around are dropped.

    >>> split_fields('a,"b, c",,d', ",")
    ['a', 'b, c', '', 'd']
    """
    fields: list[str] = []
    current, quote, quoted = "", "", False
    place = 0
    while place < len(line):
        sign = line[place]
        if quote:
            if sign == quote and line[place + 1 : place + 2] == quote:
                current += sign
                place += 1
            elif sign == quote:
                quote = ""
            else:
                current += sign
        elif sign in "\"'" and not current.strip() and not quoted:
            quote, current, quoted = sign, "", True
        elif sign in delimiter:
            fields.append(current.strip(" "))
            current, quoted = "", False
        else:
            current += sign
        place += 1
    fields.append(current.strip(" "))
    return fields


def variable_names(header: Sequence[str], plain: bool = True) -> list[str]:
    """Make SAS names of a header: other characters become `_`, an empty one VARn, a repeated one gets a number.

    Args: plain: false keeps all characters (VALIDVARNAME=ANY).
    """
    names: list[str] = []
    for place, text in enumerate(header, start=1):
        name = (re.sub(r"[^A-Za-z0-9_]", "_", text.strip()) if plain else text.strip())[:32] or f"VAR{place}"
        name = f"_{name}"[:32] if plain and name[0].isdigit() else name
        base, number = name, 0
        while name.lower() in {n.lower() for n in names}:
            number += 1
            name = f"{base[: 32 - len(str(number - 1))]}{number - 1}" if number > 1 else f"{base}0"[:32]
        names.append(name)
    return names


def guess_informat(values: Sequence[str]) -> str | None:
    """The informat that reads all these values: "" numbers, a date or time informat, None where they are text."""
    known = [value for value in values if value not in ("", ".")]
    if not known:
        return None
    if all(NUMBER.match(value) for value in known):
        return ""
    for informat in GUESSED:
        if all(field_number(value, informat) == field_number(value, informat) for value in known):
            return informat
    return None


def field_number(text: str, informat: str) -> float:
    """The number that a field holds, NaN where it is missing or cannot be read."""
    from datetime import date

    text = text.strip()
    if informat == "":
        return float(text) if NUMBER.match(text) else nan
    if informat == "NLNUM32.":
        bare = text.replace("$", "").replace(",", "")
        return float(bare) if GROUPED.match(text) or NUMBER.match(text) else nan
    match informat:
        case "TIME20.3":
            found = TIME.match(text)
        case "DATETIME.":
            found = DATETIME.match(text)
        case "ANYDTDTM40.":
            found = STAMP.match(text) or US_STAMP.match(text)
        case _:
            found = None
    if found is None:
        pattern = dict(DATES).get(informat)
        found = pattern.match(text) if pattern is not None else None
    if found is None:
        return nan
    parts = found.groupdict()
    seconds = 0.0
    if parts.get("H"):
        seconds = int(parts["H"]) * 3600 + int(parts["M"]) * 60 + float((parts["S"] or ":0")[1:])
    if informat.startswith("TIME"):
        return seconds
    year = full_year(int(parts["y"]), len(parts["y"]))
    month = MONTHS.get(parts["b"].upper(), 0) if "b" in parts else int(parts["m"])
    try:
        days = (date(year, month, int(parts["d"])) - date(1960, 1, 1)).days
    except ValueError:
        return nan
    return days * 86400 + seconds if informat in ("DATETIME.", "ANYDTDTM40.") else float(days)


def guess_columns(
    lines: Sequence[str], delimiter: str, header: bool, first: int, rows: int, plain: bool = True
) -> list[FileColumn]:
    """Guess the columns of a file: names from the first line, types and lengths from `rows` lines, from line `first` on."""
    fields = [split_fields(line, delimiter) for line in lines[first - 1 : first - 1 + rows]]
    width = max(
        [len(f) for f in fields] + ([len(split_fields(lines[0], delimiter))] if header and lines else []),
        default=0,
    )
    given = split_fields(lines[0], delimiter) if header and lines else []
    names = variable_names((given + [""] * width)[:width], plain)
    found = []
    for place, name in enumerate(names):
        values = [f[place] if place < len(f) else "" for f in fields]
        informat = guess_informat(values)
        longest = max((len(v) for v in values), default=1) or 1
        found.append(FileColumn(name, informat is None, longest if informat is None else 8, informat or ""))
    return found
