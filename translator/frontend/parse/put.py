"""PUT, PUTLOG and ERROR (SAS DATA Step Statements: Reference, "PUT Statement")."""

from __future__ import annotations

from typing import Any

from translator.frontend.parse.cursor import Cursor
from translator.frontend.parse.datasets import text_value
from translator.frontend.parse.dialects import string_value
from translator.frontend.parse.fields import (
    aligned_format_at,
    columns_at,
    decimals_at,
    pointer_at,
    read_variable,
    repeat_at,
)
from translator.lang.source import Token
from translator.lang.statements import (
    ErrorStatement,
    Pointer,
    Put,
    PutField,
    PutGroup,
    PutItem,
    PutText,
    Statement,
)
from translator.lang.syntax import Format, NameItem, Number, String
from translator.lang.tokens import MACRO, STRING

Where = dict[str, Any]


def read_put(cursor: Cursor, where: Where) -> Statement:
    """PUT."""
    return Put(items=_items(cursor), log=False, **where)


def read_putlog(cursor: Cursor, where: Where) -> Statement:
    """PUTLOG."""
    return Put(items=_items(cursor), log=True, **where)


def read_error(cursor: Cursor, where: Where) -> Statement:
    """ERROR."""
    return ErrorStatement(items=_items(cursor), **where)


def _items(cursor: Cursor) -> tuple[PutItem, ...]:
    items: list[PutItem] = []
    while not cursor.done:
        pointer = _pointer(cursor)
        if pointer is not None:
            items.append(pointer)
        elif cursor.text == "(":
            items.append(_group(cursor))
        else:
            times = repeat_at(cursor)
            if _is_text(cursor.token):
                items.append(_text(cursor, times))
            elif times > 1:
                cursor.fail("E0115", f"expected a quoted text to repeat but found {cursor.found()}")
            else:
                items.append(_field(cursor))
    return tuple(items)


def _is_text(token: Token) -> bool:
    return token.kind == STRING and token.text[-1] not in "nN"


def _text(cursor: Cursor, times: int) -> PutText:
    token = cursor.take()
    node = string_value(token, cursor)
    if isinstance(node, String):
        return PutText(node.value, times)
    return PutText(text_value(token), times, None if isinstance(node, Number) else node)


_WORDS = {"overprint": Pointer("overprint"), "_page_": Pointer("page")}


def _pointer(cursor: Cursor) -> Pointer | None:
    pointer = _WORDS.get(cursor.word)
    if pointer is not None and cursor.text_at(1) != "=":
        cursor.position += 1
        return pointer
    return pointer_at(cursor)


def _field(cursor: Cursor) -> PutField:
    if cursor.word == "_blankpage_" or cursor.word == "_ods_":
        cursor.fail("E0115", f"{cursor.text} is not supported in PUT")
    if not cursor.is_name() and cursor.token.kind != MACRO:
        cursor.fail("E0115", f"expected a variable, a text or a pointer control but found {cursor.found()}")
    names = (read_variable(cursor),)
    return _with_form(cursor, names)


def _with_form(cursor: Cursor, names: tuple[NameItem, ...]) -> PutField:
    """What follows a name: `=`, `$`, a modifier, a format, columns."""
    named, modified, character = False, False, False
    if cursor.text == "=:":
        cursor.position += 1
        named = modified = True
    elif cursor.text == "=":
        cursor.position += 1
        named = True
    while cursor.text in (":", "~", "&"):
        cursor.position += 1
        modified = True
    form = aligned_format_at(cursor)
    if form is None and cursor.text == "$":
        cursor.position += 1
        character = True
        form = aligned_format_at(cursor)
        if form is not None and not form.name.startswith("$"):
            form = Format("$" + form.name, form.width, form.decimals, form.at, form.align)
    columns = columns_at(cursor) if form is None and cursor.text_at(1) != "*" else None
    decimals = decimals_at(cursor) if columns is not None else None
    if character and form is None and columns is None:
        form = None  # a lone `$` says only that the variable is character
    return PutField(names, named, form, modified, columns, decimals)


def _group(cursor: Cursor) -> PutGroup:
    """`(names) (formats)`, e.g. `(a b) (=)`."""
    opening = cursor.take()
    names: list[NameItem] = []
    while cursor.text != ")":
        if cursor.done:
            cursor.fail("E0104", "the list of variables is never closed", opening)
        if not cursor.accept(","):
            names.append(read_variable(cursor))
    cursor.position += 1
    if cursor.text != "(":
        cursor.fail("E0115", f"expected the formats in parentheses but found {cursor.found()}")
    return PutGroup(tuple(names), tuple(_group_formats(cursor)))


def _group_formats(cursor: Cursor) -> list[PutField | PutText | Pointer | Format]:
    opening = cursor.take()
    formats: list[PutField | PutText | Pointer | Format] = []
    while cursor.text != ")":
        if cursor.done:
            cursor.fail("E0104", "the list of formats is never closed", opening)
        if cursor.accept(","):
            continue
        times = repeat_at(cursor)
        if cursor.text == "(":
            formats.extend(_group_formats(cursor) * times)
            continue
        one: PutField | PutText | Pointer | Format | None = _pointer(cursor)
        if one is None and _is_text(cursor.token):
            one = _text(cursor, times)
            times = 1
        if one is None:
            before = cursor.position
            field = _with_form(cursor, ())
            if cursor.position == before:
                cursor.fail("E0115", f"expected a format but found {cursor.found()}")
            simple = field.format is not None and not field.named and not field.modified
            one = field.format if simple else field
        assert one is not None
        formats.extend([one] * times)
    cursor.position += 1
    return formats
