"""Formats and informats as written: `8.2`, `$char10.`, `date9.`."""

from __future__ import annotations

import re

from translator.frontend.parse.cursor import Cursor
from translator.lang.source import Token
from translator.lang.syntax import Format, Number
from translator.lang.tokens import NAME, NUMBER

_NAME = re.compile(r"(.*?)(\d*)")
_PLAIN = re.compile(r"(\d*)\.(\d*)")


def format_at(cursor: Cursor) -> Format | None:
    """Read the format at the cursor; None, the cursor unmoved, where none stands.

    Digits that end the name are the width (SAS Formats and Informats: Reference, "Syntax of a Format": a name
    never ends in a number).
    """
    place = cursor.position
    start = cursor.token
    dollar = ""
    if cursor.text == "$":
        dollar = "$"
        cursor.position += 1
    token = cursor.token
    if cursor.position < cursor.size and (not dollar or token.glued):
        if token.kind == NAME:
            found = _named(cursor, dollar, token, start)
            if found is not None:
                return found
        elif token.kind == NUMBER:
            plain = _PLAIN.fullmatch(token.text)
            if plain and plain[1]:
                cursor.position += 1
                decimals = plain[2] or _decimals(cursor)
                return Format(dollar, int(plain[1]), int(decimals) if decimals else None, start)
            if token.text.isdigit() and cursor.text_at(1) == "." and cursor.glued(1):
                cursor.position += 2
                decimals = _decimals(cursor)
                return Format(dollar, int(token.text), int(decimals) if decimals else None, start)
        elif dollar and token.text == ".":
            cursor.position += 1
            return Format("$", None, None, start)
    cursor.position = place
    return None


def _named(cursor: Cursor, dollar: str, token: Token, start: Token) -> Format | None:
    dot = cursor.ahead()
    if cursor.position + 1 >= cursor.size or not dot.glued or dot.text[:1] != ".":
        return None
    digits = dot.text[1:]
    if digits and not digits.isdigit():
        return None
    if not digits and cursor.glued(2) and cursor.is_name(2):  # lib.name
        return None
    cursor.position += 2
    if not digits:
        digits = _decimals(cursor)
    split = _NAME.fullmatch(token.text)
    name, width = (split[1], split[2]) if split else (token.text, "")
    return Format(
        dollar + name.upper(), int(width) if width else None, int(digits) if digits else None, start
    )


def _decimals(cursor: Cursor) -> str:
    """Digits glued after the dot."""
    if cursor.glued():
        token = cursor.token
        if token.kind == NUMBER and token.text.isdigit():
            cursor.position += 1
            return token.text
    return ""


def format_of_number(number: Number) -> Format | Number:
    """`8.2` where a format stands (PUT and INPUT functions); a number without a period stays a number."""
    token = number.at
    plain = _PLAIN.fullmatch(token.text) if token is not None else None
    if plain is None or not plain[1]:
        return number
    return Format("", int(plain[1]), int(plain[2]) if plain[2] else None, token)
