"""VALUE, INVALUE and PICTURE of PROC FORMAT (Base SAS Procedures Guide, FORMAT, "Specifying Values or Ranges")."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from translator.frontend.parse.cursor import Cursor, spelling
from translator.frontend.parse.datasets import only_the_run_knows, text_value
from translator.frontend.parse.declarations import read_constant
from translator.frontend.parse.formats import format_at
from translator.frontend.parse.options import read_option
from translator.lang import statements as s
from translator.lang.syntax import Expr, Format, NameItem, Number, String, Var
from translator.lang.tokens import MACRO, NUMBER, STRING

Where = dict[str, Any]
Kind = Literal["value", "invalue", "picture"]


def read_value(cursor: Cursor, where: Where) -> s.Statement:
    """VALUE."""
    return _definition(cursor, "value", where)


def read_invalue(cursor: Cursor, where: Where) -> s.Statement:
    """INVALUE."""
    return _definition(cursor, "invalue", where)


def read_picture(cursor: Cursor, where: Where) -> s.Statement:
    """PICTURE."""
    return _definition(cursor, "picture", where)


def _definition(cursor: Cursor, kind: Kind, where: Where) -> s.Statement:
    dollar = "$" if cursor.accept("$") else ""
    name = dollar + cursor.name("the format's name").upper()
    if cursor.text == "." and cursor.glued():
        cursor.fail("E0117", "the format's name is written without a period where it is defined")
    options: list[s.Option] = []
    if cursor.text == "(":
        options = _options(cursor)
    entries: list[s.FormatEntry] = []
    while not cursor.done:
        entries.append(_entry(cursor, kind))
    return s.FormatDefinition(kind=kind, name=name, entries=tuple(entries), options=tuple(options), **where)


def _options(cursor: Cursor) -> list[s.Option]:
    opening = cursor.take()
    options: list[s.Option] = []
    while cursor.text != ")":
        if cursor.done:
            cursor.fail("E0104", "a parenthesis is never closed", opening)
        if not cursor.accept(","):
            options.append(read_option(cursor, datasets=False))
    cursor.position += 1
    return options


def _entry(cursor: Cursor, kind: Kind) -> s.FormatEntry:
    ranges = [_range(cursor)]
    while cursor.accept(","):
        ranges.append(_range(cursor))
    if cursor.text == "(":
        cursor.fail("E0117", "options of a range, such as REGEXP, are not supported")
    if cursor.text != "=":
        cursor.fail("E0117", f"expected '=' and the label but found {cursor.found()}")
    cursor.position += 1
    label = _label(cursor, kind)
    options = _options(cursor) if cursor.text == "(" else []
    return s.FormatEntry(tuple(ranges), label, tuple(options))


def _range(cursor: Cursor) -> s.FormatRange:
    """`5`, `low-<30`, `30<-high`, `'A'-'C'`, `other`."""
    low = _bound(cursor)
    low_open = high_open = False
    if cursor.text == "<" and cursor.text_at(1) == "-":
        low_open = True
        cursor.position += 1
    if cursor.text != "-":
        return s.FormatRange(low)
    cursor.position += 1
    if cursor.accept("<"):
        high_open = True
    return s.FormatRange(low, _bound(cursor), low_open, high_open)


def _bound(cursor: Cursor) -> Expr:
    token = cursor.token
    if cursor.text in ("-", "+") and cursor.ahead().kind == NUMBER:
        sign = cursor.take().text
        value = read_constant(cursor)
        assert isinstance(value, Number)
        return Number(-value.value if sign == "-" else value.value, "", token)
    if cursor.done:
        cursor.fail("E0117", "expected a value or range but found the end of the statement")
    if token.kind == STRING and token.text[-1] not in "nN":
        return read_constant(cursor)
    if cursor.is_name():
        cursor.position += 1
        word = spelling(token).lower()
        return Var(word, token) if word in ("low", "high", "other") else String(spelling(token), token)
    if token.kind in (NUMBER, MACRO) or cursor.text[:1] == ".":
        return read_constant(cursor)
    cursor.fail("E0117", f"expected a value or range but found {cursor.found()}")


def _label(cursor: Cursor, kind: Kind) -> Expr | Format:
    token = cursor.token
    closing = {"[": "]", "(": "|"}.get(cursor.text)
    if closing and (cursor.text == "[" or cursor.text_at(1) == "|"):
        cursor.position += 1 if closing == "]" else 2
        form = format_at(cursor)
        if form is None:
            cursor.fail("E0117", f"expected a format but found {cursor.found()}")
        cursor.expect(closing, "E0104")
        if closing == "|":
            cursor.expect(")", "E0104")
        return form
    if cursor.done:
        cursor.fail("E0117", "expected a label but found the end of the statement")
    if token.kind == STRING:
        if kind == "invalue":
            return read_constant(cursor)
        if only_the_run_knows(cursor, token):
            cursor.fail("E0117", "a label with a macro variable that only the run knows")
        cursor.position += 1
        return String(text_value(token), token)
    if cursor.is_name():
        cursor.position += 1
        word = token.text.lower()
        if kind == "invalue" and word in ("_same_", "_error_"):
            return Var(word, token)
        return String(token.text, token)
    if cursor.text in ("-", "+") or token.kind in (NUMBER, MACRO) or cursor.text[:1] == ".":
        value = _bound(cursor)
        if kind != "invalue" and isinstance(value, Number):
            return String(cursor.tokens[cursor.position - 1].text, token)
        return value
    cursor.fail("E0117", f"expected a label but found {cursor.found()}")


def read_select(keyword: str) -> Callable[[Cursor, Where], s.Statement]:
    """SELECT and EXCLUDE: names of formats; informats have an `@` before their name."""

    def read(cursor: Cursor, where: Where) -> s.Statement:
        names: list[NameItem] = []
        while not cursor.done:
            token = cursor.token
            prefix = ""
            while cursor.text in ("@", "$"):
                prefix += cursor.take().text
            name = prefix + cursor.name("the name of a format")
            if cursor.text == "." and cursor.glued():
                cursor.position += 1
            if cursor.accept(":"):
                name += ":"
            names.append(Var(name, token))
        return s.ProcStatement(keyword=keyword, names=tuple(names), **where)

    return read
