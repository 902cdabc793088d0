"""COLUMN, DEFINE, BREAK, RBREAK, COMPUTE and LINE of PROC REPORT.

Base SAS 9.4 Procedures Guide, REPORT: "COLUMN Statement" (items, aliases, `above,below`, headers in parentheses),
"DEFINE Statement", "BREAK Statement", "RBREAK Statement", "COMPUTE Statement".
"""

from __future__ import annotations

from typing import Any

from translator.frontend.parse.cursor import Cursor
from translator.frontend.parse.datasets import read_label_text
from translator.frontend.parse.names import read_name
from translator.frontend.parse.options import read_option, read_options
from translator.lang import statements as s
from translator.lang import syntax_report as r
from translator.lang.tokens import STRING

Where = dict[str, Any]


def read_column(cursor: Cursor, where: Where) -> s.Statement:
    """Read `column items`."""
    content = _columns(cursor)
    return s.ReportStatement(keyword="column", content=content, **where)


def _columns(cursor: Cursor) -> r.ReportColumns:
    """Read items up to the end, a closing parenthesis or a comma."""
    headers: list[str] = []
    while cursor.token.kind == STRING and cursor.text[-1:] not in "nN" and not cursor.done:
        headers.append(read_label_text(cursor))
    items: list[r.ReportItem | r.ReportStack | r.ReportColumns] = []
    while not cursor.done and cursor.text != ")":
        items.append(_stack(cursor))
    return r.ReportColumns(tuple(items), tuple(headers))


def _stack(cursor: Cursor) -> r.ReportItem | r.ReportStack | r.ReportColumns:
    first = _single(cursor)
    if cursor.text != ",":
        return first
    levels = [_level(first)]
    while cursor.accept(","):
        levels.append(_level(_single(cursor)))
    return r.ReportStack(tuple(levels))


def _level(item: r.ReportItem | r.ReportColumns) -> r.ReportColumns:
    return item if isinstance(item, r.ReportColumns) else r.ReportColumns((item,))


def _single(cursor: Cursor) -> r.ReportItem | r.ReportColumns:
    token = cursor.token
    if cursor.text == "(":
        cursor.position += 1
        found = _columns(cursor)
        cursor.expect(")", "E0104")
        return found
    item = read_name(cursor)
    alias = cursor.name("an alias") if cursor.accept("=") else ""
    return r.ReportItem(item, alias, token)


def read_define(cursor: Cursor, where: Where) -> s.Statement:
    """Read `define item / options 'header'`; the item may be a list of variables: `a--d`, `x1-x3`, `_numeric_`."""
    item = read_name(cursor)
    headers: list[str] = []
    options: list[s.Option] = []
    if cursor.accept("/"):
        while not cursor.done:
            if cursor.token.kind == STRING and cursor.token.text[-1] not in "nN":
                headers.append(read_label_text(cursor))
            else:
                options.append(read_option(cursor, datasets=False))
    content = r.ReportDefinition(item, tuple(headers))
    return s.ReportStatement(keyword="define", content=content, options=tuple(options), **where)


def read_break(cursor: Cursor, where: Where) -> s.Statement:
    """Read `break after g / options`."""
    return _break(cursor, where, "break")


def read_rbreak(cursor: Cursor, where: Where) -> s.Statement:
    """Read `rbreak after / options`."""
    return _break(cursor, where, "rbreak")


def _break(cursor: Cursor, where: Where, keyword: str) -> s.Statement:
    if cursor.word not in ("before", "after"):
        cursor.fail("E0102", f"expected BEFORE or AFTER but found {cursor.found()}")
    location = cursor.take().text.lower()
    target = cursor.name("a variable") if keyword == "break" else ""
    options: tuple[s.Option, ...] = ()
    if cursor.accept("/"):
        options = read_options(cursor)
    place = r.ReportPlace(location, target)
    return s.ReportStatement(keyword=keyword, content=place, options=options, **where)


def read_compute(cursor: Cursor, where: Where, body: tuple[s.Statement, ...]) -> s.Statement:
    """Read `compute name / char length=8`, `compute before g`; `body` are its statements."""
    location, target = "", ""
    if cursor.word in ("before", "after") and cursor.text_at(1) != "/=":
        location = cursor.take().text.lower()
    if not cursor.done and cursor.text != "/":
        target = cursor.name("a report item")
    options: tuple[s.Option, ...] = ()
    if cursor.accept("/"):
        options = read_options(cursor)
    cursor.finish()
    place = r.ReportPlace(location, target)
    return s.ReportStatement(keyword="compute", content=place, options=options, body=body, **where)
