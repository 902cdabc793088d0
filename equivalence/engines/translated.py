"""What the pandas and the R engine share: translation, the log that SAS would write, the final schemas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from equivalence.engines import Job
from equivalence.engines.events import Cells, argument, event_lines, missing_rows
from equivalence.places import Place, place_of
from equivalence.results import ColumnInfo, Dataset, RunResult
from translator.emit.code import Emitted, MapEntry
from translator.frontend.macro.automatic import automatic_variables
from translator.lang.diagnostics import Diagnostic
from translator.lang.types import Schema
from translator.lang.unread import NOT_VALID
from translator.pipeline.translate import Translation, translate_program
from translator.plan.macros import every_step, may_be
from translator.plan.procs.databases import Database
from translator.plan.relations import Logged, Step


@dataclass(slots=True)
class Prepared:
    """A translation ready to run: the code, its helper file, and the schemas of what each step makes."""

    translation: Translation
    emitted: Emitted
    helpers: str
    schemas: list[Mapping[str, Schema]]


def prepare(job: Job, result: RunResult, target: str) -> Prepared | None:
    """Translate the program for a target; None where it could not even be read."""
    translation = translate_program(
        job.program, (target,), librefs=job.librefs, encoding=job.encoding, loops=job.loops
    )
    result.diagnostics += translation.diagnostics
    result.macro_vars = dict(translation.macro_vars)
    result.log += translation.log
    result.said += translation.said
    if target not in translation.emitted:
        result.status = "failed"
        return None
    if job.private is not None and (changing := changes_database(translation)) is not None:
        message = "EXECUTE would change the database, which a private run does not"
        result.log.append(error_line("R0445", message))
        result.fail(Diagnostic("R0445", message, job.program.shown, changing.first.outermost.line, 1))
        return None
    emitted = translation.emitted[target]
    schemas: list[Mapping[str, Schema]] = [dict(step.schemas) for step in translation.plan.steps]
    return Prepared(translation, emitted, translation.helpers[target], schemas)


def changes_database(translation: Translation) -> Step | None:
    """Return the first step that has a database run what may change it."""
    for step in every_step(translation.plan.steps):
        if isinstance(step.node, Database) and step.node.kind == "execute":
            return step
    return None


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a run reads and writes permanent data sets: as the generated programs' --data and --out, and librefs."""

    data: str
    out: str
    librefs: Mapping[str, str]


def folders_of(job: Job, translation: Translation) -> Folders:
    """Return the folders of a run. In a private run all that is written goes below the job's own folder."""
    given = {libref.lower(): Path(folder).resolve() for libref, folder in job.librefs.items()}
    if job.private is None:
        return Folders(".", ".", {libref: str(folder) for libref, folder in given.items()})
    named = {libref.lower(): Path(folder).resolve() for libref, folder in translation.plan.librefs}
    for step in translation.plan.steps:
        for name in (*step.inputs, *step.outputs):
            if "." in name:
                named.setdefault(name.partition(".")[0], Path(name.partition(".")[0]).resolve())
    data, out = job.private / "data", job.private / "out"
    data.mkdir()
    out.mkdir()
    librefs: dict[str, str] = {}
    first: dict[Path, str] = {}
    for libref, folder in (named | given).items():
        librefs[libref] = first.setdefault(folder, libref)  # librefs of one folder share what is written
        if librefs[libref] == libref and folder.is_dir():
            (data / libref).symlink_to(folder, target_is_directory=True)
    return Folders(str(data), str(out), librefs)


def running(steps: Sequence[MapEntry]) -> set[int]:
    """Return the positions of the entries where steps run: a loop's function stands above the program, too."""
    return set({entry.step: position for position, entry in enumerate(steps)}.values())


def place_of_step(translation: Translation, number: int) -> Place:
    """Return the place of a step of the plan."""
    step = translation.plan.steps[number]
    return place_of(step.first, step.last)


def add_step(
    result: RunResult, place: Place, title: str, datasets: Mapping[str, Dataset], again: bool
) -> None:
    """Add what a step of the plan made; `again`: it belongs to the same SAS step as the one before."""
    if not again:
        result.steps.append(place.result(title))
    result.steps[-1].datasets.update(datasets)


def same_step(translation: Translation, number: int, before: int | None) -> bool:
    """Did two steps of the plan, the second right after the first, come from one SAS step?"""
    if before is None:
        return False
    one, other = translation.plan.steps[before], translation.plan.steps[number]
    return one.first is other.first and one.last is other.last


def add_macro_variables(result: RunResult, found: Mapping[str, str]) -> None:
    """Add the macro variables that the run has set; SAS's own and those that the translation made are left out."""
    own = automatic_variables(datetime.now())
    result.macro_vars |= {
        name: value
        for name, value in found.items()
        if name.upper() not in own and not re.fullmatch(r"_(?:VALUE|LEFT|TITLE)_\d+", name)
    }


def schema_of(prepared: Prepared, step: int, name: str, columns: Sequence[str]) -> Schema | None:
    """Return what is known of a data set that a step makes; the run may have made its name (`out&i`).

    Where branches of the run may each have made it (%IF, %ELSE), its columns tell which one did.
    """
    known = prepared.schemas[step]
    schema = known.get(name) or next(
        (one for family, one in known.items() if "&" in family and may_be(family, name)), None
    )
    if schema is not None and schema.complete:
        return schema
    for inner in every_step((prepared.translation.plan.steps[step],)):
        for made, one in inner.schemas:
            family = made == name or ("&" in made and may_be(made, name))
            if family and one.complete and [c.name for c in one.columns] == list(columns):
                return one
    return schema


def column_infos(
    schema: Schema | None, names: list[str], kinds: list[str], lengths: list[int]
) -> list[ColumnInfo]:
    """Return the columns of a result: attributes from the plan where it knows them, else from the data."""
    infos = []
    for name, kind, length in zip(names, kinds, lengths, strict=True):
        column = schema.find(name) if schema is not None else None
        if column is not None and column.type.kind == kind:
            infos.append(ColumnInfo(name, kind, column.type.length, column.format, column.label))
        elif schema is not None and schema.open_type is not None and schema.open_type.kind == kind:
            infos.append(ColumnInfo(name, kind, schema.open_type.length, schema.open_format))
        else:
            infos.append(ColumnInfo(name, kind, 8 if kind == "num" else max(length, 1)))
    return infos


def logged_lines(
    lines: Iterable[Logged],
    before: Mapping[str, int],
    after: Mapping[str, int],
    cells: Cells = lambda dataset, column: None,
) -> list[str]:
    """Return SAS's lines about a step. `before`, `after`: the rows of the data sets that are known, by name; a line
    whose count is not known is left out. `cells`: a column of a data set that the step has made."""
    made: list[str] = []
    events: list[Logged] = []
    for line in lines:
        if line.count == "lines":
            continue
        if line.count in ("invalid", "zero", "substr"):
            events.append(line)
            continue
        made += event_lines(events, cells)
        events.clear()
        if line.count == "missing":
            counts = [
                (
                    place,
                    missing_rows(
                        [argument(cells, line.target, name) for name in columns if name != "*"],
                        columns[0] == "*",
                    ),
                )
                for place, columns in line.places
            ]
            shown = [f"{number} at {place}" for place, number in counts if number]
            if shown:
                made.append(line.text)
                made += [line.more, "      " + "   ".join(shown)] if line.more else []
            continue
        if not line.count:
            made.append(line.text)
            continue
        old, new = before.get(line.dataset), after.get(line.target or line.dataset)
        count = old
        if line.count == "kept":
            count = new
        elif line.count == "read" and old is not None:
            count = max(min(old, old if line.last is None else line.last) - line.first + 1, 0)
        elif line.count != "read" and old is not None and new is not None:
            count = new - old if line.count == "added" else old - new
        elif line.count != "read":
            count = None
        if count is not None and count > line.above:
            text = {0: line.none, 1: line.one}.get(count) or line.text
            if text:
                made.append(text.replace("{n}", str(count)))
    return [*made, *event_lines(events, cells)]


def error_line(code: str, message: str) -> str:
    """Return what SAS writes to the log for an error: of statements that cannot be read, its general message."""
    unread = "a statement could not be read: "
    if code == "H0201" and message.startswith(unread):
        return f"{NOT_VALID} {message.removeprefix(unread)}"
    return message if message.startswith(("ERROR", "NOTE", "WARNING")) else f"ERROR: {message}"


STOPPED = "NOTE: The SAS System stopped processing this step because of errors."


def told_before(lines: Iterable[Logged]) -> list[str]:
    """Return SAS's lines about a step that it stopped in: those that count nothing."""
    return [line.text for line in lines if not line.count]


def count_note(name: str, rows: int, columns: int, title: str = "") -> list[str]:
    """Return SAS's note about a data set that a step made, if there is one; `title` is the step's."""
    shown = name.upper() if "." in name else f"WORK.{name.upper()}"
    if title.startswith("PROC SQL "):
        return []  # INSERT, UPDATE … have lines of their own
    if title == "PROC SQL":
        return [f"NOTE: Table {shown} created, with {rows} rows and {columns} columns."]
    return [f"NOTE: The data set {shown} has {rows} observations and {columns} variables."]
