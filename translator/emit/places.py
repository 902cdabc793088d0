"""Where a step of the output comes from: its lines in the program, and its own text in a macro or included file."""

from __future__ import annotations

import re

from translator.lang.source import Token

_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


def printable(text: str) -> str:
    """Return a text for a comment of the output: signs that no code may hold, or that would end its line, are shown as one.

    >>> printable("a\\x00b\\x0cc")
    'a\ufffdb\ufffdc'
    """
    return _UNPRINTED.sub("\ufffd", text)


def lines_of(first: Token, last: Token) -> str:
    """Return the program's lines that a step goes back to: `3`, `3-7`."""
    begin, end = first.outermost.line, last.outermost.line
    return f"{begin}-{end}" if end > begin else f"{begin}"


def expansion_of(first: Token, last: Token) -> str:
    """Return where a step's text stands, if not in the program itself: `expansion of %load, utils.sas 14-16`.

    The innermost macro or included file that the text belongs to; "" for the program's own text.
    """
    via = first.via
    while via is not None and via.how not in ("macro body", "include", "execute"):
        via = via.at.via
    if via is None:
        return ""
    begin, end = first.line, last.line if last.source is first.source else first.line
    place = f"{begin}-{end}" if end > begin else f"{begin}"
    if first.source is first.outermost.source:
        place = f"lines {place}" if "-" in place else f"line {place}"
    else:
        file = re.split(r"[/\\]", first.source.path)[-1]
        place = f"{file} {place}"
    match via.how:
        case "macro body":
            return f"expansion of %{via.name.lower()}, {place}"
        case "execute":
            return f"text of CALL EXECUTE, {place}"
        case _:
            return place


def file_of(token: Token) -> str:
    """The name of the file that a token stands in."""
    return re.split(r"[/\\]", token.source.path)[-1]
