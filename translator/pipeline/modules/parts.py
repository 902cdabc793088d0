"""A generated program cut into its definitions, and put together again without some of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from translator.emit.code import MapEntry
from translator.pipeline.modules.languages import LANGUAGES, PROGRAM_PARTS, Language, python_header
from translator.report.chunks import chunks_of
from translator.report.outputs import TargetProgram


@dataclass(frozen=True, slots=True)
class Definition:
    """A function or constant of a generated program. `entries`: rows of the map in it, lines counted from its first."""

    name: str
    text: str
    uses: frozenset[str]  # other definitions of the program
    entries: tuple[MapEntry, ...]


def definitions(program: TargetProgram) -> dict[str, Definition]:
    """Return the definitions of a program by name, in order; `run` and what belongs to it are left out."""
    lines = program.text.splitlines()
    chunks = [one for one in chunks_of(program.text, program.target) if one.name not in PROGRAM_PARTS]
    names = {one.name for one in chunks} | PROGRAM_PARTS
    found: dict[str, Definition] = {}
    for one in chunks:
        text = "\n".join(lines[one.first - 1 : one.last])
        inside = [entry for entry in program.map if one.first <= entry.first and entry.last <= one.last]
        moved = tuple(_moved(entry, 1 - one.first) for entry in inside)
        uses = LANGUAGES[program.target].words(text, program.columns) & names
        found[one.name] = Definition(one.name, text, frozenset(uses - {one.name}), moved)
    return found


def without(program: TargetProgram, names: Collection[str]) -> TargetProgram:
    """Return the program without definitions, and their rows of the map."""
    lines = program.text.splitlines()
    gone = [one for one in chunks_of(program.text, program.target) if one.name in names]
    dropped: set[int] = set()
    for one in gone:
        last = one.last
        while last < len(lines) and not lines[last].strip():
            last += 1
        dropped |= set(range(one.first, last + 1))
    kept = [number for number in range(1, len(lines) + 1) if number not in dropped]
    place = {number: new for new, number in enumerate(kept, 1)}
    entries = tuple(
        replace(entry, first=place[entry.first], last=place[entry.last])
        for entry in program.map
        if entry.first in place and entry.last in place
    )
    text = "\n".join(lines[number - 1] for number in kept) + "\n"
    return replace(program, text=text, map=entries)


def inserted(program: TargetProgram, after: int, lines: Sequence[str]) -> TargetProgram:
    """Return the program with lines put in after one of its lines."""
    old = program.text.splitlines()
    text = "\n".join([*old[:after], *lines, *old[after:]]) + "\n"
    entries = tuple(_moved(entry, len(lines)) if entry.first > after else entry for entry in program.map)
    return replace(program, text=text, map=entries)


def with_imports(program: TargetProgram, language: Language, imports: Sequence[str]) -> TargetProgram:
    """Return the program with lines that import modules, where it imports the helpers."""
    lines = program.text.splitlines()
    if language.target == "pandas":
        first = lines.index("import argparse")
        last = lines.index("import sas_semantics as sas")
        header = python_header(lines, lines[first : first + 1], imports)
        return inserted(_cut(program, first + 1, last + 1), first, header)
    place = next(number for number, line in enumerate(lines, 1) if line.startswith("source("))
    return inserted(program, place, imports)


def _cut(program: TargetProgram, first: int, last: int) -> TargetProgram:
    """Leave out lines in which nothing of the map stands."""
    lines = program.text.splitlines()
    text = "\n".join([*lines[: first - 1], *lines[last:]]) + "\n"
    entries = tuple(_moved(entry, first - 1 - last) if entry.first > last else entry for entry in program.map)
    return replace(program, text=text, map=entries)


def _moved(entry: MapEntry, by: int) -> MapEntry:
    return replace(entry, first=entry.first + by, last=entry.last + by)
