"""Global statements: TITLE, FOOTNOTE, OPTIONS, LIBNAME, FILENAME, ODS, MISSING and those without effect on data."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from translator.frontend.parse.cursor import Cursor, source_text
from translator.frontend.parse.datasets import read_dataset, read_text, text_value
from translator.frontend.parse.literals import runtime_pieces, runtime_string
from translator.lang import statements as s
from translator.lang.macro_text import MacroPart, MacroReference
from translator.lang.source import Token
from translator.lang.tokens import MACRO, NAME, STRING

Where = dict[str, Any]
_TITLE = re.compile(r"(title|footnote)(\d*)")


def read_global(cursor: Cursor, where: Where) -> s.Statement | None:
    """Read a global statement; None, nothing consumed, where none stands."""
    word = cursor.word
    titled = _TITLE.fullmatch(word)
    if titled:
        cursor.position += 1
        return _read_title(cursor, titled, where)
    reader = _READERS.get(word)
    if reader is not None:
        cursor.position += 1
        return reader(cursor, where)
    if word in OTHER_GLOBALS or word.rstrip("0123456789") in _NUMBERED:
        cursor.position += 1
        text = source_text(cursor.tokens[cursor.position : cursor.size])
        cursor.position = cursor.size
        return s.GlobalStatement(keyword=word, text=text, **where)
    return None


OTHER_GLOBALS = frozenset(
    """comment dm sasfile x page skip systask waitfor lock catname goptions endsas run quit
    resetline sysecho rsubmit endrsubmit signon signoff""".split()
)
"""Kept as `GlobalStatement`: no data set is made or read by them here (X and RSUBMIT act outside the program)."""


_NUMBERED = frozenset(("axis", "symbol", "pattern", "legend"))


def _read_title(cursor: Cursor, found: re.Match[str], where: Where) -> s.Statement:
    """The text may be several quoted pieces, with options such as `color=red` or `j=l` between them."""
    pieces: list[str] = []
    parts: list[MacroPart] = []
    while not cursor.done:
        token = cursor.token
        if token.kind == STRING:
            runtime = cursor.runtime if token.text[0] == '"' else None
            own = () if runtime is None else runtime_pieces(token, runtime)
            pieces.append(read_text(cursor))
            parts += [
                MacroReference(p.name.upper()) if isinstance(p, MacroReference) else p for p in own
            ] or [pieces[-1]]
        elif token.kind == NAME and cursor.text_at(1) == "=":
            cursor.position += 3
        else:
            pieces.append(token.text if token.glued or not pieces else " " + token.text)
            parts.append(pieces[-1])
            cursor.position += 1
    number = int(found[2] or 1)
    kind: Any = found[1]
    open_ = tuple(parts) if any(not isinstance(part, str) for part in parts) else ()
    return s.Title(kind=kind, number=number, text="".join(pieces) if pieces else None, pieces=open_, **where)


def _read_options(cursor: Cursor, where: Where) -> s.Statement:
    items: list[tuple[str, str]] = []
    while not cursor.done:
        name = cursor.name("a system option").lower()
        value = ""
        if cursor.accept("="):
            start = cursor.position
            if cursor.text == "(":
                cursor.skip_group()
            else:
                cursor.take()
                while cursor.glued() and not cursor.done:
                    cursor.position += 1
            tokens = cursor.tokens[start : cursor.position]
            value = _plain(tokens)
        items.append((name, value))
    return s.Options(items=tuple(items), **where)


def _plain(tokens: list[Token]) -> str:
    if len(tokens) == 1 and tokens[0].kind == STRING:
        return text_value(tokens[0])
    return source_text(tokens)


def _words(cursor: Cursor) -> tuple[str, ...]:
    """The rest of the statement, one text for each run of glued tokens."""
    words: list[str] = []
    while not cursor.done:
        token = cursor.take()
        if words and token.glued:
            words[-1] += token.text
        else:
            words.append(token.text)
    return tuple(words)


def _read_libname(cursor: Cursor, where: Where) -> s.Statement:
    """`libname ref 'path';` `libname ref engine 'path' options;` `libname ref clear;` `libname ref (a b);`"""
    libref = cursor.name("a libref")
    engine = ""
    if cursor.is_name() and cursor.word not in ("clear", "list") and cursor.text_at(1) != "=":
        engine = cursor.name()
    path: str | None = None
    token = cursor.token
    if not cursor.done and (token.kind == STRING or token.kind == MACRO):
        path = read_text(cursor)
    return s.Libname(libref=libref, path=path, engine=engine, words=_words(cursor), **where)


def _read_filename(cursor: Cursor, where: Where) -> s.Statement:
    """`filename ref 'path';` `filename ref temp;` `filename ref pipe 'cmd';` `filename ref ('a' 'b');`"""
    fileref = cursor.name("a fileref")
    device = ""
    if cursor.is_name() and cursor.text_at(1) != "=":
        device = cursor.name().lower()
    paths: list[str] = []
    resolves = _waits_for_the_run(cursor)
    if cursor.text == "(":
        cursor.position += 1
        while not cursor.done and not cursor.accept(")"):
            if not cursor.accept(","):
                paths.append(read_text(cursor))
    elif cursor.token.kind == STRING or (cursor.token.kind == MACRO and not cursor.done):
        paths.append(read_text(cursor))
    words = _words(cursor)
    return s.Filename(
        fileref=fileref, paths=tuple(paths), device=device, words=words, resolves=resolves, **where
    )


def _waits_for_the_run(cursor: Cursor) -> bool:
    """Does a text in double quotes, in the rest of the statement, hold macro variables that only the run knows?"""
    runtime = cursor.runtime
    return runtime is not None and any(
        token.kind == STRING and token.text[:1] == '"' and runtime_string(token, runtime) is not None
        for token in cursor.tokens[cursor.position :]
    )


def _read_ods(cursor: Cursor, where: Where) -> s.Statement:
    """`ods output Table=ds;` with its data sets; anything else as words."""
    if cursor.word != "output" or not (cursor.is_name(1) or cursor.ahead().kind == STRING):
        return s.OdsStatement(words=tuple(word.lower() for word in _words(cursor)), **where)
    start = cursor.position
    cursor.position += 1
    outputs: list[s.OdsOutput] = []
    while not cursor.done:
        token = cursor.token
        if cursor.word in ("close", "show", "clear", "list") and cursor.text_at(1) != "=":
            cursor.position = start
            return s.OdsStatement(words=tuple(word.lower() for word in _words(cursor)), **where)
        name = text_value(cursor.take()) if token.kind == STRING else cursor.name("an ODS table name")
        while cursor.text == "." and (cursor.is_name(1)):
            cursor.position += 1
            name += "." + cursor.name()
        settings = _read_table_options(cursor) if cursor.text == "(" else {}
        made = read_dataset(cursor) if cursor.accept("=") else s.Dataset("", "_DATA_", "special")
        outputs.append(
            s.OdsOutput(
                name,
                made,
                "match_all" in settings,
                settings.get("match_all", ""),
                settings.get("persist", ""),
            )
        )
    return s.OdsStatement(words=("output",), outputs=tuple(outputs), **where)


def _read_table_options(cursor: Cursor) -> dict[str, str]:
    """`(match_all persist=proc)`, `(match_all=list)`: options of an ODS table; "" for one without a value."""
    cursor.expect("(")
    found: dict[str, str] = {}
    while not cursor.accept(")"):
        option = cursor.name("an option of an ODS table").lower()
        value = cursor.name("a value").lower() if cursor.accept("=") else ""
        if option not in ("match_all", "persist") or option == "persist" and value not in ("proc", "run"):
            cursor.fail("E0116", "an ODS table takes MATCH_ALL, MATCH_ALL= and PERSIST=PROC or RUN")
        found[option] = value
        cursor.accept(",")
    return found


def _read_missing(cursor: Cursor, where: Where) -> s.Statement:
    """`missing A B _;` letters may stand together."""
    letters = "".join(token.text.upper() for token in cursor.tokens[cursor.position : cursor.size])
    for place, letter in enumerate(letters):
        if not (letter == "_" or "A" <= letter <= "Z"):
            cursor.fail("E0102", f"MISSING wants letters, found {letters[place]!r}")
    cursor.position = cursor.size
    return s.MissingStatement(letters=tuple(letters), **where)


_READERS: dict[str, Callable[[Cursor, Where], s.Statement]] = {
    "options": _read_options, "option": _read_options, "libname": _read_libname, "filename": _read_filename,
    "ods": _read_ods, "missing": _read_missing,
}  # fmt: skip

GLOBAL_WORDS = frozenset(_READERS) | {"title", "footnote", "x", "run", "quit"}
