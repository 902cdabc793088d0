"""What INPUT and PUT share: pointers, columns, repeat factors."""

from __future__ import annotations

from translator.frontend.parse.cursor import Cursor, spelling
from translator.frontend.parse.declarations import read_constant
from translator.frontend.parse.expressions import read_expression
from translator.frontend.parse.formats import format_at
from translator.lang.statements import Pointer
from translator.lang.syntax import (
    Call,
    Element,
    Expr,
    Format,
    NameItem,
    NameRange,
    NumberedRange,
    SpecialList,
    Var,
)
from translator.lang.tokens import MACRO, NUMBER, STRING

_POINTERS = frozenset(("@", "@@", "+", "#", "/"))


def pointer_at(cursor: Cursor) -> Pointer | None:
    """Read the pointer control at the cursor, if one stands there."""
    text = cursor.text
    if text not in _POINTERS:
        return None
    cursor.position += 1
    match text:
        case "@@":
            return Pointer("holdall")
        case "/":
            return Pointer("next")
        case "@":
            if cursor.text == "@":
                cursor.position += 1
                return Pointer("holdall")
            if cursor.done or not _value_follows(cursor):
                return Pointer("hold")
            return Pointer("at", _pointer_value(cursor))
        case "+":
            return Pointer("plus", _pointer_value(cursor))
        case _:
            return Pointer("line", _pointer_value(cursor))


def _value_follows(cursor: Cursor) -> bool:
    token = cursor.token
    return cursor.is_name() or token.kind in (NUMBER, STRING, MACRO) or token.text == "("


def _pointer_value(cursor: Cursor) -> Expr:
    """The n of `@n`: a number, a variable, a text, an array element, or an expression in parentheses."""
    if cursor.accept("("):
        value = read_expression(cursor)
        cursor.expect(")", "E0104")
        return value
    if not _value_follows(cursor):
        cursor.fail("E0115", f"expected a column or line but found {cursor.found()}")
    if cursor.is_name():
        token = cursor.take()
        if cursor.text in ("{", "["):
            cursor.position -= 1
            return read_primary(cursor)
        return Var(spelling(token), token)
    return read_constant(cursor)


def read_primary(cursor: Cursor) -> Element | Call | Var:
    """An array element in braces, brackets or parentheses, or a plain name."""
    token = cursor.token
    name = cursor.name("a variable name")
    opening = cursor.text
    if opening in ("{", "[") or opening == "(":
        if cursor.text_at(1) == "*" and cursor.text_at(2) in ("}", "]", ")"):
            cursor.position += 3
            return Element(name, (), True, token)
        cursor.position += 1
        subscripts = [read_expression(cursor)]
        while cursor.accept(","):
            subscripts.append(read_expression(cursor))
        if cursor.text not in ("}", "]", ")"):
            cursor.fail("E0104", f"expected the end of the subscript but found {cursor.found()}")
        cursor.position += 1
        if opening == "(":
            return Call(name, tuple(subscripts), "", token)
        return Element(name, tuple(subscripts), False, token)
    return Var(name, token)


def read_variable(cursor: Cursor) -> NameItem:
    """A variable or list of INPUT or PUT. A colon after it is a modifier, never a name prefix."""
    token = cursor.token
    following = cursor.text_at(1)
    if following in ("{", "[") or (following == "(" and cursor.glued(1) and not _group_pair_follows(cursor)):
        return read_primary(cursor)
    name = cursor.name("a variable name")
    if cursor.text == "-":
        if cursor.is_name(1):
            cursor.position += 1
            return NumberedRange(name, cursor.name(), token)
        if cursor.text_at(1) == "-" and cursor.is_name(2):
            cursor.position += 2
            return NameRange(name, cursor.name(), "", token)
    if cursor.text == "." and cursor.glued() and cursor.is_name(1) and name.lower() in ("first", "last"):
        cursor.position += 1
        name += "." + cursor.name()
    match name.lower():
        case "_all_":
            return SpecialList("all", token)
        case "_numeric_":
            return SpecialList("num", token)
        case "_character_" | "_char_":
            return SpecialList("char", token)
    return Var(name, token)


def _group_pair_follows(cursor: Cursor) -> bool:
    """Is the group after the name followed by another: `x(a b)(3.)`?"""
    start = cursor.position
    cursor.position += 1
    try:
        cursor.skip_group()
        return cursor.text == "("
    finally:
        cursor.position = start


def columns_at(cursor: Cursor) -> tuple[int, int] | None:
    """`5-8` or `5`: columns; None where a format or something else stands."""
    token = cursor.token
    if cursor.done or token.kind != NUMBER or not token.text.isdigit():
        return None
    cursor.position += 1
    first = last = int(token.text)
    if cursor.text == "-" and cursor.text_at(1).isdigit():
        cursor.position += 1
        last = int(cursor.take().text)
    return first, last


def decimals_at(cursor: Cursor) -> int | None:
    """`.2` after columns."""
    token = cursor.token
    if not cursor.done and token.kind == NUMBER and token.text[:1] == "." and token.text[1:].isdigit():
        cursor.position += 1
        return int(token.text[1:])
    return None


def repeat_at(cursor: Cursor) -> int:
    """`5*` before a format or text; 1 where none stands."""
    token = cursor.token
    if token.kind == NUMBER and token.text.isdigit() and cursor.text_at(1) == "*":
        cursor.position += 2
        return int(token.text)
    return 1


def aligned_format_at(cursor: Cursor) -> Format | None:
    """A format with its alignment, `8.2-L` or `8.2 -L`."""
    form = format_at(cursor)
    if form is not None and cursor.text == "-" and cursor.word_at(1) in ("l", "c", "r"):
        cursor.position += 1
        return Format(form.name, form.width, form.decimals, form.at, cursor.take().text.upper())
    return form
