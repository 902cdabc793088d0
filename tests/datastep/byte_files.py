"""Programs that read or write a file of given bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from equivalence.engines import r as r_engine
from equivalence.fuzz.running import run_text
from equivalence.results import RunResult


def ran(engine: str, folder: Path, sas: str, data: bytes) -> RunResult:
    """Run a program that reads or writes `FILE`, a file with these bytes."""
    if engine == "r" and not r_engine.available():
        pytest.skip("Rscript is not installed")
    file = folder / "lines.txt"
    file.write_bytes(data)
    return run_text(sas.replace("FILE", f"'{file.as_posix()}'"), engine, folder)
