"""The macro variables of a run, the clock, and text put into text."""

from __future__ import annotations

import datetime
from math import isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.emit.pandas.runtime.formatting import format_parts, input_number, input_text, put
from translator.emit.pandas.runtime.log import NotTranslated, SasError
from translator.emit.pandas.runtime.scalars import sort_key
from translator.library.formats.best import best
from translator.library.routines.values import word_place

if TYPE_CHECKING:
    from translator.emit.pandas.runtime.libraries import Libraries


def symput(lib: Libraries, name: str, value: float | str) -> None:
    """CALL SYMPUT: the value as it stands; a number is written with BEST12."""
    lib.macros[name.strip().upper()] = value if isinstance(value, str) else best(value, 12)


def symputx(lib: Libraries, name: str, value: float | str) -> None:
    """CALL SYMPUTX: the value without blanks around it; a number is written with BEST32."""
    lib.macros[name.strip().upper()] = (value if isinstance(value, str) else best(value, 32)).strip()


def symget(lib: Libraries, name: str) -> str:
    """SYMGET: the value of a macro variable that the run has set, or of one that tells the day of the run."""
    key = name.strip().upper()
    if key in lib.macros:
        return lib.macros[key].rstrip(" ")
    now = datetime.datetime.now()
    match key:
        case "SYSDATE9":
            return f"{now:%d%b%Y}".upper()
        case "SYSDATE":
            return f"{now:%d%b%y}".upper()
        case "SYSTIME":
            return f"{now:%H:%M}"
        case "SYSPARM":
            return ""
        case _:
            raise SasError(
                "R0435", f"ERROR: No step of the translated program sets the macro variable {key}."
            )


def symexist(lib: Libraries, name: str) -> float:
    """SYMEXIST: 1 if there is a macro variable of that name."""
    return float(name.strip().upper() in lib.macros)


class Variables:
    """The variables of a step, in its order, as CALL VNEXT tells them."""

    def __init__(self, known: list[tuple[str, str, int]]) -> None:
        self.known = known
        self.told = 0

    def after(self, name: str) -> tuple[str, str, float]:
        """Name, type and length of the next variable: of the first one after a blank; blank after the last one."""
        if not name.strip():
            self.told = 0
        self.told += 1
        if self.told > len(self.known):
            return "", "", 0.0
        found, kind, length = self.known[self.told - 1]
        return found, kind, float(length)


def today() -> float:
    """TODAY: days since 1960."""
    return float((datetime.date.today() - datetime.date(1960, 1, 1)).days)


def date_and_time() -> float:
    """DATETIME: seconds since 1960."""
    return (datetime.datetime.now() - datetime.datetime(1960, 1, 1)).total_seconds()


def time_of_day() -> float:
    """TIME: seconds since midnight."""
    now = datetime.datetime.now()
    return (now - now.replace(hour=0, minute=0, second=0, microsecond=0)).total_seconds()


def put_substring(text: str, size: int, position: float, length: float | None, value: str) -> str:
    """`substr(text, position, length) = value` of a variable of `size` characters; blanks fill the place up."""
    start = nan if isnan(position) else int(position)
    count = size - start + 1 if length is None else length
    if isnan(start) or isnan(count) or not 1 <= start <= size or count < 0:
        return text
    count = min(int(count), size - int(start) + 1)
    padded = text.ljust(size)
    at = int(start) - 1
    return (padded[:at] + value.ljust(count)[:count] + padded[at + count :]).rstrip(" ")


def sorted_values(*values: Any) -> tuple[Any, ...]:
    """CALL SORTN, CALL SORTC: the values in SAS's order."""
    return tuple(sorted(values, key=sort_key))


def scan_place(
    text: str, count: float, delimiters: str | None = None, modifiers: str | None = None
) -> tuple[float, float]:
    """CALL SCAN: position and length of the nth word, 0 and 0 if there is none."""
    return word_place(text, count, 0.0, 0.0, delimiters, modifiers)


def file_exists(lib: Libraries, path: str) -> float:
    """FILEEXIST: 1 if there is a file of that path (below the data folder where it is relative)."""
    place = Path(path.strip())
    return float(
        any(p.exists() for p in ([place] if place.is_absolute() else [lib.out / place, lib.data / place]))
    )


def fexist(lib: Libraries, fileref: str) -> float:
    """FEXIST: 1 if the file of a fileref exists."""
    name = fileref.strip().lower()
    if name in lib.paths:
        return file_exists(lib, lib.paths[name])
    if lib.files.get(name) == []:
        raise NotTranslated("H0453", "FEXIST of a temporary file without lines")
    return float(name in lib.files)


def chosen_format(name: str, width: float, decimals: float, char: bool) -> str:
    """A format that the run chooses, with the width and decimals given apart."""
    text = name.strip().lower()
    if char and not text.startswith("$"):
        text = "$" + text
    if "." not in text:
        text += "."
    if not isnan(width):
        text = f"{text.partition('.')[0].rstrip('0123456789')}{int(width)}.{'' if isnan(decimals) else int(decimals)}"
    return text


def putn(value: float, name: str, width: float = nan, decimals: float = nan, formats: Any = None) -> str:
    """PUTN: a number written with a format that the run chooses; `formats` are the program's own."""
    text = chosen_format(name, width, decimals, char=False)
    kind, own_width, _, _ = format_parts(text)
    if formats and kind in formats:
        label: str = formats[kind](value, own_width) if own_width else formats[kind](value)
        return label
    return str(put(value, text))


def putc(value: str, name: str, width: float = nan, formats: Any = None) -> str:
    """PUTC: a text written with a format that the run chooses."""
    text = chosen_format(name, width, nan, char=True)
    kind, own_width, _, _ = format_parts(text)
    if formats and kind in formats:
        label: str = formats[kind](value, own_width) if own_width else formats[kind](value)
        return label
    return str(put(value, text))


def inputn(text: str, name: str, width: float = nan, decimals: float = nan, formats: Any = None) -> float:
    """INPUTN: a number read with an informat that the run chooses."""
    informat = chosen_format(name, width, decimals, char=False)
    kind = format_parts(informat)[0]
    return float(input_number(text, (formats or {}).get(kind, informat)))


def inputc(text: str, name: str, width: float = nan, formats: Any = None) -> str:
    """INPUTC: a text read with an informat that the run chooses."""
    informat = chosen_format(name, width, nan, char=True)
    kind = format_parts(informat)[0]
    return str(input_text(text, (formats or {}).get(kind, informat)))
