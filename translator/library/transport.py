"""Special missing values in SAS transport files (XPORT), which the reader that is used gives as `.`.

A missing number has its letter (`.`, `_`, `A` … `Z`) in the first of its bytes, all others are zero. (SAS Technical
Support TS-140: Record Layout of a SAS Version 5 or 6 Data Set in SAS Transport Format; TS-140 v8.)
"""

from __future__ import annotations

import re
import struct
from typing import Any

_RECORD = 80
_DESCRIPTIONS = re.compile(rb"HEADER RECORD\*{7}(?:NAMESTR|NAMSTV8) HEADER RECORD!{7}\d{6}(\d{4})")
_ROWS = re.compile(rb"HEADER RECORD\*{7}OBS(?:V8)? +HEADER RECORD!{7}")


def transport_letters(data: bytes) -> dict[int, dict[int, str]]:
    """Return the letters of special missing values in the first data set of a transport file: column -> row -> letter.

    Columns and rows count from 0. A file of another form gives none.
    """
    found = _DESCRIPTIONS.search(data)
    rows = _ROWS.search(data, found.end() if found else 0)
    if found is None or rows is None:
        return {}
    size = 136 if b"000136" in data[: found.start()] else 140
    count = int(found.group(1))
    start = found.start() + _RECORD
    columns = [data[start + size * k : start + size * (k + 1)] for k in range(count)]
    kinds = [struct.unpack(">hhh", column[:6]) for column in columns]
    places = [struct.unpack(">l", column[84:88])[0] for column in columns]
    width = max((place + kind[2] for place, kind in zip(places, kinds, strict=True)), default=0)
    body = data[rows.start() + _RECORD :]
    made: dict[int, dict[int, str]] = {}
    for column, (kind, place) in enumerate(zip(kinds, places, strict=True)):
        if kind[0] != 1 or kind[2] < 2:
            continue
        pairs = zip(body[place::width], body[place + 1 :: width], strict=False)
        letters = {
            row: chr(first)
            for row, (first, second) in enumerate(pairs)
            if second == 0 and (first == 95 or 65 <= first <= 90)
        }
        if letters:
            made[column] = letters
    return made


def with_letters(values: list[Any], letters: dict[int, str]) -> list[Any]:
    """Return the values of a column, with the letter in each row that holds a special missing value."""
    return [letters.get(row, value) for row, value in enumerate(values)] if letters else values
