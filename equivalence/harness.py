"""Running many programs on an engine: worker processes that live as long as the run, one program's failure apart."""

from __future__ import annotations

import json
import os
import queue
import selectors
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from equivalence.engines import Job
from equivalence.results import RunResult
from equivalence.worker import finish
from translator.lang.diagnostics import Diagnostic
from translator.pipeline.programs import Program
from translator.report.folder import write_files

TIME_LIMIT = 120.0
"""Seconds a program may run before it is stopped (a loop without end)."""


class Worker:
    """One worker process; started again where it died or was stopped."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def ask(self, job: dict[str, Any], limit: float) -> dict[str, Any] | None:
        """Return the answer to a job, or None where the process died or took longer than `limit` seconds."""
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "equivalence.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
                env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])},
                start_new_session=True,
            )  # fmt: skip
        assert self.process.stdin is not None and self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(job) + "\n")
            self.process.stdin.flush()
            with selectors.DefaultSelector() as selector:
                selector.register(self.process.stdout, selectors.EVENT_READ)
                if not selector.select(limit):
                    self.stop()
                    return None
            line = self.process.stdout.readline()
        except (BrokenPipeError, OSError):
            line = ""
        if not line:
            self.stop()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        """End the process and what it started."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, 9)
            except (ProcessLookupError, PermissionError):
                pass
            self.process.wait()
            self.process = None


def run(
    programs: Sequence[Program], *, engine: str, out: Path, librefs: Mapping[str, Path], encoding: str = "",
    step: Callable[[str], None] | None = None, jobs: int = 0, limit: float = TIME_LIMIT, steps: bool = False,
    private: bool = False,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Run programs and yield a summary of each, in order; OUT/PROGRAM/result.json holds the whole (DESIGN §9).

    steps: write steps.json, too: the data sets that each step made. private: permanent data sets that programs write
    do not reach the libraries' folders, so that no engine sees what another has written.

    Raises: CannotWrite where `out` cannot be written at all.
    """
    if not programs:
        return
    write_files(out, {})
    tasks: queue.Queue[tuple[int, Program]] = queue.Queue()
    for number, program in enumerate(programs):
        tasks.put((number, program))
    answers: list[dict[str, Any] | None] = [None] * len(programs)
    ready = [threading.Event() for _ in programs]

    def work() -> None:
        worker = Worker()
        try:
            while True:
                try:
                    number, program = tasks.get_nowait()
                except queue.Empty:
                    return
                try:
                    answers[number] = _one(
                        worker, program, engine, out, librefs, encoding, limit, steps, private
                    )
                finally:
                    ready[number].set()
        finally:
            worker.stop()

    count = min(jobs or len(os.sched_getaffinity(0)), len(programs))
    threads = [threading.Thread(target=work, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    for number, program in enumerate(programs):
        ready[number].wait()
        if step is not None:
            step(program.shown)
        answer = answers[number]
        assert answer is not None
        yield answer
    for thread in threads:
        thread.join()


def _one(
    worker: Worker,
    program: Program,
    engine: str,
    out: Path,
    librefs: Mapping[str, Path],
    encoding: str,
    limit: float,
    steps: bool,
    private: bool,
) -> dict[str, Any]:
    job = {
        "path": str(program.path), "name": program.name, "shown": program.shown, "engine": engine,
        "librefs": {k: str(v) for k, v in librefs.items()}, "encoding": encoding, "out": str(out),
        "steps": steps, "private": private, "site": program.site.as_dict(),
    }  # fmt: skip
    answer = worker.ask(job, limit)
    if answer is None:
        result = RunResult(program.path.name, engine, "failed", limit)
        message = f"the program was stopped: it ran longer than {limit:.0f} seconds or took its process down"
        result.fail(Diagnostic("X0093", message, program.shown))
        result.log.append(f"ERROR: {message}")
        answer = finish(Job(program, engine, steps=steps), result, out)
    return answer
