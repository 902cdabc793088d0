"""The engines that run a SAS program: the reference interpreter, the generated pandas, the generated R."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from equivalence.results import RunResult
from translator.pipeline.programs import Program

ENGINES = ("reference", "pandas", "r")


@dataclass(frozen=True, slots=True)
class Job:
    """One program to run. `librefs`: libref -> folder. `encoding`: "" detects. `loops`: no column-wise rules.

    `steps`: keep the data sets that each step made. `private`: a folder of this run alone, where permanent data
    sets are written instead of the libraries' own folders; None: they are written to the libraries.
    """

    program: Program
    engine: str
    librefs: Mapping[str, Path] = field(default_factory=dict)
    encoding: str = ""
    loops: bool = False
    steps: bool = False
    private: Path | None = None


def run_job(job: Job) -> RunResult:
    """Run one program in this process."""
    match job.engine:
        case "reference":
            from equivalence.engines.reference import run
        case "pandas":
            from equivalence.engines.pandas import run
        case "r":
            from equivalence.engines.r import run
        case _:
            raise ValueError(f"unknown engine {job.engine}")
    result = run(job)
    result.refuse_infinite()
    return result
