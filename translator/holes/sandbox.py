"""Runs an answer in a process of its own, with limits of time, memory and file size, and an empty environment."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.holes.contract import HoleContract
from translator.holes.gates import Cell, Table
from translator.holes.r_rules import RSCRIPT, WORKER

Inputs = Mapping[str, Table]
"""Input tables by argument."""

MEMORY = 4 << 30
MARK = "@@answer "


@dataclass(frozen=True, slots=True)
class Failed:
    """The answer did not run to its end; `message` says why, in one line; `run`: on which inputs, from 0."""

    message: str
    run: int = 0


def run_python(
    code: str, contract: HoleContract, runs: Sequence[Inputs], seconds: float
) -> list[list[Table]] | Failed:
    """Run an answer in Python on each of several inputs, in one process; return the output tables of each."""
    job = {
        "code": code,
        "function": contract.function,
        "runs": [[inputs[table.name] for table in contract.inputs] for inputs in runs],
        "kinds": [{column.name: column.kind for column in table.columns} for table in contract.inputs],
    }
    worker = Path(__file__).with_name("python_worker.py")
    return _run([sys.executable, "-I", "-B", str(worker)], json.dumps(job), seconds)


def run_r(
    code: str, contract: HoleContract, runs: Sequence[Inputs], seconds: float
) -> list[list[Table]] | Failed:
    """Run an answer in R on each of several inputs, in one process; return the output tables of each."""
    made = ", ".join(f"list({', '.join(_r_tables(contract, inputs))})" for inputs in runs)
    job = "\n".join(
        [
            f"runs <- list({made})",
            f"wanted <- {_r_text(contract.function)}",
            f"code <- {_r_text(code)}",
        ]
    )
    return _run([RSCRIPT, "--vanilla", str(WORKER), "run"], job, seconds)


def _r_tables(contract: HoleContract, inputs: Inputs) -> Iterator[str]:
    for table in contract.inputs:
        columns = inputs[table.name]
        parts = [f"`{c.name}` = {_r_vector(columns[c.name], c.kind)}" for c in table.columns]
        yield f"`{table.name}` = tibble::tibble({', '.join(parts)})"


def _r_vector(cells: object, kind: str) -> str:
    assert isinstance(cells, list | tuple)
    if kind == "char":
        return f"c({', '.join(_r_text(cell) for cell in cells)})" if cells else "character()"
    return f"c({', '.join(_r_number(cell) for cell in cells)})" if cells else "numeric()"


def _r_number(cell: Cell) -> str:
    return "NA_real_" if cell is None else float(cell).hex()


def _r_text(text: object) -> str:
    letters = (
        c if c.isascii() and c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in str(text)
    )
    return '"' + "".join(letters) + '"'


def _run(command: list[str], job: str, seconds: float) -> list[list[Table]] | Failed:
    variables = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    with tempfile.TemporaryDirectory(prefix="saslift-answer-") as folder:
        try:
            done = subprocess.run(
                command,
                input=job,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=seconds,
                cwd=folder,
                env={**variables, "TMPDIR": folder, "HOME": folder},
                preexec_fn=_limits(seconds),
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            return Failed(f"it took more than {seconds:g} seconds")
        except FileNotFoundError:
            return Failed(f"{command[0]} is not installed")
    return _result(done.stdout, done.stderr)


def _limits(seconds: float) -> Callable[[], None]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))

    return limit


def _result(out: str, errors: str) -> list[list[Table]] | Failed:
    line = next((line for line in reversed(out.splitlines()) if line.startswith(MARK)), None)
    if line is None:
        last = errors.strip().splitlines()[-1:] or ["it ended without a result"]
        return Failed(last[0][:300])
    answer: dict[str, Any] = json.loads(line[len(MARK) :])
    if "error" in answer:
        return Failed(" ".join(str(answer["error"]).split()), answer["run"])
    runs: list[list[Table]] = answer["runs"]
    return runs
