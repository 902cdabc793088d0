"""The generated pandas as an engine: run step by step, as the program's map says."""

from __future__ import annotations

import ast
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np

from equivalence.engines import Job
from equivalence.engines.events import show_rows
from equivalence.engines.translated import (
    STOPPED,
    Prepared,
    add_macro_variables,
    add_step,
    column_infos,
    count_note,
    error_line,
    folders_of,
    logged_lines,
    place_of_step,
    prepare,
    running,
    same_step,
    schema_of,
    told_before,
)
from equivalence.results import Dataset, PrintedTable, RunResult
from translator.lang.diagnostics import Diagnostic
from translator.lang.types import Schema
from translator.library.errors import too_large

_helper_modules: dict[str, ModuleType] = {}


def run(job: Job) -> RunResult:
    """Translate a program to pandas and run it."""
    result = RunResult(job.program.path.name, "pandas")
    started = time.perf_counter()
    prepared = prepare(job, result, "pandas")
    if prepared is not None:
        execute(prepared, job, result)
    result.seconds = time.perf_counter() - started
    result.judge()
    return result


def helper_module(text: str) -> ModuleType:
    """Return the helper file as a module; the same text is loaded once."""
    module = _helper_modules.get(text)
    if module is None:
        module = ModuleType("sas_semantics")
        module.__file__ = "sas_semantics.py"
        sys.modules["sas_semantics"] = module
        exec(compile(text, "sas_semantics.py", "exec"), module.__dict__)
        if len(_helper_modules) > 64:
            _helper_modules.clear()
        _helper_modules[text] = module
    return module


def execute(prepared: Prepared, job: Job, result: RunResult) -> None:
    """Run the program's `run` function statement by statement, so that each step's data sets can be seen."""
    sas: Any = helper_module(prepared.helpers)
    sys.modules["sas_semantics"] = sas
    sas.LOG.clear()
    module = ModuleType("program")
    tree = ast.parse(prepared.emitted.text)
    code = compile(tree, job.program.name + ".py", "exec")
    exec(code, module.__dict__)
    folders = folders_of(job, prepared.translation)
    lib = sas.Libraries(
        folders.data, folders.out, {**module.__dict__.get("LIBRARIES", {}), **folders.librefs}
    )
    body = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "run").body
    namespace = module.__dict__
    namespace["lib"] = lib
    position = 0
    logged = 0
    frames: dict[str, tuple[Any, Schema | None]] = {}
    counts: dict[str, int] = {}  # rows of the data sets so far
    before: int | None = None
    steps = sorted(prepared.emitted.map, key=lambda entry: entry.first)
    runs = running(steps)
    for number, entry in enumerate(steps):
        getattr(sas, "TOLD", set()).clear()
        try:
            while position < len(body) and body[position].lineno <= entry.last:
                statement = body[position]
                position += 1
                if isinstance(statement, ast.Return):
                    continue
                exec(compile(ast.Module([statement], []), job.program.name + ".py", "exec"), namespace)
        except Exception as error:  # the program's own failure is the result
            logged = _log_new(sas, result, logged)
            result.log += told_before(prepared.translation.plan.steps[entry.step].log)
            _failure(error, entry.sas_first, job, result)
            break
        if number in runs:
            notes = prepared.translation.plan.steps[entry.step].notes
            result.log += [note.text for note in notes if _is_sas(note.text)]
        logged = _log_new(sas, result, logged)
        rows = dict(counts)
        made: dict[str, Dataset] = {}
        worked = {
            name: frame for name, frame in lib.work.items() if frames.get(name, (None, None))[0] is not frame
        }
        outputs = [(name, namespace.get(variable)) for name, variable in entry.outputs if "&" not in name]
        left = [*(one for one in outputs if one[0] not in lib.work), *worked.items()]
        infinite = next((column for _, frame in left for column in _infinite(frame)), None)
        if infinite is not None:
            _failure(too_large(f"A value of {infinite}"), entry.sas_first, job, result)
            break
        for name, frame in left:
            columns = [] if frame is None else [str(column) for column in frame.columns]
            schema = schema_of(prepared, entry.step, name, columns)
            frames[name] = (frame, schema)
            if frame is not None:
                counts[name] = len(frame)
                result.log += count_note(name, len(frame), len(frame.columns), entry.title)
                if job.steps and name != "_null_":
                    made[name] = to_dataset(frame, schema)
        if number in runs:
            plan_log = prepared.translation.plan.steps[entry.step].log
            show_rows(result.log, plan_log, partial(_cells, frames))
            result.log += logged_lines(plan_log, rows, counts, partial(_cells, frames))
        if job.steps and number in runs:
            place = place_of_step(prepared.translation, entry.step)
            add_step(result, place, entry.title, made, same_step(prepared.translation, entry.step, before))
            before = entry.step
    else:
        result.log += logged_lines(prepared.translation.plan.log, counts, counts)
    _log_new(sas, result, logged)
    final = _returned(body, namespace) if result.status == "ok" and position >= len(body) - 1 else None
    if final is not None:
        frames |= {name: (frame, frames.get(name, (None, None))[1]) for name, frame in final.items()}
    for name, (frame, schema) in frames.items():
        if "." not in name and name != "_null_" and frame is not None and (final is None or name in final):
            result.datasets[name] = to_dataset(frame, schema)
    for table in lib.tables:
        result.tables.append(
            PrintedTable(*[table.get(k) for k in ("step", "proc", "name", "title", "columns", "rows")])
        )
    add_macro_variables(result, {str(k): str(v) for k, v in lib.macros.items()})


def _returned(body: list[ast.stmt], namespace: dict[str, Any]) -> dict[str, Any] | None:
    last = body[-1]
    if isinstance(last, ast.Return) and last.value is not None:
        made: dict[str, Any] = eval(compile(ast.Expression(last.value), "program.py", "eval"), namespace)
        return made
    return None


def _is_sas(text: str) -> bool:
    return text.startswith(("NOTE", "WARNING", "ERROR"))


def _infinite(frame: Any) -> list[str]:
    """Return the names of the columns that hold an infinite number: SAS would have made it missing."""
    if frame is None:
        return []
    numbers = frame.select_dtypes("float64")
    return [
        str(name) for name, found in zip(numbers.columns, np.isinf(numbers.to_numpy()).any(axis=0)) if found
    ]


def _cells(
    frames: Mapping[str, tuple[Any, Schema | None]], dataset: str, column: str
) -> Sequence[Any] | None:
    """Return a column of a data set."""
    frame = frames.get(dataset, (None, None))[0]
    return None if frame is None or column not in frame.columns else list(frame[column].tolist())


def _log_new(sas: Any, result: RunResult, logged: int) -> int:
    result.log += sas.LOG[logged:]
    result.said += sas.LOG[logged:]
    result.put = [line for line in sas.LOG if not _is_sas(line)]
    return len(sas.LOG)


def _failure(error: Exception, line: int, job: Job, result: RunResult) -> None:
    code = getattr(error, "code", "")
    message = getattr(error, "message", "") or str(error)
    if code and type(error).__name__ in ("SasError", "NotTranslated"):
        result.log.append(error_line(code, message))
        if type(error).__name__ == "SasError" or code.startswith("R"):
            result.log.append(STOPPED)
    else:
        code, message = "X0090", f"the generated program failed: {type(error).__name__}: {error}"
        result.log.append(f"ERROR: {message}")
    result.fail(Diagnostic(code, message, job.program.shown, line, 1))


def to_dataset(frame: Any, schema: Schema | None) -> Dataset:
    """Return a DataFrame as a data set: numbers as floats with their bits, text as str."""
    names = [str(name) for name in frame.columns]
    kinds, lengths, columns = [], [], []
    for position in range(len(names)):
        column = frame.iloc[:, position]
        if column.dtype.kind in "fiub":
            kinds.append("num")
            lengths.append(8)
            columns.append(column.astype("float64").tolist())
        else:
            values = ["" if value is None or value != value else str(value) for value in column.tolist()]
            kinds.append("char")
            lengths.append(max((len(value) for value in values), default=1))
            columns.append(values)
    rows = [list(row) for row in zip(*columns, strict=True)] if names else [[] for _ in range(len(frame))]
    return Dataset(column_infos(schema, names, kinds, lengths), rows)
