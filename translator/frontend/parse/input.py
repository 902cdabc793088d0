"""INPUT: list, column, formatted and named styles (SAS DATA Step Statements: Reference, "INPUT Statement")."""

from __future__ import annotations

from typing import Any, Literal

from translator.frontend.parse.cursor import Cursor
from translator.frontend.parse.fields import columns_at, decimals_at, pointer_at, read_variable, repeat_at
from translator.frontend.parse.formats import format_at
from translator.lang.statements import Input, InputField, InputGroup, InputItem, Pointer, Statement
from translator.lang.syntax import Format, NameItem
from translator.lang.tokens import NUMBER

Where = dict[str, Any]


def read_input(cursor: Cursor, where: Where) -> Statement:
    """INPUT: variables, groups, pointers, and a trailing @ or @@."""
    items: list[InputItem] = []
    while not cursor.done:
        pointer = pointer_at(cursor)
        if pointer is not None:
            items.append(pointer)
        elif cursor.text == "(":
            items.append(_group(cursor))
        else:
            items.append(_field(cursor, (read_variable(cursor),)))
    return Input(items=tuple(items), **where)


def _field(cursor: Cursor, names: tuple[NameItem, ...]) -> InputField:
    """What follows a name: `$`, modifiers, an informat, columns, or `=`."""
    character, modifiers, marks = False, "", ""
    informat: Format | None = None
    named = cursor.accept("=")
    columns: tuple[int, int] | None = None
    decimals: int | None = None
    while not cursor.done:
        text = cursor.text
        informat = format_at(cursor)
        if informat is not None:
            break
        if text == "$":
            character = True
            cursor.position += 1
        elif text in (":", "&", "~"):
            modifiers += text
            cursor.position += 1
        elif text in ("?", "??"):
            marks += text
            cursor.position += 1
        elif cursor.token.kind == NUMBER and text.isdigit() and columns is None:
            columns = columns_at(cursor)
            decimals = decimals_at(cursor)
            break
        else:
            break
    if informat is not None and character and not informat.name.startswith("$"):
        informat = Format("$" + informat.name, informat.width, informat.decimals, informat.at)
    mode: Literal["list", "column", "formatted", "named"] = "list"
    if named:
        mode = "named"
    elif columns is not None:
        mode = "column"
    elif informat is not None and not modifiers:
        mode = "formatted"
    if informat is not None and informat.name.startswith("$"):
        character = True
    return InputField(names, mode, character, modifiers, informat, columns, decimals, marks)


def _group(cursor: Cursor) -> InputGroup:
    """`(names) (informats)`."""
    opening = cursor.take()
    names: list[NameItem] = []
    while cursor.text != ")":
        if cursor.done:
            cursor.fail("E0104", "the list of variables is never closed", opening)
        if not cursor.accept(","):
            names.append(read_variable(cursor))
    cursor.position += 1
    if cursor.text != "(":
        cursor.fail("E0115", f"expected the informats in parentheses but found {cursor.found()}")
    return InputGroup(tuple(names), tuple(_group_formats(cursor)))


def _group_formats(cursor: Cursor) -> list[InputField | Pointer | Format]:
    opening = cursor.take()
    formats: list[InputField | Pointer | Format] = []
    while cursor.text != ")":
        if cursor.done:
            cursor.fail("E0104", "the list of informats is never closed", opening)
        if cursor.accept(","):
            continue
        times = repeat_at(cursor)
        if cursor.text == "(":
            formats.extend(_group_formats(cursor) * times)
            continue
        one: InputField | Pointer | Format | None = pointer_at(cursor)
        if one is None:
            field = _field(cursor, ())
            plain = not (field.modifiers or field.error_marks or field.columns or field.mode == "named")
            if plain and field.informat is None and not field.is_char:
                cursor.fail("E0115", f"expected an informat but found {cursor.found()}")
            one = field.informat if plain and field.informat is not None else field
        formats.extend([one] * times)
    cursor.position += 1
    return formats
