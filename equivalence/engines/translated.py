"""What the pandas and the R engine share: translation, the log that SAS would write, the final schemas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from equivalence.engines import Job
from equivalence.results import ColumnInfo, Dataset, RunResult
from translator.emit.code import Emitted
from translator.lang.types import Schema
from translator.pipeline.translate import Translation, translate_program


@dataclass(slots=True)
class Prepared:
    """A translation ready to run: the code, its helper file, and the schemas of what each step makes."""

    translation: Translation
    emitted: Emitted
    helpers: str
    schemas: list[Mapping[str, Schema]]


def prepare(job: Job, result: RunResult, target: str) -> Prepared | None:
    """Translate the program for a target; None where it could not even be read."""
    translation = translate_program(job.program, (target,), librefs=job.librefs, encoding=job.encoding, loops=job.loops)
    result.diagnostics += translation.diagnostics
    result.macro_vars = dict(translation.macro_vars)
    result.log += translation.log
    if translation.source is None:
        result.status = "failed"
        return None
    emitted = translation.emitted[target]
    schemas: list[Mapping[str, Schema]] = [dict(step.schemas) for step in translation.plan.steps]
    return Prepared(translation, emitted, translation.helpers[target], schemas)


def add_macro_variables(result: RunResult, found: Mapping[str, str]) -> None:
    """Add the macro variables that the run has set; `%let z = &n;` of such a variable takes its value."""
    result.macro_vars |= found
    names = {name.upper(): value for name, value in found.items()}

    def value(match: re.Match[str]) -> str:
        return names.get(match[1].upper(), match[0])

    for name, text in result.macro_vars.items():
        if "&" in text and name not in found:
            result.macro_vars[name] = re.sub(r"&(\w+)\.?", value, text)


def column_infos(schema: Schema | None, names: list[str], kinds: list[str], lengths: list[int]) -> list[ColumnInfo]:
    """Return the columns of a result: attributes from the plan where it knows them, else from the data."""
    infos = []
    for name, kind, length in zip(names, kinds, lengths, strict=True):
        column = schema.find(name) if schema is not None else None
        if column is not None and column.type.kind == kind:
            infos.append(ColumnInfo(name, kind, column.type.length, column.format, column.label))
        else:
            infos.append(ColumnInfo(name, kind, 8 if kind == "num" else max(length, 1)))
    return infos


def count_note(name: str, data: Dataset) -> str:
    """Return SAS's note about a data set that a step made."""
    shown = name.upper() if "." in name else f"WORK.{name.upper()}"
    return f"NOTE: The data set {shown} has {len(data.rows)} observations and {len(data.columns)} variables."
