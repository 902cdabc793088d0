"""PROC FCMP: FUNCTION and SUBROUTINE blocks, whose bodies are statements of the DATA step.

Base SAS 9.4 Procedures Guide, "FCMP Procedure". What stands outside such a block stays a raw statement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from translator.frontend.parse.context import Context
from translator.frontend.parse.cursor import Cursor, Unreadable, report
from translator.frontend.parse.nesting import BodyReader
from translator.frontend.parse.options import read_options
from translator.frontend.parse.unread import unread
from translator.frontend.statement import RawStatement
from translator.lang import statements as s
from translator.lang.diagnostics import Diagnostic

DEFAULT_LENGTH = 8  # of a character result without a length (FCMP Procedure, "FUNCTION Statement")
ENDS = ("endsub", "endfunc", "endfunction")


def read_definitions(
    raws: list[RawStatement], context: Context, diagnostics: list[Diagnostic], plain: Callable[[RawStatement], s.Statement]
) -> tuple[s.Statement, ...]:  # fmt: skip
    """Read the statements of PROC FCMP; `plain` makes what is no definition."""
    found: list[s.Statement] = []
    place = 0
    while place < len(raws):
        raw = raws[place]
        place += 1
        word = raw.tokens[0].text.lower()
        if word in ("run", "quit"):
            continue
        if word not in ("function", "subroutine"):
            found.append(plain(raw))
            continue
        end = next((n for n in range(place, len(raws)) if raws[n].tokens[0].text.lower() in ENDS), len(raws))
        found.append(_definition(raw, raws[place:end], context, diagnostics))
        place = end + 1
    return tuple(found)


def _definition(
    raw: RawStatement, inner: list[RawStatement], context: Context, diagnostics: list[Diagnostic]
) -> s.Statement:
    """One FUNCTION or SUBROUTINE with what it holds."""
    cursor = Cursor(raw.tokens, raw.end, 1, context.yearcutoff)
    cursor.diagnostics = diagnostics
    try:
        name = cursor.name("the function's name")
        parameters = _parameters(cursor)
        kind, length = _type(cursor) if raw.tokens[0].text.lower() == "function" else ("", 0)
        read_options(cursor)  # LABEL=, KIND=, GROUP=: documentation
        cursor.finish()
    except Unreadable as problem:
        return unread(raw, report(diagnostics, problem.code, problem.message, problem.at))
    outs = [one for one in inner if one.tokens[0].text.lower() == "outargs"]
    outargs = tuple(token.text.lower() for one in outs for token in one.tokens[1:] if token.text != ",")
    rest = [one for one in inner if one not in outs]
    body = BodyReader(rest, replace(context, kind="data", proc="FCMP"), diagnostics).body()
    return s.FunctionDefinition(
        name=name, parameters=parameters, kind=kind, length=length, outargs=outargs, body=body,
        at=raw.tokens[0], end=raw.end, comments=raw.comments,
    )  # fmt: skip


def _parameters(cursor: Cursor) -> tuple[tuple[str, str, bool], ...]:
    """`(x, s $, a[*])`: (name, "num" or "char", is it an array)."""
    cursor.expect("(")
    found: list[tuple[str, str, bool]] = []
    while not cursor.accept(")"):
        name = cursor.name("a parameter")
        array = cursor.text in ("[", "{")
        if array:
            cursor.skip_group()
        kind, _ = _type(cursor)
        found.append((name, kind, array))
        if cursor.text != ")":
            cursor.expect(",")
    return tuple(found)


def _type(cursor: Cursor) -> tuple[str, int]:
    """`$ 20`, `$20.`, `$` or nothing."""
    if not cursor.accept("$"):
        return "num", 8
    text = cursor.text.rstrip(".")
    if not text.isdigit():
        return "char", DEFAULT_LENGTH
    cursor.position += 1
    return "char", int(text)
