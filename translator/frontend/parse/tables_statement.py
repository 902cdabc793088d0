"""TABLES of PROC FREQ: `tables a a*b (c d)*e / options;`

SAS 9.4 Procedures Guide: Statistical Procedures, FREQ, "TABLES Statement": `(A B)*(C D)` means A*C B*C A*D B*D.
"""

from __future__ import annotations

from typing import Any

from translator.frontend.parse.cursor import Cursor
from translator.frontend.parse.names import read_name
from translator.frontend.parse.options import read_options
from translator.lang import statements as s
from translator.lang.syntax import NameItem

Where = dict[str, Any]
Crossing = tuple[NameItem, ...]


def read_tables(cursor: Cursor, where: Where) -> s.Statement:
    """TABLES of PROC FREQ: requests, then options behind a slash."""
    requests: list[Crossing] = []
    while not cursor.done and cursor.text != "/":
        requests.extend(_request(cursor))
    options: tuple[s.Option, ...] = ()
    if cursor.accept("/"):
        options = read_options(cursor)
    return s.Tables(requests=tuple(requests), options=options, **where)


def _request(cursor: Cursor) -> list[Crossing]:
    crossings = _factor(cursor)
    while cursor.accept("*"):
        right = _factor(cursor)
        crossings = [(*first, *second) for second in right for first in crossings]
    return crossings


def _factor(cursor: Cursor) -> list[Crossing]:
    if cursor.text != "(":
        return [(read_name(cursor),)]
    opening = cursor.take()
    found: list[Crossing] = []
    while cursor.text != ")":
        if cursor.done:
            cursor.fail("E0104", "a parenthesis is never closed", opening)
        found.extend(_request(cursor))
    cursor.position += 1
    return found
