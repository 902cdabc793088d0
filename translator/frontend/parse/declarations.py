"""Statements that give variables attributes: LENGTH, LABEL, FORMAT, INFORMAT, ATTRIB, ARRAY, RETAIN, KEEP …"""

from __future__ import annotations

from typing import Any

from translator.frontend.parse.cursor import Cursor
from translator.frontend.parse.datasets import read_label_text, read_pair
from translator.frontend.parse.expressions import read_expression
from translator.frontend.parse.formats import format_at
from translator.frontend.parse.names import read_name, read_names
from translator.lang.statements import (
    Array,
    Attrib,
    Attributes,
    Drop,
    FormatStatement,
    InformatStatement,
    Keep,
    LabelStatement,
    Length,
    Rename,
    Retain,
    Statement,
)
from translator.lang.syntax import Expr, Format, MacroValue, Missing, NameItem, Number, String, Unary
from translator.lang.tokens import MACRO, NAME, NUMBER, STRING

Where = dict[str, Any]
"""`at`, `end` and `comments` of the statement that is read."""


def read_keep(cursor: Cursor, where: Where) -> Statement:
    """KEEP."""
    return Keep(names=_some_names(cursor), **where)


def read_drop(cursor: Cursor, where: Where) -> Statement:
    """DROP."""
    return Drop(names=_some_names(cursor), **where)


def _some_names(cursor: Cursor) -> tuple[NameItem, ...]:
    names = read_names(cursor)
    if not names:
        cursor.fail("E0110", f"expected a variable name but found {cursor.found()}")
    return names


def read_rename(cursor: Cursor, where: Where) -> Statement:
    """RENAME old=new …"""
    pairs = []
    while not cursor.done:
        pairs.append(read_pair(cursor))
    return Rename(pairs=tuple(pairs), **where)


def read_length(cursor: Cursor, where: Where) -> Statement:
    """`length a b $ 20 c 8 d $5.;`"""
    items: list[tuple[tuple[NameItem, ...], bool, int]] = []
    default: int | None = None
    while not cursor.done:
        if cursor.word == "default" and cursor.text_at(1) == "=":
            cursor.position += 2
            default = _length_number(cursor)
            continue
        names = _some_names(cursor)
        character, number = _length(cursor)
        items.append((names, character, number))
    return Length(items=tuple(items), default=default, **where)


def _length(cursor: Cursor) -> tuple[bool, int]:
    """`8`, `$ 20`, `$20.`, `$char20.`, `3.0`."""
    character = cursor.accept("$")
    if character and cursor.token.kind == NAME and cursor.text_at(1) == "." and cursor.glued(1):
        cursor.position -= 1
        form = format_at(cursor)
        if form is not None and form.width is not None:
            return True, form.width
    return character, _length_number(cursor)


def _length_number(cursor: Cursor) -> int:
    token = cursor.token
    whole, _, decimals = token.text.partition(".")
    digits = whole if not decimals.strip("0") else ""
    if cursor.done or token.kind != NUMBER or not digits.isdigit():
        cursor.fail("E0112", f"expected a length but found {cursor.found()}")
    cursor.position += 1
    if cursor.text == "." and cursor.glued():
        cursor.position += 1
    return int(digits)


def read_label(cursor: Cursor, where: Where) -> Statement:
    """`label a='text' b='text';` a text without quotes runs to the next `name=`."""
    items: list[tuple[NameItem, str]] = []
    while not cursor.done:
        name = read_name(cursor)
        cursor.expect("=")
        items.append((name, _label_text(cursor)))
    return LabelStatement(items=tuple(items), **where)


def _label_text(cursor: Cursor) -> str:
    token = cursor.token
    if token.kind == STRING or token.kind == MACRO:
        return read_label_text(cursor).rstrip(" ")
    parts: list[str] = []
    while not cursor.done and not (cursor.is_name() and cursor.text_at(1) == "="):
        token = cursor.take()
        parts.append(token.text if token.glued or not parts else " " + token.text)
    return "".join(parts)


def read_format(cursor: Cursor, where: Where) -> Statement:
    """FORMAT."""
    items, default = _formats(cursor)
    return FormatStatement(items=items, default=default, **where)


def read_informat(cursor: Cursor, where: Where) -> Statement:
    """INFORMAT."""
    items, default = _formats(cursor)
    return InformatStatement(items=items, default=default, **where)


def _formats(cursor: Cursor) -> tuple[tuple[tuple[tuple[NameItem, ...], Format | None], ...], Format | None]:
    items: list[tuple[tuple[NameItem, ...], Format | None]] = []
    default: Format | None = None
    while not cursor.done:
        if cursor.word == "default" and cursor.text_at(1) == "=":
            cursor.position += 2
            default = format_at(cursor)
            if default is None:
                cursor.fail("E0112", f"expected a format but found {cursor.found()}")
            continue
        names: list[NameItem] = []
        form = None
        while not cursor.done:
            form = format_at(cursor)
            if form is not None:
                break
            if cursor.text == "$" and names:  # a `$` before the width stands alone in `informat s $ 6.`
                form = _spaced_format(cursor)
                break
            names.append(read_name(cursor))
        if form is not None and not names:
            cursor.fail("E0110", "the format stands before any variable")
        items.append((tuple(names), form))
    return tuple(items), default


def _spaced_format(cursor: Cursor) -> Format:
    at = cursor.take()
    form = format_at(cursor)
    if form is None:
        return Format("$", None, None, at)
    return Format("$" + form.name, form.width, form.decimals, at)


def read_attrib(cursor: Cursor, where: Where) -> Statement:
    """`attrib a b length=$8 label='x' format=f. …;`"""
    items: list[Attributes] = []
    while not cursor.done:
        names: list[NameItem] = []
        while not (cursor.word in _ATTRIBUTES and cursor.text_at(1) == "="):
            names.append(read_name(cursor))
        given: dict[str, Any] = {}
        while cursor.word in _ATTRIBUTES and cursor.text_at(1) == "=":
            option = cursor.take().text.lower()
            cursor.position += 1
            match option:
                case "length":
                    given[option] = _length(cursor)
                case "label":
                    given[option] = read_label_text(cursor).rstrip(" ")
                case "transcode":
                    cursor.name()
                case _:
                    form = format_at(cursor)
                    nothing = cursor.done or cursor.text_at(1) == "="
                    if form is None and not nothing:
                        cursor.fail("E0112", f"expected a format but found {cursor.found()}")
                    given[option] = form or Format("")  # `format=` alone takes the format away
        items.append(Attributes(tuple(names), **given))
    return Attrib(items=tuple(items), **where)


_ATTRIBUTES = frozenset(("length", "label", "format", "informat", "transcode"))


# --- RETAIN and ARRAY -----------------------------------------------------------------------------------


def read_retain(cursor: Cursor, where: Where) -> Statement:
    """`retain a b 0 c 'x' d1-d3 (1 2 3);`"""
    items: list[tuple[tuple[NameItem, ...], tuple[Expr, ...] | Expr | None]] = []
    while not cursor.done:
        names = _retained(cursor)
        if not names:
            cursor.fail("E0110", f"expected a variable name but found {cursor.found()}")
        initial: tuple[Expr, ...] | Expr | None = None
        if not cursor.done:
            initial = tuple(_initial_list(cursor)) if cursor.text == "(" else _constant(cursor)
        items.append((names, initial))
    return Retain(items=tuple(items), **where)


def _retained(cursor: Cursor) -> tuple[NameItem, ...]:
    """Names; a macro variable after a name is its initial value."""
    items: list[NameItem] = []
    while cursor.is_name() or (cursor.token.kind == MACRO and not items):
        items.append(read_name(cursor))
    return tuple(items)


def _constant(cursor: Cursor) -> Expr:
    """A constant with its sign."""
    token = cursor.token
    if cursor.text in ("+", "-"):
        sign = cursor.take().text
        value = _constant(cursor)
        if isinstance(value, Number):
            return Number(-value.value if sign == "-" else value.value, "", token)
        return Unary("-" if sign == "-" else "+", value, token)
    if token.kind in (NUMBER, STRING) or cursor.text[:1] == "." or token.kind == MACRO:
        before = cursor.position
        value = read_constant(cursor)
        if isinstance(value, (Number, String, Missing, MacroValue)):
            return value
        cursor.position = before
    cursor.fail("E0110", f"expected an initial value but found {cursor.found()}")


def read_constant(cursor: Cursor) -> Expr:
    """One token (or `.A`) as a constant: no operators are looked for."""
    from translator.frontend.parse.dialects import DATA, ExpressionLexer

    lexer = ExpressionLexer(cursor, DATA)
    if lexer.next({"OPERAND": 0}) != "OPERAND":
        lexer.stay()
        cursor.fail("E0101", f"expected a constant but found {cursor.found()}")
    value: Expr = lexer.value
    return value


def _initial_list(cursor: Cursor) -> list[Expr]:
    """`(1 2, 3*0 2*(1 2))`, repeat factors expanded, `1:3` too."""
    opening = cursor.take()
    values: list[Expr] = []
    while cursor.text != ")":
        if cursor.done:
            cursor.fail("E0104", "the list of initial values is never closed", opening)
        if cursor.accept(","):
            continue
        if cursor.text == "(":
            values.extend(_initial_list(cursor))
            continue
        value = _constant(cursor)
        if cursor.text == "*" and isinstance(value, Number):
            cursor.position += 1
            repeated = _initial_list(cursor) if cursor.text == "(" else [_constant(cursor)]
            values.extend(repeated * int(value.value))
        elif cursor.text == ":" and isinstance(value, Number):
            cursor.position += 1
            high = _constant(cursor)
            if not isinstance(high, Number):
                cursor.fail("E0114", "a range of initial values wants whole numbers")
            values.extend(Number(float(n)) for n in range(int(value.value), int(high.value) + 1))
        else:
            values.append(value)
    cursor.position += 1
    return values


_CLOSED = {"{": "}", "[": "]", "(": ")"}


def read_array(cursor: Cursor, where: Where) -> Statement:
    """ARRAY in all its forms; without a subscript it is an implicit array (`array x(i) a b c;` with an index)."""
    name = cursor.name("the array's name")
    bounds: tuple[tuple[int, int], ...] | None = None
    implicit, index = True, ""
    if cursor.text in _CLOSED:
        if cursor.text == "(" and cursor.is_name(1) and cursor.text_at(2) == ")":
            cursor.position += 1
            index = cursor.name()
            cursor.position += 1
        else:
            implicit = False
            bounds = _bounds(cursor)
    character = cursor.accept("$")
    length: int | None = None
    if cursor.token.kind == NUMBER and not cursor.done:
        length = _length_number(cursor)
    temporary = False
    elements: list[NameItem] = []
    while cursor.is_name() or (cursor.token.kind == MACRO and not cursor.done):
        if cursor.word == "_temporary_":
            cursor.position += 1
            temporary = True
        else:
            elements.append(read_name(cursor))
    if cursor.text == "$":  # `array a{3} x y z $ 4`
        cursor.position += 1
        character = True
        if cursor.token.kind == NUMBER:
            length = _length_number(cursor)
    initial = tuple(_initial_list(cursor)) if cursor.text == "(" else ()
    return Array(
        name=name, bounds=bounds, is_char=character, length=length, elements=tuple(elements), initial=initial,
        temporary=temporary, implicit=implicit, index=index, **where,
    )  # fmt: skip


def _bounds(cursor: Cursor) -> tuple[tuple[int, int], ...] | None:
    """`{3}`, `{2,3}`, `{0:5}`, `{*}` (None)."""
    closing = _CLOSED[cursor.take().text]
    if cursor.text == "*":
        cursor.position += 1
        _close(cursor, closing)
        return None
    bounds: list[tuple[int, int]] = []
    unknown = False
    while True:
        low = _bound(cursor)
        if cursor.accept(":"):
            high = _bound(cursor)
        else:
            low, high = 1, low
        if low is None or high is None:
            unknown = True
        else:
            bounds.append((low, high))
        if not cursor.accept(","):
            break
    _close(cursor, closing)
    return None if unknown else tuple(bounds)


def _bound(cursor: Cursor) -> int | None:
    """A whole number; None for a macro value that only the run knows."""
    value = read_expression(cursor)
    if isinstance(value, Number) and value.value == int(value.value):
        return int(value.value)
    if isinstance(value, MacroValue):
        return None
    cursor.fail("E0114", "the bound of an array must be a whole number", cursor.tokens[cursor.position - 1])


def _close(cursor: Cursor, closing: str) -> None:
    if cursor.text in ("}", "]", ")"):
        cursor.position += 1
    else:
        cursor.expect(closing, "E0104")
