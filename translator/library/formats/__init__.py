"""SAS formats and informats: the registry, and writing and reading one value.

`write` is what PUT gives, `read` what INPUT gives. User formats (PROC FORMAT) are looked up first.
"""

from __future__ import annotations

from collections.abc import Mapping

from translator.lang.syntax import Format
from translator.library.formats.best import best
from translator.library.formats.binary_rows import BINARY_ROWS
from translator.library.formats.calendar_days import YEAR_CUTOFF
from translator.library.formats.control import from_cntlin, to_cntlout
from translator.library.formats.date_rows import DATE_ROWS
from translator.library.formats.number_rows import NUMBER_ROWS
from translator.library.formats.numbers import number_from_text
from translator.library.formats.other_rows import OTHER_DATE_ROWS, OTHER_NUMBER_ROWS
from translator.library.formats.text import default_text_width
from translator.library.formats.text_rows import TEXT_ROWS
from translator.library.formats.user import UserFormat, compile_format, read_user, write_user
from translator.library.rows import FormatRow

__all__ = [
    "FORMATS", "UserFormat", "best", "compile_format", "default_width", "find_format", "from_cntlin", "to_cntlout", "find_informat",
    "number_from_text", "read", "write",
]  # fmt: skip

ROWS = (*NUMBER_ROWS, *OTHER_NUMBER_ROWS, *BINARY_ROWS, *TEXT_ROWS, *DATE_ROWS, *OTHER_DATE_ROWS)
FORMATS: dict[str, FormatRow] = {name: row for row in ROWS for name in (row.name, *row.aliases)}

MAY_END_IN_BLANKS = frozenset(
    """PERCENT NEGPAREN ROMAN WORDS WORDF E8601DZ B8601DZ E8601TZ B8601TZ E8601LZ B8601LZ E8601DX B8601DX DATETIME
    DTDATE DTMONYY DTYEAR DTYYQC EURDFDT""".split()
) | {row.name for row in BINARY_ROWS}
"""Formats of numbers whose text can end in blanks, or (datetimes of years beyond 9999) be wider than the format; the text
of all others stands at the right of exactly the format's width."""


def find_format(name: str) -> FormatRow | None:
    """Return the row that writes under that name (any case, `$` included), or None."""
    row = FORMATS.get(name.upper())
    return row if row is not None and row.write is not None else None


def find_informat(name: str) -> FormatRow | None:
    """Return the row that reads under that name, or None."""
    row = FORMATS.get(name.upper())
    return row if row is not None and row.read is not None else None


def default_width(format: Format, user: Mapping[str, UserFormat] | None = None) -> int:
    """Return the width that the format writes in: its own, or the default one. KeyError for unknown formats."""
    if format.width:
        return format.width
    mine = (user or {}).get(format.name.upper())
    if mine is not None:
        return mine.default
    row = find_format(format.name) or find_informat(format.name)
    if row is None:
        raise KeyError(format.name)
    return row.default


def write(value: float | str, format: Format, user: Mapping[str, UserFormat] | None = None) -> str:
    """Return the text that PUT(value, format) gives, as wide as the format. User formats come first.

    A character value with a numeric format takes the `$` format of that name, as SAS does, and a number with a
    `$` format the numeric one. KeyError for unknown formats.
    """
    name = format.name.upper()
    mine = (user or {}).get(name)
    if mine is not None:
        return write_user(value, mine, format.width, lambda inner, nested: write(inner, nested, user))
    if isinstance(value, str) and not name.startswith("$"):
        name = "$" + name
        if name in (user or {}):
            return write(value, Format(name, format.width), user)
    elif not isinstance(value, str) and name.startswith("$"):
        name = name[1:]
    row = find_format(name)
    if row is None or row.write is None:
        raise KeyError(format.name)
    width = format.width
    if width is None:
        width = default_text_width(row.name, len(value)) if isinstance(value, str) else row.default
    decimals = format.decimals if format.decimals is not None else row.decimals or 0
    text: str = row.write(value, width, decimals, *row.write_with)
    return "*" * width if len(text) > width and not isinstance(value, str) else text


def read(
    text: str,
    format: Format,
    user: Mapping[str, UserFormat] | None = None,
    cutoff: int = YEAR_CUTOFF,
) -> float | str:
    """Return the value that INPUT(text, format) gives; the informat's width cuts the text.

    `cutoff` is YEARCUTOFF=. ValueError for invalid data, KeyError for unknown informats.
    """
    name = format.name.upper()
    mine = (user or {}).get(name)
    if mine is not None:
        return read_user(
            text,
            mine,
            format.width,
            lambda inner, nested: read(inner, nested, user, cutoff),
            number_from_text,
        )
    row = find_informat(name)
    if row is None or row.read is None:
        raise KeyError(format.name)
    width = format.width
    if width is None:
        width = row.read_default or (row.default if row.dates else max(len(text), 1))
    decimals = format.decimals or 0
    more = {"cutoff": cutoff} if row.cutoff else {}
    value: float | str = row.read(text[:width], width, decimals, *row.read_with, **more)
    return value
