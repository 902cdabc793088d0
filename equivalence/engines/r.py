"""The generated R as an engine: a persistent R process runs one program after the other.

Data come back as raw little-endian columns and text lines: every bit survives (CSV and JSON keep 15 digits).
"""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
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
from translator.emit.code import MapEntry
from translator.lang.diagnostics import Diagnostic
from translator.lang.types import Schema

WORKER = Path(__file__).with_name("worker.R")
_process: subprocess.Popen[str] | None = None


def available() -> bool:
    """Is there an R to run programs with?"""
    return shutil.which("Rscript") is not None


def run(job: Job) -> RunResult:
    """Translate a program to R and run it."""
    result = RunResult(job.program.path.name, "r")
    started = time.perf_counter()
    if not available():
        result.fail(Diagnostic("X0091", "R (Rscript) is not installed", job.program.shown))
        return result
    prepared = prepare(job, result, "r")
    if prepared is not None:
        with tempfile.TemporaryDirectory(prefix="saslift-r-") as folder:
            execute(prepared, job, result, Path(folder))
    result.seconds = time.perf_counter() - started
    result.judge()
    return result


def worker() -> subprocess.Popen[str]:
    """Return the R process, started on first use and again where it has died."""
    global _process
    if _process is None or _process.poll() is not None:
        _process = subprocess.Popen(
            ["Rscript", "--vanilla", str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**__import__("os").environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        )
        atexit.register(_process.kill)
    return _process


def execute(prepared: Prepared, job: Job, result: RunResult, folder: Path) -> None:
    """Run the program in the R process and collect what it left."""
    steps = sorted(prepared.emitted.map, key=lambda entry: entry.first)
    (folder / "program.R").write_text(prepared.emitted.text, encoding="utf-8")
    (folder / "sas_semantics.R").write_text(prepared.helpers, encoding="utf-8")
    folders = folders_of(job, prepared.translation)
    places = {"--data": folders.data, "--out": folders.out, **folders.librefs}
    (folder / "job.tsv").write_text("".join(f"{k}\t{v}\n" for k, v in places.items()), encoding="utf-8")
    rows = [f"{e.first}\t{e.last}\t{' '.join(f'{n}={v}' for n, v in e.outputs)}\n" for e in steps]
    (folder / "steps.tsv").write_text("".join(rows) or "0\t0\t\n", encoding="utf-8")
    process = worker()
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(f"{folder}\n")
    process.stdin.flush()
    while True:
        line = process.stdout.readline()
        if not line:
            result.log.append("ERROR: the R process ended")
            result.fail(
                Diagnostic("X0092", "the R process ended while it ran the program", job.program.shown)
            )
            return
        if line.startswith("done "):
            break
    collect(prepared, job, result, folder, steps)


def collect(prepared: Prepared, job: Job, result: RunResult, folder: Path, steps: list) -> None:  # type: ignore[type-arg]
    """Read the folder that the worker has filled."""
    broken = folder / "broken.txt"
    if broken.exists():
        result.log.append("ERROR: " + broken.read_text(encoding="utf-8").strip())
        result.fail(Diagnostic("X0092", broken.read_text(encoding="utf-8").strip(), job.program.shown))
        return
    runs = running(steps)
    for number, entry in enumerate(steps):
        result.log += (
            []
            if number not in runs
            else [
                n.text
                for n in prepared.translation.plan.steps[entry.step].notes
                if n.text.startswith(("NOTE", "WARN"))
            ]
        )
    result.put = read_lines(folder / "log.txt")
    result.log += result.put
    result.said += result.put
    latest: dict[str, Schema | None] = {}
    reached = _reached(folder, len(steps))
    counts: dict[str, int] = {}  # rows of the data sets so far
    seen: dict[str, Dataset] = {}
    before: int | None = None
    for k, entry in enumerate(steps, start=1):
        made: dict[str, Dataset] = {}
        earlier = dict(counts)
        for name in made_names(entry, folder / "steps" / str(k)):
            written = folder / "steps" / str(k) / name
            if written.exists():
                latest[name] = schema_of(prepared, entry.step, name, column_names(written))
                data = read_frame(written, latest[name])
                counts[name] = len(data.rows)
                seen[name] = data
                result.log += count_note(name, len(data.rows), len(data.columns), entry.title)
                if "." not in name:
                    result.datasets[name] = data
                if name != "_null_":
                    made[name] = data
        if k == reached + 1:
            result.log += told_before(prepared.translation.plan.steps[entry.step].log)
        if k <= reached and k - 1 in runs:
            plan_log = prepared.translation.plan.steps[entry.step].log
            show_rows(result.log, plan_log, partial(_cells, seen))
            result.log += logged_lines(plan_log, earlier, counts, partial(_cells, seen))
        if job.steps and k <= reached and k - 1 in runs:
            place = place_of_step(prepared.translation, entry.step)
            add_step(result, place, entry.title, made, same_step(prepared.translation, entry.step, before))
            before = entry.step
    if reached == len(steps):
        result.log += logged_lines(prepared.translation.plan.log, counts, counts)
    finished = folder / "finished.txt"
    if finished.exists():
        names = read_lines(finished)
        result.datasets = {
            n: read_frame(folder / "final" / n, latest.get(n))
            for n in names
            if (folder / "final" / n).exists()
        }
    error = folder / "error.txt"
    if error.exists():
        step, class_, code, *message = read_lines(error)
        text = "\n".join(message).removeprefix(f"{code}: ")
        if class_ not in ("sas_error", "sas_not_translated"):
            code, text = "X0090", f"the generated program failed: {text}"
        if class_ != "sas_error":
            result.log.append(error_line(code, text))
        else:
            result.log.append(STOPPED)
        line = steps[int(step) - 1].sas_first if 0 < int(step) <= len(steps) else 1
        result.fail(Diagnostic(code or "X0090", text, job.program.shown, line, 1))
    macros = read_lines(folder / "macros.txt")
    add_macro_variables(result, dict(zip(macros[::2], macros[1::2], strict=False)))
    for number, file in enumerate(sorted(folder.glob("table*.txt")), start=1):
        proc, name, title, width, *cells = read_lines(file)
        n = int(width)
        columns, cells = cells[:n], cells[n:]
        rows = [cells[i : i + n] for i in range(0, len(cells), n)] if n else []
        result.tables.append(PrintedTable(number, proc, name, title, columns, rows))


def _cells(seen: Mapping[str, Dataset], dataset: str, column: str) -> Sequence[Any] | None:
    """Return a column of a data set."""
    data = seen.get(dataset)
    names = data.names() if data is not None else []
    if data is None or column not in names:
        return None
    place = names.index(column)
    return [row[place] for row in data.rows]


def _reached(folder: Path, count: int) -> int:
    """Return how many steps ran to their end."""
    error = folder / "error.txt"
    return max(int(read_lines(error)[0]) - 1, 0) if error.exists() else count


def made_names(entry: MapEntry, folder: Path) -> list[str]:
    """The data sets that a step has made: those the map names, and those whose names the run has made."""
    known = [name for name, _ in entry.outputs]
    return known + sorted(one.name for one in folder.glob("*") if one.name not in known)


def read_lines(file: Path) -> list[str]:
    """Return the lines that the worker wrote, its escapes undone."""
    if not file.exists():
        return []
    text = file.read_bytes().decode("utf-8")
    return [unescape(line) for line in text.split("\n")[:-1]]


def unescape(line: str) -> str:
    r"""Undo the worker's escapes of line ends and backslashes.

    >>> unescape(r"a\\nb") == r"a\nb", unescape(r"a\nb") == "a\nb"
    (True, True)
    """
    if "\\" not in line:
        return line
    parts = line.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace("\\r", "\r") for part in parts)


def column_names(folder: Path) -> list[str]:
    """Return the names of a data set's columns."""
    _, *described = read_lines(folder / "columns.txt")
    return [text.split("\t", 1)[1] for text in described]


def read_frame(folder: Path, schema: Schema | None) -> Dataset:
    """Read one data set."""
    count, *described = read_lines(folder / "columns.txt")
    kinds, names, columns, lengths = [], [], [], []
    for position, text in enumerate(described, start=1):
        kind, name = text.split("\t", 1)
        kinds.append(kind)
        names.append(name)
        if kind == "num":
            columns.append(np.fromfile(folder / f"{position}.bin", dtype="<f8").tolist())
            lengths.append(8)
        else:
            values = read_lines(folder / f"{position}.txt")
            columns.append(values)
            lengths.append(max((len(v) for v in values), default=1))
    rows = [list(row) for row in zip(*columns, strict=True)] if names else [[] for _ in range(int(count))]
    return Dataset(column_infos(schema, names, kinds, lengths), rows)
