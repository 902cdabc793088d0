"""The side-by-side page of a program: SAS on the left, the translation on the right, notes at their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from translator import __version__
from translator.emit.code import MapEntry
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Source
from translator.report.chunks import owned
from translator.report.colour import coloured_lines

if TYPE_CHECKING:
    from translator.report.outputs import TargetProgram, TranslatedProgram

TITLES = {"pandas": "pandas", "r": "R"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of code with its number; `again`: a SAS line that stood on the page before; `jump`: not the next line."""

    number: int
    html: Markup
    again: bool = False
    jump: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the page: the SAS lines, the lines that came of them, and what is said about them."""

    sas: tuple[Line, ...]
    code: tuple[Line, ...]
    title: str = ""
    provenance: str = ""
    notes: tuple[Diagnostic, ...] = ()


@cache
def environment() -> Environment:
    """Return the templates of the pages; everything put into them is escaped."""
    made = Environment(
        loader=PackageLoader("translator.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["version"] = __version__
    return made


def program_page(program: TranslatedProgram) -> str:
    """Return the page of a program as one HTML file that needs nothing else, with a part for each target."""
    views = []
    for one in program.targets:
        findings = tuple(
            _at_home(finding, program.source)
            for finding in dict.fromkeys((*program.diagnostics, *one.diagnostics))
        )
        counts = Counter(state.state for state in one.states)
        views.append(
            {
                "target": one.target,
                "title": TITLES[one.target],
                "rows": rows_of(program.source.text, one, findings, program.source.path),
                "counts": [(state, counts[state]) for state in ("rule", "loop", "model", "human", "hole")],
                "elsewhere": [finding for finding in findings if _elsewhere(finding, program.source.path)],
            }
        )
    template = environment().get_template("program.html")
    return template.render(
        program=program, file=Path(program.source.path).name, views=views, findings=program.findings
    )


def _at_home(finding: Diagnostic, source: Source) -> Diagnostic:
    """Return a finding in a part of the source with its line in the whole, as the page numbers lines."""
    line = source.line_of(finding.path, finding.line) if source.parts else None
    return finding if line is None else replace(finding, path=source.path, line=line)


def _elsewhere(finding: Diagnostic, path: str) -> bool:
    return finding.path != path or finding.line == 0


CLOSES = ("run;", "quit;", ";", ";;;;")
"""Lines that belong to the step before them."""


def rows_of(sas: str, target: TargetProgram, findings: Sequence[Diagnostic], path: str) -> list[Row]:
    """Return the blocks of a page in the order of the output; no line that says something is left out.

    A step's functions and constants stand with the step, before its own lines. SAS lines between two steps go
    with the step before up to its RUN statement, then with the next.
    """
    left, right = sas.splitlines(), target.text.splitlines()
    entries = sorted(target.map, key=lambda entry: entry.first)
    chunks = owned(target.text, target.target, entries, sas)
    taken = {n for parts in chunks.values() for part in parts for n in range(part.first, part.last + 1)}
    drafts: list[_Draft] = []
    shown = written = 0  # the last SAS line on the page, the last output line that was passed

    def frame(last: int) -> list[int]:
        return _without_blank_edges([n for n in range(written + 1, last + 1) if n not in taken], right)

    for index, entry in enumerate(entries):
        between = list(range(shown + 1, entry.sas_first))
        closed = max((n for n in between if left[n - 1].strip().lower() in CLOSES), default=0)
        if drafts:
            drafts[-1].sas += [n for n in between if n <= closed]
            between = [n for n in between if n > closed]
        before = frame(entry.first - 1)
        if before:
            drafts.append(_Draft(between, before))
            between = []
        parts = [n for part in chunks.get(index, ()) for n in range(part.first, part.last + 1)]
        lines = [*range(entry.sas_first, min(entry.sas_last, len(left)) + 1)]
        code = [*parts, *range(entry.first, min(entry.last, len(right)) + 1)]
        drafts.append(_Draft([*between, *lines], code, entry))
        shown, written = max(shown, entry.sas_last), entry.last
    rest, after = list(range(shown + 1, len(left) + 1)), frame(len(right))
    if drafts:
        closed = max((n for n in rest if left[n - 1].strip().lower() in CLOSES), default=0)
        drafts[-1].sas += [n for n in rest if n <= closed]
        rest = [n for n in rest if n > closed]
    if after or any(left[n - 1].strip() for n in rest):
        drafts.append(_Draft(rest, after))
    return _finished(drafts, sas, target, [one for one in findings if not _elsewhere(one, path)])


@dataclass(slots=True)
class _Draft:
    """A block in the making: line numbers of both sides."""

    sas: list[int]
    code: list[int]
    entry: MapEntry | None = None


def _without_blank_edges(numbers: list[int], lines: Sequence[str]) -> list[int]:
    """Drop blank lines that stand at the edge of a run of consecutive lines."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    for run in runs:
        while run and not lines[run[0] - 1].strip():
            del run[0]
        while run and not lines[run[-1] - 1].strip():
            del run[-1]
    return [n for run in runs for n in run]


def _finished(
    drafts: Sequence[_Draft], sas: str, target: TargetProgram, notes: Sequence[Diagnostic]
) -> list[Row]:
    left, right = coloured_lines(sas, "sas"), coloured_lines(target.text, target.target)
    seen: set[int] = set()
    rows = []
    for draft in drafts:
        new = set(draft.sas) - seen
        code = [
            Line(n, right[n - 1], jump=bool(i) and n != draft.code[i - 1] + 1)
            for i, n in enumerate(draft.code)
        ]
        rows.append(
            Row(
                tuple(Line(n, left[n - 1], again=n in seen) for n in draft.sas),
                tuple(code),
                draft.entry.title if draft.entry else "",
                draft.entry.provenance if draft.entry else "",
                tuple(one for one in notes if one.line in new),
            )
        )
        seen |= new
    return rows
