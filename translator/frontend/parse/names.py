"""Lists of variables: `a b x1-x5 a--d a-numeric-d y: _all_` (SAS Variable Lists)."""

from __future__ import annotations

from translator.frontend.parse.cursor import Cursor
from translator.lang.source import Token
from translator.lang.syntax import Element, NameItem, NameRange, NumberedRange, Prefix, SpecialList, Var
from translator.lang.tokens import MACRO, NAME

_SPECIAL = {
    "_all_": "all",
    "_numeric_": "num",
    "_num_": "num",
    "_character_": "char",
    "_char_": "char",
}
_BETWEEN = {"numeric": "num", "character": "char", "num": "num", "char": "char"}


def read_names(
    cursor: Cursor, *, elements: bool = False, stop: frozenset[str] = frozenset()
) -> tuple[NameItem, ...]:
    """Read names as long as they come, or until a word of `stop`. `elements` allows `a{*}`, `a{i}`, `a(*)`."""
    items: list[NameItem] = []
    while cursor.is_name() or cursor.token.kind == MACRO or cursor.text == ":":
        if stop and cursor.word in stop and cursor.position < cursor.size:
            break
        items.append(read_name(cursor, elements=elements))
    return tuple(items)


def read_name(cursor: Cursor, *, elements: bool = False) -> NameItem:
    """Read one item of a list of variables; raises Unreadable (E0110) where none stands.

    A colon alone is the prefix that all names have: `call missing(of :)`.
    """
    token = cursor.token
    if cursor.text == ":":
        cursor.position += 1
        return SpecialList("all", token)
    name = cursor.name("a variable name")
    if cursor.position >= cursor.size:
        return _single(name, token)
    text = cursor.tokens[cursor.position].text
    if text == "-":
        return _range(cursor, name, token)
    if text == "--" and cursor.is_name(1):
        cursor.position += 1
        return NameRange(name, cursor.name(), "", token)
    if text == ":":
        cursor.position += 1
        return Prefix(name, token)
    if elements and text in ("{", "[", "("):
        return _element(cursor, name, token)
    return _single(name, token)


def _single(name: str, token: Token) -> NameItem:
    if name[0] == "_" and token.kind == NAME:
        match _SPECIAL.get(name.lower()):
            case "all":
                return SpecialList("all", token)
            case "num":
                return SpecialList("num", token)
            case "char":
                return SpecialList("char", token)
    return Var(name, token)


def _range(cursor: Cursor, name: str, token: Token) -> NameItem:
    """What a `-` after a name makes of it."""
    if cursor.text_at(1) == "-" and cursor.is_name(2):
        cursor.position += 2
        return NameRange(name, cursor.name(), "", token)
    if cursor.word_at(1) in _BETWEEN and cursor.text_at(2) == "-" and cursor.is_name(3):
        kind = _BETWEEN[cursor.word_at(1)]
        cursor.position += 3
        return NameRange(name, cursor.name(), kind, token)
    if cursor.is_name(1):
        cursor.position += 1
        return NumberedRange(name, cursor.name(), token)
    return _single(name, token)


def _element(cursor: Cursor, name: str, token: Token) -> NameItem:
    """`a{*}` or `a{i, j}` as an item."""
    from translator.frontend.parse.expressions import read_expression

    closing = {"(": ")", "[": "]", "{": "}"}[cursor.take().text]
    if cursor.text == "*" and cursor.text_at(1) in (")", "]", "}"):
        cursor.position += 2
        return Element(name, (), True, token)
    subscripts = [read_expression(cursor)]
    while cursor.accept(","):
        subscripts.append(read_expression(cursor))
    if cursor.text not in (")", "]", "}"):
        cursor.expect(closing, "E0104")
    cursor.position += 1
    return Element(name, tuple(subscripts), False, token)
