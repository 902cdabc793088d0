"""The first stage: a file becomes steps, and what was wrong with it."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from translator.frontend.macro import LibraryHost
from translator.frontend.reader import Reader
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Source
from translator.lang.statements import (
    Block,
    DataStep,
    If,
    Loop,
    MissingMacro,
    ProcStep,
    Select,
    Statement,
    Step,
    Unparsed,
)
from translator.pipeline.cache import kept
from translator.pipeline.databases import notes_of, reached
from translator.pipeline.programs import Program
from translator.pipeline.sources import read_source


@dataclass(frozen=True, slots=True)
class Reading:
    """A program that was read. `source` is None where the file could not be. `files`: what reading it hangs on besides
    the program; None where that is more than files."""

    program: Program
    source: Source | None
    steps: tuple[Step, ...]
    diagnostics: tuple[Diagnostic, ...]
    files: frozenset[Path] | None = frozenset()


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` says of a program: small enough to pass between processes.

    `unparsed`: the kinds of the statements that no rule could read. `missing_macros`: the macros that statements of
    their own call and that are not at hand, one for each call.
    """

    program: Program
    diagnostics: tuple[Diagnostic, ...]
    lines: int = 0
    statements: int = 0
    unparsed: tuple[str, ...] = ()
    failed: bool = False
    missing_macros: tuple[str, ...] = ()


def read_program(program: Program, encoding: str = "") -> Reading:
    """Read a program whole: all steps, the macro language run as far as the text alone allows."""
    diagnostics: list[Diagnostic] = []
    source = read_source(program.shown, encoding, diagnostics)
    if source is None:
        return Reading(program, None, (), tuple(diagnostics))
    site = program.site
    macros = site.macros(LibraryHost(), program.path.parent, running=False, encoding=encoding)
    steps = tuple(Reader(source, macros, diagnostics, before=site.prelude()).steps())
    files = None if macros.asked_system else frozenset(macros.looked_for)
    return Reading(program, source, steps, in_order(diagnostics, program.shown), files)


def in_order(diagnostics: Iterable[Diagnostic], path: str) -> tuple[Diagnostic, ...]:
    """Return diagnostics in the order of the text: the program's own first, then those of included files."""
    return tuple(sorted(diagnostics, key=lambda one: (one.path != path, one.path, one.line, one.column)))


def check_program(program: Program, encoding: str = "", cache: Path | None = None) -> Checked:
    """Read a program and count: lines, statements, and the first words of statements that no rule could read.

    cache: folder of results that are kept; None reads the program in any case.
    """
    return kept("check", _check, program, encoding, cache)


def _check(program: Program, encoding: str) -> tuple[Checked, frozenset[Path] | None]:
    reading = read_program(program, encoding)
    found = notes_of(reached(reading.steps, program.site.connections))
    if found:
        findings = in_order((*reading.diagnostics, *found), program.shown)
        reading = replace(reading, diagnostics=findings)
    return _checked(program, reading), reading.files


def _checked(program: Program, reading: Reading) -> Checked:
    if reading.source is None:
        empty = any(finding.code == "X0010" for finding in reading.diagnostics)
        return Checked(program, reading.diagnostics, failed=not empty)
    text = reading.source.text
    lines = text.count("\n") + (not text.endswith("\n"))
    total = 0
    unparsed, missing = [], []
    for statement in statements_of(reading.steps):
        total += 1
        if isinstance(statement, MissingMacro):
            missing.append(statement.name.lower())
        elif isinstance(statement, Unparsed):
            unparsed.append(kind_of(statement.text))
    return Checked(program, reading.diagnostics, lines, total, tuple(unparsed), missing_macros=tuple(missing))


def statements_of(steps: Iterable[Step]) -> Iterator[Step | Statement]:
    """Yield every statement: steps themselves, what they hold, and what stands in IF, DO and SELECT."""
    for step in steps:
        yield step
        if isinstance(step, DataStep | ProcStep):
            for statement in step.body:
                yield from within(statement)


def within(statement: Statement) -> Iterator[Statement]:
    """Yield a statement and all statements in it, in the order of the text."""
    yield statement
    match statement:
        case If(then=then, otherwise=otherwise):
            inner: tuple[Statement | None, ...] = (then, otherwise)
        case Block(body=body) | Loop(body=body):
            inner = body
        case Select(whens=whens, otherwise=otherwise):
            inner = (*(one for _, one in whens), otherwise)
        case _:
            return
    for one in inner:
        if one is not None:
            yield from within(one)


def kind_of(text: str) -> str:
    """Return what kind of statement a text is: its first word, "assignment", "macro call" or "other".

    >>> kind_of("proc glm;"), kind_of("x = ;"), kind_of("a{1} + 2"), kind_of("%go(1)"), kind_of("12 a;")
    ('proc', 'assignment', 'assignment', 'macro call', 'other')
    """
    match = _KIND.match(text)
    if match is None:
        return "other"
    word, follows = match.groups()
    if word.startswith("%"):
        return "macro call"
    return "assignment" if follows else word.lower()


_KIND = re.compile(r"\s*(%?[^\W\d]\w*)\s*(?:[(\[{][^()\[\]{}]*[)\]}]\s*)?([=+](?![=:]))?")


@dataclass(frozen=True, slots=True)
class Stats:
    """Totals of a `check`.

    Calls of macros that are not at hand, standing alone as statements, are known for what they are: they count as
    `missing_macro_calls`, not as unparsed.
    """

    files: int
    lines: int
    statements: int
    unparsed: int
    unparsed_by_kind: dict[str, int]
    missing_macro_calls: int
    failed_files: int
    seconds: float
    lines_per_second: int


def stats_of(checked: Iterable[Checked], started: float) -> Stats:
    """Add up what was checked since `started` (time.perf_counter)."""
    rows = list(checked)
    seconds = time.perf_counter() - started
    lines = sum(row.lines for row in rows)
    kinds = Counter(word for row in rows for word in row.unparsed)
    return Stats(
        files=len(rows),
        lines=lines,
        statements=sum(row.statements for row in rows),
        unparsed=sum(kinds.values()),
        unparsed_by_kind=dict(kinds.most_common()),
        missing_macro_calls=sum(len(row.missing_macros) for row in rows),
        failed_files=sum(row.failed for row in rows),
        seconds=round(seconds, 3),
        lines_per_second=round(lines / seconds) if seconds else 0,
    )
