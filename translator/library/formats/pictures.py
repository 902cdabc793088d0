"""PICTURE formats: templates of digit selectors, and templates of date directives.

SAS: Base SAS Procedures Guide, PROC FORMAT, "PICTURE Statement": the value is multiplied by MULT= (10 to the
number of decimals of the template), cut to whole digits (rounded with ROUND), and its digits fill the selectors
from the right; 0 suppresses leading zeros, 1-9 print them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from math import floor, isnan
from typing import Protocol

from translator.library.formats.best import fixed, missing_text
from translator.library.formats.calendar_days import MONTHS, WEEKDAYS, civil, day_of_year, weekday

DIRECTIVE = re.compile(r"%(\d?)(\w|%)")


class PictureOptions(Protocol):
    """What a picture needs to know (see `user.Picture`)."""

    @property
    def mult(self) -> float | None: ...
    @property
    def prefix(self) -> str: ...
    @property
    def fill(self) -> str: ...
    @property
    def noedit(self) -> bool: ...
    @property
    def datatype(self) -> str: ...
    @property
    def decsep(self) -> str: ...
    @property
    def dig3sep(self) -> str: ...


def write_picture(value: float, template: str, options: PictureOptions, width: int, rounded: bool) -> str:
    """Write a number with a picture, in the width (the longest picture of the format unless told)."""
    if options.noedit:
        return template[:width].ljust(width)
    if options.datatype:
        return write_directives(value, template, options.datatype)[:width].ljust(width)
    if isnan(value):
        return missing_text(value, width)
    if not any(letter.isdigit() for letter in template):
        return template[:width].rjust(width)
    mult = options.mult
    if mult is None:
        point = template.find(options.decsep)
        mult = 10 ** sum(letter.isdigit() for letter in template[point:]) if point >= 0 else 1
    product = Decimal(repr(abs(value))) * Decimal(repr(float(mult)))
    digits = fixed(float(product), 0) if rounded else str(floor(product + Decimal("1e-10")))
    return fill_template(digits, template, options, width)


def fill_template(digits: str, template: str, options: PictureOptions, width: int) -> str:
    """Lay digits into the selectors of a template, from the right; then the prefix and, up to the width, the fill."""
    selectors = [at for at, letter in enumerate(template) if letter.isdigit()]
    digits = digits[-len(selectors) :].rjust(len(selectors), "0")
    first = next(
        (at for at, digit in zip(selectors, digits, strict=True) if digit != "0" or template[at] != "0"), None
    )
    body = ""
    if first is not None:
        letters = list(template)
        for at, digit in zip(selectors, digits, strict=True):
            letters[at] = digit
        body = "".join(letters[first:])[-width:]
    empty = width - len(body)
    prefix = options.prefix[max(len(options.prefix) - empty, 0) :] if body else ""
    return options.fill * (empty - len(prefix)) + prefix + body


def write_directives(value: float, template: str, datatype: str) -> str:
    """Write a date, time or datetime with % directives (%Y %m %d %b %B %3B %a %A %H %I %M %S %p %j
    %y %w %u %U %V %W %q %n): %0d has a leading zero, %3B three letters.
    """
    if isnan(value):
        return missing_text(value, 1)
    if datatype.startswith("datetime"):
        day, seconds = floor(value / 86400), value - 86400 * floor(value / 86400)
    elif datatype.startswith("time"):
        day, seconds = 0, value
    else:
        day, seconds = floor(value), 0.0
    year, month, of_month = civil(day)
    hour, minute, second = floor(seconds / 3600), floor(seconds / 60) % 60, seconds % 60
    short, long = 1, 2
    values: dict[str, tuple[int, int] | str] = {
        "Y": (year, short), "y": (year % 100, long), "m": (month, long), "d": (of_month, long), "H": (hour, long),
        "I": ((hour + 11) % 12 + 1, long), "M": (minute, long), "S": (floor(second), long), "j": (day_of_year(day), 3),
        "w": (weekday(day), short), "q": ((month + 2) // 3, short), "b": MONTHS[month - 1][:3].upper(),
        "B": MONTHS[month - 1], "a": WEEKDAYS[weekday(day) - 1][:3], "A": WEEKDAYS[weekday(day) - 1],
        "p": "AM" if hour % 24 < 12 else "PM", "%": "%", "n": (floor(value / 86400), short),
        "u": ((weekday(day) + 5) % 7 + 1, short), "U": (week_of_year(day, 1), long), "W": (week_of_year(day, 2), long),
        "V": (iso_week(day), long),
    }  # fmt: skip

    def directive(found: re.Match[str]) -> str:
        what = values[found.group(2)]
        if isinstance(what, str):
            return what[: int(found.group(1) or 0) or None]
        number, digits = what
        return str(number).rjust(digits, "0") if found.group(1) == "0" else str(number)

    return DIRECTIVE.sub(directive, template)


def week_of_year(day: float, first: int) -> int:
    """Return the week, 0 … 53: the first one starts with the year's first Sunday (`first` 1) or Monday (2)."""
    return (day_of_year(day) + 6 - (weekday(day) - first) % 7) // 7


def iso_week(day: float) -> int:
    """Return the ISO 8601 week: that of its Thursday."""
    return (day_of_year(day - (weekday(day) + 5) % 7 + 3) + 6) // 7


def strange_directive(template: str) -> str:
    """Return the first % directive that cannot be written here, or ""."""
    for _, letter in DIRECTIVE.findall(template):
        if letter not in "YymdHIMSjwuUVWqbBaApn%":
            return f"%{letter}"
    return ""
