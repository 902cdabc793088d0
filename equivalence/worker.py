"""A worker process: runs programs one after the other and writes their result.json.

Each line of standard input is a job as JSON; the answer is one line of JSON. `python -m equivalence.worker`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

from equivalence.engines import Job, run_job
from equivalence.results import RunResult, dump, dump_steps
from translator.frontend.site import Site
from translator.lang.diagnostics import Diagnostic
from translator.pipeline.programs import Program
from translator.report.folder import CannotWrite, write_files

BEAT = 1.0
"""Seconds between two looks whether the process that asks is still there."""


def answer(line: str) -> dict[str, Any]:
    """Run one job and return its summary."""
    data = json.loads(line)
    program = Program(Path(data["path"]), data["name"], data["shown"], Site.from_dict(data["site"]))
    librefs = {k: Path(v) for k, v in data["librefs"].items()}
    job = Job(program, data["engine"], librefs, data["encoding"], steps=data["steps"])
    try:
        if data["private"]:
            with tempfile.TemporaryDirectory(prefix="saslift-run-") as folder:
                result = run_job(replace(job, private=Path(folder)))
        else:
            result = run_job(job)
    except Exception as error:  # our own fault must not touch the other programs
        result = internal_error(job, error)
    except RecursionError as error:
        result = internal_error(job, error)
    return finish(job, result, Path(data["out"]))


def internal_error(job: Job, error: BaseException) -> RunResult:
    """Return the result of a program on which saslift itself failed."""
    result = RunResult(job.program.path.name, job.engine)
    place = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
    result.fail(Diagnostic("X0099", f"internal error: {message}", job.program.shown))
    result.log.append(f"ERROR: internal error: {message}")
    if os.environ.get("SASLIFT_TRACEBACK"):
        traceback.print_exception(error, file=sys.stderr)
    return result


def finish(job: Job, result: RunResult, out: Path) -> dict[str, Any]:
    """Write result.json and return the program's line for the report."""
    files = {"result.json": dump(result)}
    if job.steps:
        files["steps.json"] = dump_steps(result)
    try:
        write_files(out / job.program.name, files)
    except CannotWrite as error:
        result.fail(error.diagnostic)
    return {
        "program": result.program,
        "name": job.program.name,
        "status": result.status,
        "seconds": result.seconds,
        "datasets": list(result.datasets),
        "diagnostics": [
            [d.path, d.line, d.column, d.severity, d.message, d.code] for d in result.diagnostics
        ],
    }


def end_with(parent: int) -> None:
    """Wait until the process that asks is gone, then end this one and its R: a program may be in an endless loop."""
    while os.getppid() == parent:
        time.sleep(BEAT)
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def main() -> None:
    """Answer jobs until standard input ends. What programs print goes nowhere: it is in their logs."""
    threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for line in sys.stdin:
        answers.write(json.dumps(answer(line), ensure_ascii=False) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
