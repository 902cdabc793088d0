"""What reading could not read is owed: a step or statement of its own, so that no error is ever passed over.

Mostly the reader leaves an `Unparsed` where it fails. Where it only reports (an %INCLUDE that is not there, a comment or
macro that is open at the end), what stood there would be missing in silence: the translation would run without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from translator.lang import tokens as kinds
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Source, Token
from translator.lang.statements import DataStep, ProcStep, Step, Unparsed
from translator.pipeline.read import statements_of


def with_owed(steps: Iterable[Step], source: Source, diagnostics: list[Diagnostic]) -> Iterator[Step]:
    """Yield the reader's steps, and an Unparsed for each error of reading that none of them holds.

    diagnostics: the list that the reader adds to; it is looked at whenever a step comes.
    """
    seen = 0
    pending: list[Diagnostic] = []
    for step in steps:
        pending += _errors(diagnostics[seen:])
        inside = [one for one in pending if _within(step, one)]
        before = [one for one in pending if one not in inside and not _after(step, one)]
        pending = [one for one in pending if one not in inside and one not in before]
        told = any(isinstance(one, Unparsed) for one in statements_of([step]))
        for finding in before:
            if source.line_of(finding.path, 1) is not None or not told:
                yield _unparsed(source, finding)
        if inside and not told and isinstance(step, DataStep | ProcStep):
            step = replace(step, body=(*step.body, *(_unparsed(source, one) for one in inside)))
        yield step
        seen = len(diagnostics)  # what lowering and running add is told already
    for finding in [*pending, *_errors(diagnostics[seen:])]:
        yield _unparsed(source, finding)


_LEFT_OUT = frozenset({"H0102"})
"""Refusals of the reader that leave nothing behind in the text."""


def _errors(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [
        one
        for one in findings
        if one.severity == "error" and (one.code.startswith("E") or one.code in _LEFT_OUT)
    ]


def _within(step: Step, finding: Diagnostic) -> bool:
    first, last = step.at, step.end
    line = first.source.line_of(finding.path, finding.line)
    return line is not None and first.line <= line <= max(last.line, first.line)


def _after(step: Step, finding: Diagnostic) -> bool:
    """Was the error found in text that follows the step?"""
    last = step.end.outermost
    line = last.source.line_of(finding.path, finding.line)
    return line is not None and line > last.line


def _unparsed(source: Source, finding: Diagnostic) -> Unparsed:
    line = source.line_of(finding.path, finding.line) or 1
    start = sum(len(text) + 1 for text in source.text.split("\n")[: line - 1])
    token = Token(kinds.BAD, "", source, start, start)
    return Unparsed(at=token, end=token, text="", reason=finding.message)
