"""PROC steps: the PROC statement and the shapes that PROC statements share, chosen by rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from translator.frontend.parse import declarations
from translator.frontend.parse.context import Context
from translator.frontend.parse.cursor import Cursor, Unreadable, report, source_text
from translator.frontend.parse.data_step import read_by, read_where
from translator.frontend.parse.datasets import read_datasets
from translator.frontend.parse.globals import GLOBAL_WORDS, read_global
from translator.frontend.parse.names import read_name
from translator.frontend.parse.nesting import BodyReader
from translator.frontend.parse.options import read_option, read_options, read_values
from translator.frontend.parse.output import read_output
from translator.frontend.parse.proc_fcmp import read_definitions
from translator.frontend.parse.proc_format import read_invalue, read_picture, read_select, read_value
from translator.frontend.parse.proc_rows import ALIASES, LANGUAGES, LISTS, OUTPUTS, PROCS, RAW, SETTINGS
from translator.frontend.parse.report import read_break, read_column, read_compute, read_define, read_rbreak
from translator.frontend.parse.tables_statement import read_tables
from translator.frontend.parse.tabulate import read_keylabel, read_table
from translator.frontend.parse.unread import unread
from translator.frontend.parse.words import suggest
from translator.frontend.statement import RawStatement
from translator.lang import statements as s
from translator.lang.diagnostics import Diagnostic
from translator.lang.syntax import NameItem
from translator.lang.tokens import MACRO

Where = dict[str, Any]
Reader = Callable[[Cursor, Where], s.Statement]

_SHARED: dict[str, Reader] = {
    "by": read_by, "where": read_where, "format": declarations.read_format, "informat": declarations.read_informat,
    "label": declarations.read_label, "attrib": declarations.read_attrib,
}  # fmt: skip
"""Statements that every PROC has."""


def read_proc(
    raws: list[RawStatement],
    context: Context,
    diagnostics: list[Diagnostic],
    where: Where,
    *,
    continued: bool,
) -> s.Step:
    """Build a PROC step; a PROC statement that cannot be read makes the step Unparsed."""
    cursor = Cursor(raws[0].tokens, raws[0].end, 1, context.yearcutoff)
    cursor.diagnostics = diagnostics
    cursor.runtime = context.runtime
    try:
        name = cursor.name("the PROC's name").upper()
        options = _deleted(cursor) if name == "DELETE" else read_options(cursor, proc=name)
        cursor.finish()
    except Unreadable as problem:
        report(diagnostics, problem.code, problem.message, problem.at)
        text = "; ".join(source_text(raw.tokens) for raw in raws)
        return s.Unparsed(text=text, reason=problem.message, **where)
    context = replace(context, kind="proc", proc=name)
    if name == "FCMP":
        made = read_definitions(
            raws[1:], context, diagnostics, lambda raw: read_proc_statement(raw, context, diagnostics)
        )
        return s.ProcStep(name=name, options=options, body=made, continued=continued, **where)
    body: list[s.Statement] = []
    in_compute = False
    for place, raw in enumerate(raws[1:], 1):
        word = raw.tokens[0].text.lower()
        if word in ("run", "quit") and (len(raw.tokens) == 1 or raw.tokens[1].text.lower() == "cancel"):
            continue
        if in_compute:
            body.append(_raw(raw))
            in_compute = word != "endcomp"
        elif name == "REPORT" and word in ("compute", "comp"):
            in_compute = True
            body.append(_compute(raw, raws[place + 1 :], context, diagnostics))
        else:
            body.append(read_proc_statement(raw, context, diagnostics))
    return s.ProcStep(name=name, options=options, body=tuple(body), continued=continued, **where)


def _deleted(cursor: Cursor) -> tuple[s.Option, ...]:
    """PROC DELETE: DATA= takes any number of data sets, so its value is a tuple."""
    options: list[s.Option] = []
    while not cursor.done:
        at = cursor.token
        if cursor.word == "data" and cursor.text_at(1) == "=":
            cursor.position += 2
            options.append(s.Option("data", read_datasets(cursor), True, at))
        else:
            options.append(read_option(cursor))
    return tuple(options)


def _compute(
    raw: RawStatement, behind: list[RawStatement], context: Context, diagnostics: list[Diagnostic]
) -> s.Statement:
    """A COMPUTE block with its statements: those of the DATA step, and LINE."""
    end = next(
        (place for place, one in enumerate(behind) if one.tokens[0].text.lower() == "endcomp"), len(behind)
    )
    body = BodyReader(behind[:end], replace(context, kind="data"), diagnostics).body()
    where: Where = {"at": raw.tokens[0], "end": raw.end, "comments": raw.comments}
    try:
        return read_compute(Cursor(raw.tokens, raw.end, 1, context.yearcutoff), where, body)
    except Unreadable as problem:
        message = report(diagnostics, problem.code, problem.message, problem.at)
        return unread(raw, message)


def _raw(raw: RawStatement) -> s.RawStatement:
    return s.RawStatement(
        keyword=raw.tokens[0].text.lower(), tokens=tuple(raw.tokens[1:]), options=_options_behind_slash(raw),
        at=raw.tokens[0], end=raw.end, comments=raw.comments,
    )  # fmt: skip


def _options_behind_slash(raw: RawStatement) -> tuple[s.Option, ...] | None:
    """The options after the last slash that stands in no parentheses; None where they have another form."""
    depth, slash = 0, 0
    for place, token in enumerate(raw.tokens):
        if token.text in ("(", "[", "{"):
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
        elif token.text == "/" and depth == 0:
            slash = place
    if not slash:
        return None
    cursor = Cursor(raw.tokens, raw.end, slash + 1)
    try:
        options = read_options(cursor)
        cursor.finish()
    except (Unreadable, RecursionError):
        return None
    return options


def read_proc_statement(raw: RawStatement, context: Context, diagnostics: list[Diagnostic]) -> s.Statement:
    """Read one statement of a PROC step; one that cannot be read becomes Unparsed with a diagnostic."""
    where: Where = {"at": raw.tokens[0], "end": raw.end, "comments": raw.comments}
    if raw.datalines is not None:
        return s.Datalines(lines=raw.datalines, **where)
    cursor = Cursor(raw.tokens, raw.end, 0, context.yearcutoff)
    cursor.diagnostics = diagnostics
    cursor.runtime = context.runtime
    try:
        node = _statement(cursor, context, where, raw)
        cursor.finish()
        return node
    except Unreadable as problem:
        code, message, at = problem.code, problem.message, problem.at
    except RecursionError:
        code, message, at = "E0122", "the statement is nested too deeply", raw.tokens[0]
    message = report(diagnostics, code, message, at)
    return unread(raw, message)


def _statement(cursor: Cursor, context: Context, where: Where, raw: RawStatement) -> s.Statement:
    word, proc = cursor.word, context.proc
    if proc == "SQL":
        found = (
            read_global(cursor, where)
            if word in GLOBAL_WORDS or word.startswith(("title", "footnote"))
            else None
        )
        if found is not None:
            return found
        from translator.frontend.parse.sql import read_sql  # only programs with SQL pay for loading it

        return read_sql(cursor, where)
    own = _OWN.get((proc, word))
    if own is not None:
        cursor.position += 1
        return own(cursor, where)
    if word in RAW.get(proc, ()) or proc in LANGUAGES:
        cursor.position = cursor.size
        return _raw(raw)
    if cursor.text_at(1) == "=" and proc in SETTINGS:
        option = read_option(cursor)
        return s.ProcStatement(keyword=option.name, options=(option,), **where)
    if word in _SHARED:
        cursor.position += 1
        return _SHARED[word](cursor, where)
    if word == "output" and proc in OUTPUTS:
        cursor.position += 1
        return read_output(cursor, where)
    if word == "output" and proc not in PROCS:
        return _output_or_raw(cursor, where, raw)
    keyword = ALIASES.get(word, word)
    if keyword in LISTS or keyword in PROCS.get(proc, ()):
        cursor.position += 1
        return _list_statement(cursor, keyword, where)
    found = read_global(cursor, where)
    if found is not None:
        return found
    known = PROCS.get(proc)
    if known is None:
        cursor.position = cursor.size
        return _raw(raw)
    special = {name for owner, name in _OWN if owner == proc}
    words = set(known) | set(RAW.get(proc, ())) | special | set(_SHARED) | LISTS | GLOBAL_WORDS
    cursor.fail("E0100", f"{cursor.found()} begins no statement of PROC {proc}{suggest(word, words)}")


def _output_or_raw(cursor: Cursor, where: Where, raw: RawStatement) -> s.Statement:
    """OUTPUT of a PROC without a row: the shared shape if it has it."""
    start = cursor.position
    try:
        cursor.position += 1
        return read_output(cursor, where)
    except Unreadable:
        cursor.position = cursor.size
        return _raw(RawStatement(raw.tokens[start:], raw.end, raw.comments))


def _list_statement(cursor: Cursor, keyword: str, where: Where) -> s.Statement:
    """`var a b / options`; `append base=a data=b`; `exchange a=b`; `class a (ref='x')`, whose variable is both
    a name and an option with its values."""
    names: list[NameItem] = []
    options: list[s.Option] = []
    if keyword in _ONLY_OPTIONS and (keyword != "copy" or cursor.text_at(1) == "="):
        options.extend(read_options(cursor, datasets=keyword != "copy"))
    while not cursor.done:
        if cursor.text == "/":
            cursor.position += 1
            options.extend(read_options(cursor))
            if cursor.text == "/":
                cursor.fail("E0102", "unexpected '/'")
            break
        if cursor.is_name() and cursor.text_at(1) == "(" and keyword in ("class", "modify"):
            names.append(read_name(cursor))
            cursor.position -= 1
        if cursor.is_name() and cursor.text_at(1) in ("=", "("):
            options.append(read_option(cursor, datasets=keyword not in ("copy", "change", "exchange", "age")))
        elif cursor.is_name() or cursor.token.kind == MACRO or cursor.text == ":":
            names.append(read_name(cursor))
        elif cursor.text == "(":
            options.append(s.Option("", read_values(cursor), False, cursor.token))
        else:
            options.append(read_option(cursor))
    return s.ProcStatement(keyword=keyword, names=tuple(names), options=tuple(options), **where)


_ONLY_OPTIONS = frozenset(("append", "contents", "copy"))

_OWN: dict[tuple[str, str], Reader] = {
    ("FREQ", "tables"): read_tables, ("FREQ", "table"): read_tables,
    ("SURVEYFREQ", "tables"): read_tables, ("SURVEYFREQ", "table"): read_tables,
    ("TABULATE", "table"): read_table, ("TABULATE", "tables"): read_table, ("TABULATE", "keylabel"): read_keylabel,
    ("REPORT", "column"): read_column, ("REPORT", "columns"): read_column, ("REPORT", "cols"): read_column,
    ("REPORT", "col"): read_column, ("REPORT", "define"): read_define,
    ("REPORT", "break"): read_break, ("REPORT", "rbreak"): read_rbreak,
    ("FORMAT", "value"): read_value, ("FORMAT", "invalue"): read_invalue, ("FORMAT", "picture"): read_picture,
    ("FORMAT", "select"): read_select("select"), ("FORMAT", "exclude"): read_select("exclude"),
}  # fmt: skip
"""Statements that one PROC reads in its own way."""
