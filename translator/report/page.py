"""The side-by-side page of a program: SAS on the left, the translation on the right, notes at their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from translator import __version__
from translator.emit.code import MapEntry
from translator.lang.diagnostics import Diagnostic
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
        findings = tuple(dict.fromkeys((*program.diagnostics, *one.diagnostics)))
        counts = Counter(state.state for state in one.states)
        views.append(
            {
                "target": one.target,
                "title": TITLES[one.target],
                "rows": list(rows_of(program.source.text, one, findings, program.source.path)),
                "counts": [(state, counts[state]) for state in ("rule", "loop", "model", "human", "hole")],
                "elsewhere": [finding for finding in findings if _elsewhere(finding, program.source.path)],
            }
        )
    template = environment().get_template("program.html")
    return template.render(
        program=program, file=Path(program.source.path).name, views=views, findings=program.findings
    )


def _elsewhere(finding: Diagnostic, path: str) -> bool:
    return finding.path != path or finding.line == 0


def rows_of(sas: str, target: TargetProgram, findings: Sequence[Diagnostic], path: str) -> Iterator[Row]:
    """Yield the blocks of a page in the order of the output; no line of either side is left out or repeated.

    A step's functions and constants stand with the step, before its own lines.
    """
    left, right = coloured_lines(sas, "sas"), coloured_lines(target.text, target.target)
    notes = [one for one in findings if not _elsewhere(one, path)]
    entries = sorted(target.map, key=lambda entry: entry.first)
    chunks = owned(target.text, target.target, entries)
    taken = {n for parts in chunks.values() for part in parts for n in range(part.first, part.last + 1)}
    shown = 0  # SAS lines that stand on the page
    written = 0  # output lines that were passed

    def frame(last: int) -> list[int]:
        """Output lines up to `last` that were not passed yet and belong to no step."""
        return [n for n in range(written + 1, last + 1) if n not in taken]

    def block(sas_first: int, sas_last: int, numbers: Sequence[int], entry: MapEntry | None = None) -> Row:
        nonlocal shown
        fresh = shown
        shown = max(shown, sas_last)
        code = [
            Line(n, right[n - 1], jump=bool(i) and n != numbers[i - 1] + 1) for i, n in enumerate(numbers)
        ]
        return Row(
            tuple(Line(n, left[n - 1], n <= fresh) for n in range(sas_first, min(sas_last, len(left)) + 1)),
            tuple(code),
            entry.title if entry else "",
            entry.provenance if entry else "",
            tuple(one for one in notes if max(sas_first, fresh + 1) <= one.line <= sas_last),
        )

    for index, entry in enumerate(entries):
        before = frame(entry.first - 1)
        if entry.sas_first - 1 > shown or any(right[n - 1] for n in before):
            yield block(shown + 1, max(shown, entry.sas_first - 1), before)
            before = []
        written = entry.last
        parts = [n for part in chunks.get(index, ()) for n in range(part.first, part.last + 1)]
        numbers = [*parts, *before, *range(entry.first, min(entry.last, len(right)) + 1)]
        yield block(entry.sas_first, entry.sas_last, numbers, entry)
    after = frame(len(right))
    if after or shown < len(left):
        yield block(shown + 1, len(left), after)
