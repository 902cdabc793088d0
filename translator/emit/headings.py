"""What a program says of itself and of its steps, for both targets: its header, the comments above its steps, its map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from translator import __version__
from translator.emit.code import MapEntry
from translator.emit.functions.headings import span_of
from translator.emit.places import expansion_of, file_of, lines_of, printable
from translator.plan.loop import RowLoop
from translator.plan.macros import every_step
from translator.plan.procs.databases import Database
from translator.plan.relations import Hole, Plan, Step

KINDS = {"C": "CHECK", "L": "LOOP", "M": "MODEL"}
"""The word of a note by the first letter of its code, where it is not NOTE."""

ROW_BY_ROW = "L0203"


def comment_lines(comments: Iterable[str]) -> list[str]:
    """The author's comments as comments of Python or R."""
    lines: list[str] = []
    for comment in comments:
        body = comment.strip()
        if body.startswith("/*"):
            body = body[2:].removesuffix("*/")
        else:
            body = body.removeprefix("%").lstrip("*").removesuffix(";")
        for line in body.split("\n"):
            cleaned = printable(line.strip().strip("*").strip())
            if cleaned.strip("-=* /"):
                lines.append(f"# {cleaned}")
    return lines


def remarks(step: Step) -> list[str]:
    """The notes of a step as comments. Why a step is not translated stands in the hole itself."""
    lines = []
    for note in step.notes:
        if note.code[:1] != "H":
            text = " ".join(note.text.removeprefix("NOTE: ").removeprefix("WARNING: ").split())
            lines.append(f"# {KINDS.get(note.code[:1], 'NOTE')} {note.code}: {text}")
    return lines


def opened_step(step: Step, comments: Sequence[str], place: str, title: str) -> list[str]:
    """The comments that open a step: its place and title, the author's comments, the notes."""
    return [f"# {place}: {title}", *comment_lines(comments), *remarks(step)]


def opening(plan: Plan, step: Step, inside: bool = False) -> list[str]:
    """The comments that open a step of a program.

    Args: inside: the place is that in the macro which the step came out of.
    """
    if inside and step.first.via is not None:
        place = f"{file_of(step.first)} {span_of(step.first, step.last)}"
        return opened_step(step, step.comments, place, step.title)
    expanded = expansion_of(step.first, step.last)
    title = step.title + (f" ({expanded})" if expanded else "")
    return opened_step(step, step.comments, f"{file_name(plan)} {lines_of(step.first, step.last)}", title)


def file_name(plan: Plan) -> str:
    """The name of the program's file, without its folders."""
    return re.split(r"[/\\]", plan.name)[-1]


def stem(plan: Plan) -> str:
    """The name of the program's file without `.sas` or `.egp`."""
    return re.sub(r"\.(sas|egp)$", "", file_name(plan), flags=re.IGNORECASE)


def program_title(plan: Plan) -> str:
    """The program's title: the name of its file as words."""
    words = stem(plan).replace("_", " ")
    return words[:1].upper() + words[1:]


def header(plan: Plan, target: str, language: str, width: int) -> list[str]:
    """The lines of a program's header below its title, of at most so many characters.

    Args: target: what the code is written for, as "pandas 3". language: as the page of both sides calls it.
    """
    reads: dict[str, None] = {}
    writes: dict[str, None] = {}
    for step in plan.steps:
        reads |= {name: None for name in step.inputs if "." in name and name not in writes}
        writes |= {name: None for name in step.outputs if "." in name}
    facts = f"Translated from {file_name(plan)} by saslift {version()} for {target}."
    found = [f"{word} {', '.join(names)}" for word, names in (("reads", reads), ("writes", writes)) if names]
    if found:
        facts += f" {sentence('; '.join(found))}"
    counted = []
    if notes := sum(note.code[:1] != "H" for step in plan.steps for note in step.notes):
        counted.append(f"{notes} notes below." if notes > 1 else "One note below.")
    if holes := sum(isinstance(step.node, Hole) for step in plan.steps):
        counted.append(
            f"{holes} steps are not translated: the program stops there."
            if holes > 1
            else "One step is not translated: the program stops there."
        )
    page = f"{stem(plan)}.html shows SAS and {language} side by side."
    return [*wrapped(facts, width), *(wrapped(" ".join(counted), width) if counted else []), page]


def sentence(text: str) -> str:
    """A text with a capital letter and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def wrapped(text: str, width: int) -> list[str]:
    """The words of a text in lines of at most so many characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def version() -> str:
    """The version of saslift as the headers of programs give it."""
    return ".".join(__version__.split(".")[:2])


def folders(plan: Plan) -> dict[str, str]:
    """The folder of each libref below --data and --out: the path of its LIBNAME where that is below SAS's own folder, so
    that the program finds the same tree; else a folder with the libref's name."""
    found = {
        libref: path.removeprefix("./") for libref, path in plan.librefs if is_below(path.removeprefix("./"))
    }
    used = [
        name.partition(".")[0] for step in plan.steps for name in (*step.inputs, *step.outputs) if "." in name
    ]
    databases = {
        step.node.name
        for step in every_step(plan.steps)
        if isinstance(step.node, Database) and step.node.kind == "library"
    }
    names = dict.fromkeys([*dict(plan.librefs), *used])
    return {libref: found.get(libref, libref) for libref in names if libref not in databases}


def is_below(path: str) -> bool:
    """Is a path a folder below the one that a program runs in, whatever the machine?"""
    return all(re.fullmatch(r"\w[\w .-]*", part) for part in path.removesuffix("/").split("/"))


def loop_title(loop: RowLoop, made: Sequence[str]) -> str:
    """What a row loop makes, and why it is one: `DATA records, row by row (L0203): a variable is retained`."""
    what = f"DATA {' '.join(made) or '_null_'}, row by row"
    return f"{what} ({ROW_BY_ROW}): {' '.join(loop.reason.split())}" if loop.reason else what


def step_entry(
    plan: Plan, place: int, first: int, last: int, state: str, tables: Mapping[str, str]
) -> MapEntry:
    """The row of the map for a step's lines of the output.

    Args: tables: data set -> variable of the program.
    """
    step = plan.steps[place]
    outputs = tuple((name, tables[name]) for name in step.outputs if name in tables)
    begin = step.first.outermost.line
    end = max(step.last.outermost.line, begin)
    inside = expansion_of(step.first, step.last)
    return MapEntry(first, last, begin, end, place, step.title, state, outputs, inside)
