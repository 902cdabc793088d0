"""Steps from raw statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from translator.frontend.parse.context import DATA_STEP, OPEN, Context
from translator.frontend.parse.cursor import Cursor, Unreadable, report, source_text
from translator.frontend.parse.datasets import read_datasets
from translator.frontend.parse.nesting import BodyReader
from translator.frontend.parse.procs import read_proc
from translator.frontend.parse.unread import unread
from translator.frontend.statement import RawStatement
from translator.lang import statements as s
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.source import Source, Token
from translator.lang.tokens import END

Where = dict[str, Any]


def build_step(
    statements: list[RawStatement], diagnostics: list[Diagnostic], *, yearcutoff: int = 1926,
    runtime: Callable[[str], bool] | None = None, continued: bool = False,
) -> s.Step:  # fmt: skip
    """Build a DATA step, a PROC step or a global statement from its raw statements, RUN and QUIT included or not.

    Statements that cannot be read become `Unparsed` and leave a diagnostic each. `yearcutoff` is the system
    option for date constants with years of two digits (SAS 9.4: 1926). `runtime` tells which macro variables
    (names in upper case) only the run knows: in double quotes they become MacroValues. `continued` marks the later
    statements of one PROC SQL.
    """
    raws = [raw for raw in statements if raw.tokens]
    if not raws:
        nowhere = Token(END, "", Source("", ""), 0, 0)
        return s.GlobalStatement(keyword="", text="", at=nowhere, end=nowhere)
    first = raws[0]
    where: Where = {"at": first.tokens[0], "end": raws[-1].end, "comments": first.comments}
    second = first.tokens[1].text if len(first.tokens) > 1 else ""
    word = first.tokens[0].text.lower() if second not in ("=", ":") else ""
    if word == "data":
        return _data_step(raws, Context("data", "", yearcutoff, runtime), diagnostics, where)
    if word == "proc":
        context = Context("proc", "", yearcutoff, runtime)
        return read_proc(raws, context, diagnostics, where, continued=continued)
    reader = BodyReader(raws, Context("open", "", yearcutoff, runtime), diagnostics)
    return _global_step(reader, first, where)


def _global_step(reader: BodyReader, first: RawStatement, where: Where) -> s.Step:
    """A statement outside steps: a global statement, or nothing that can stand there."""
    found = reader.statement()[0]
    if isinstance(found, s.Title | s.Options | s.Libname | s.Filename | s.OdsStatement | s.MissingStatement):
        return found
    if isinstance(found, s.GlobalStatement | s.Unparsed):
        return found
    if isinstance(found, s.Simple) and found.kind == "endsas":
        return s.GlobalStatement(keyword="endsas", text="", **where)
    message = f"{first.tokens[0].text.upper()} stands outside any step"
    reader.diagnostics.append(diagnose("E0121", message, first.tokens[0]))
    return unread(first, message)


def _data_step(
    raws: list[RawStatement], context: Context, diagnostics: list[Diagnostic], where: Where
) -> s.Step:
    reader = BodyReader(raws, context, diagnostics)
    reader.position = 1
    if view := _described_view(raws):
        return s.GlobalStatement(keyword="describe", text=view, **where)
    cursor = reader.cursor(raws[0], 1)
    try:
        outputs, options = _read_data(cursor)
    except Unreadable as problem:
        report(diagnostics, problem.code, problem.message, problem.at)
        text = "; ".join(source_text(raw.tokens) for raw in raws)
        reader.body()
        return s.Unparsed(text=text, reason=problem.message, **where)
    return s.DataStep(outputs=outputs, body=reader.body(), options=options, **where)


def _described_view(raws: list[RawStatement]) -> str:
    """Return the view that `data view=v; describe; run;` writes to the log, "" for any other step."""
    first = [token.text.lower() for token in raws[0].tokens]
    if first[1:3] != ["view", "="]:
        return ""
    words = [[token.text.lower() for token in raw.tokens] for raw in raws[1:]]
    return (
        "".join(first[3:]) if [w for w in words if w not in ([], ["run"], ["quit"])] == [["describe"]] else ""
    )


def _read_data(cursor: Cursor) -> tuple[tuple[s.Dataset, ...], tuple[tuple[str, str], ...]]:
    """`data a b(keep=x) / view=a debug;`"""
    outputs = read_datasets(cursor)
    options: list[tuple[str, str]] = []
    if cursor.accept("/"):
        while not cursor.done:
            name = cursor.name("an option of the DATA statement").lower()
            value = ""
            if cursor.accept("="):
                value = cursor.name("a value") if cursor.is_name() else cursor.take().text
                if cursor.text == "." and cursor.is_name(1):
                    cursor.position += 1
                    value += "." + cursor.name()
            if cursor.text == "(":
                start = cursor.position
                cursor.skip_group()
                value += source_text(cursor.tokens[start : cursor.position])
            options.append((name, value))
    cursor.finish()
    return outputs, tuple(options)


def parse_statement(
    raw: RawStatement, context: Context = OPEN, diagnostics: list[Diagnostic] | None = None
) -> s.Statement:
    """Read one statement alone. Blocks are not joined to it: a DO has an empty body and misses its END."""
    found = diagnostics if diagnostics is not None else []
    if context.kind == "proc":
        from translator.frontend.parse.procs import read_proc_statement

        return read_proc_statement(raw, context, found)
    return BodyReader([raw], context, found).statement()[0]


__all__ = ["DATA_STEP", "build_step", "parse_statement"]
