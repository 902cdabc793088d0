"""A random program on one engine, within a limit of processor time."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from equivalence.engines import Job, run_job
from equivalence.engines import r as r_engine
from equivalence.results import RunResult
from translator.lang.diagnostics import Diagnostic
from translator.pipeline.programs import Program

VARIANTS = ("pandas", "pandas loop", "r", "r loop")
SECONDS = 20.0
"""Processor seconds that a program may take. The slowest of them takes two."""
PATIENCE = 15
"""So many times the limit on the clock, whatever the processors did: a program that waits for nothing ends, too."""
SLOW = "X0097"
"""The code of a program that was stopped at its limit."""


class TooSlow(BaseException):
    """A program runs longer than any should."""


def processor_seconds() -> float:
    """Return the processor time of this process and of its R process so far.

    Where the system does not tell the time of another process (no /proc), R counts by the clock.
    """
    mine = time.process_time()
    process = r_engine._process
    if process is None or process.poll() is not None:
        return mine
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    except OSError:
        return time.monotonic()
    return mine + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the block after that many processor seconds: others that keep the processors busy do not count."""
    begun, clock = processor_seconds(), time.monotonic()

    def look(*_: object) -> None:
        left = seconds - (processor_seconds() - begun)
        if left <= 0 or time.monotonic() - clock > PATIENCE * seconds:
            raise TooSlow
        signal.setitimer(signal.ITIMER_REAL, max(left, 0.2))

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def run_text(text: str, variant: str, folder: Path, seconds: float = SECONDS) -> RunResult:
    """Run a program's text on "reference" or one of the variants. Whatever goes wrong is a failed result."""
    path = folder / "fuzz.sas"
    path.write_text(text, encoding="utf-8")
    engine, _, form = variant.partition(" ")
    try:
        with time_limit(seconds), redirect_stdout(io.StringIO()):
            return run_job(Job(Program(path, "fuzz", str(path)), engine, loops=form == "loop"))
    except TooSlow:
        if engine == "r":
            r_engine.worker().kill()
        problem = Diagnostic(SLOW, f"not done after {seconds:g} processor seconds", str(path))
    except Exception as error:  # our own fault is what is looked for
        problem = Diagnostic("X0099", f"internal error: {type(error).__name__}: {error}", str(path))
    result = RunResult(path.name, engine)
    result.fail(problem)
    return result


UNFIT = ("R0002", "R0112", "R0113", "R0114", "R0420", "R0437")
"""What a program stops with where what only the run knows is not what it can work with: an argument that the interpreter
does not support, columns, a macro variable that no row has made, a text that R cannot hold."""


def refusal(result: RunResult) -> str:
    """Return the code with which the program was refused (a hole, not another result), "" where it was not."""
    return next(
        (
            f"{d.code} {d.message}"
            for d in result.diagnostics
            if d.severity == "error" and (d.code.startswith(("H", "E")) or d.code in UNFIT)
        ),
        "",
    )


def is_slow(result: RunResult) -> bool:
    """Was the program stopped at its limit?"""
    return any(d.code == SLOW for d in result.diagnostics)
