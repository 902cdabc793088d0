"""The reference interpreter as an engine."""

from __future__ import annotations

import time

from equivalence.engines import Job
from equivalence.engines.snapshots import Snapshots
from equivalence.interpreter.errors import StepError
from equivalence.results import ColumnInfo, Dataset, PrintedTable, RunResult
from translator.library.formats.best import show_missing
from translator.library.large_numbers import expect_large_numbers
from translator.pipeline.sources import read_source


def run(job: Job) -> RunResult:
    """Run a program with the interpreter."""
    from equivalence.interpreter import run_program

    result = RunResult(job.program.path.name, "reference")
    started = time.perf_counter()
    source = read_source(job.program.shown, job.encoding, result.diagnostics)
    if source is None:
        result.status = "failed"
        return result
    expect_large_numbers()  # what the interpreter computes is always guarded
    snapshots = Snapshots(result.steps) if job.steps else None
    try:
        session = run_program(
            source,
            librefs=dict(job.librefs),
            private=job.private is not None,
            after=snapshots.after if snapshots else None,
            site=job.program.site,
            encoding=job.encoding,
        )
    finally:
        show_missing(".")  # whatever the program's OPTIONS said
    result.seconds = time.perf_counter() - started
    result.log = list(session.log)
    result.put = list(session.put_lines)
    result.macro_vars = session.macros.user_variables()
    result.diagnostics += [d for d in session.diagnostics if d not in result.diagnostics]
    for name in list(session.work):
        try:
            table = session.find("work", name) or session.work[name]
        except StepError:  # a view whose tables have changed
            continue
        columns = [ColumnInfo(v.name, v.kind, v.length, v.format, v.label) for v in table.variables]
        result.datasets[name] = Dataset(columns, table.rows)
    result.tables = [PrintedTable(t.step, t.proc, t.name, t.title, t.columns, t.rows) for t in session.tables]
    result.said = [*session.put_lines, *session.macros.said]
    result.judge()
    return result
